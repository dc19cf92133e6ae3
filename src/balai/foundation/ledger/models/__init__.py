from balai.foundation.ledger.models.book import Book
from balai.foundation.ledger.models.chart import Account, Chart
from balai.foundation.ledger.models.entry import Entry, Line

__all__ = ["Account", "Book", "Chart", "Entry", "Line"]
