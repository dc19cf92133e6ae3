"""Tags that draw fixed words once: the same on the page as before, in each language, for each variable."""

from uuid import UUID

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.urls import reverse
from django.utils import translation

from balai.core.templatetags.i18n import FixedText
from balai.core.ui.addresses import address_of
from balai.core.ui.icons import svg


def rendered(source: str, language: str = "id", **values: object) -> str:
    with translation.override(language):
        return Template("{% load i18n %}" + source).render(Context(values))


def test_a_fixed_text_is_said_in_the_language_of_each_page() -> None:
    template = Template('{% load i18n %}{% translate "Batal" %}, {% translate "Tutup" %}')
    said = []
    for language in ("id", "en", "id"):
        with translation.override(language):
            said.append(template.render(Context()))
    assert said == ["Batal, Tutup", "Cancel, Close", "Batal, Tutup"]


def test_a_fixed_text_is_looked_up_once_for_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    template = Template('{% load i18n %}{% for one in "abc" %}{% translate "Batal" %}{% endfor %}')
    (loop,) = (node for node in template.nodelist if node.__class__.__name__ == "ForNode")
    (text,) = loop.nodelist_loop
    assert isinstance(text, FixedText)
    with translation.override("en"):
        assert template.render(Context()) == "CancelCancelCancel"
    assert text._said == {"en": "Cancel"}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% translate word %}", "Cancel"),
        ('{% translate "Batal"|upper %}', "CANCEL"),
        ('{% translate "Batal" as x %}[{{ x }}]', "[Cancel]"),
        ('{% translate "100% <b>pasti</b>" %}', "100% <b>pasti</b>"),
        ('{% trans "Batal" %}', "Cancel"),
    ],
)
def test_other_texts_are_said_as_by_django(source: str, said: str) -> None:
    assert rendered(source, "en", word="Batal") == said


def test_a_page_has_one_language() -> None:
    with pytest.raises(TemplateSyntaxError):
        rendered('{% language "en" %}{% endlanguage %}')


def test_an_icon_is_drawn_from_words_and_from_variables() -> None:
    fixed = rendered('{% icon "menu" "text-xl" %}')
    assert fixed == svg("menu", "text-xl") == rendered('{% icon name "text-xl" %}', name="menu")
    assert 'class="icon text-xl"' in fixed
    assert 'aria-hidden="true"' in fixed


def test_the_label_of_an_icon_is_escaped() -> None:
    label = '"><script>'
    assert 'aria-label="&quot;&gt;&lt;script&gt;"' in rendered('{% icon "menu" "" label %}', label=label)


def test_the_address_of_a_row_is_the_one_that_django_gives() -> None:
    key = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
    assert address_of("cases:case", key) == reverse("cases:case", args=[key])


def test_a_letters_number_breaks_behind_its_strokes_and_stays_text() -> None:
    assert rendered("{{ n|number }}", n="500/12/XI/2026 <b>") == "500/<wbr>12/<wbr>XI/<wbr>2026 &lt;b&gt;"
    assert rendered("{{ n|number }}", n=None) == ""
