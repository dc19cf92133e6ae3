"""Events of guest books. What guests do inside a book is none: it is theirs."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

MADE = declare("guests.book_made", _("Buku tamu untuk {units} unit rombongan {origin} disiapkan"))
KEY_SENT = declare("guests.key_sent", _("Kunci buku tamu dikirim ke surel penanggung jawab rombongan"))
OPENED = declare("guests.book_opened", _("Buku tamu dibuka oleh pimpinan rombongan"))
FORGOTTEN = declare("guests.books_forgotten", _("{count} buku tamu yang lewat waktunya dihapus"))
LINKS_MAILED = declare(
    "guests.links_mailed", _("{count} tautan buku tamu dikirim lewat surel oleh pimpinan rombongan")
)
