from balai.territory.guests.models.book import Book, BookRule
from balai.territory.guests.models.note import Note
from balai.territory.guests.models.room import Room

__all__ = ["Book", "BookRule", "Note", "Room"]
