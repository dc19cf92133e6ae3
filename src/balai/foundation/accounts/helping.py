"""Where a counter goes on for a citizen: the page, named by a module above, on which an officer applies for them."""

from balai.core.ui.elsewhere import PageElsewhere

_page = PageElsewhere()
show_help_at, help_address = _page.show_at, _page.address
