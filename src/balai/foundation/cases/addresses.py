"""Where an applicant reads about a case: the page is named by the surface above, since none stands here."""

from balai.core.ui.elsewhere import PageElsewhere

_page = PageElsewhere()
show_applicants_at, applicant_address = _page.show_at, _page.address
