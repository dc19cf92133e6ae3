"""A recording, and the list of all that is said: what has one, in which voice, and what to read aloud for the rest."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.core.errors import NotAllowed
from balai.core.exchange import Sheet, download
from balai.core.ui.administration import trail
from balai.foundation.accounts.api import officer_required
from balai.front.voices.library import ENDING, Library, Voice, library, sound
from balai.front.voices.policies import may_keep
from balai.front.voices.scripts import Said, Script, all_scripts

FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Row:
    """Something that is said, and the best voice that has it."""

    said: Said
    voice: Voice | None

    @property
    def file(self) -> str:
        """The name that its recording must have."""
        return self.said.name + ENDING

    @property
    def address(self) -> str:
        """Where it is heard, "" without a recording."""
        return self.voice.address(self.said.name) if self.voice else ""


@dataclass(frozen=True)
class Part:
    """A script with what of it is recorded."""

    script: Script
    rows: list[Row]

    @property
    def missing(self) -> list[Row]:
        """What is still to record."""
        return [row for row in self.rows if row.voice is None]

    @property
    def recorded(self) -> int:
        """How many are recorded."""
        return len(self.rows) - len(self.missing)


@require_safe
def recording(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """A recording; the address carries the version, so it may be kept for ever."""
    found = sound(code, name)
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="audio/ogg", headers={"Cache-Control": FOREVER})


@require_safe
@officer_required()
def spoken(request: HttpRequest) -> HttpResponse:
    """All that is said, a script at a time: ``?bagian=``; with ``?belum=1`` only what is still to record."""
    found = _parts(request)
    here = next((part for part in found if part.script.code == request.GET.get("bagian")), found[0])
    only_missing = request.GET.get("belum") == "1"
    context = {
        "parts": found,
        "here": here,
        "only_missing": only_missing,
        "rows": here.missing if only_missing else here.rows,
        "missing": sum(len(part.missing) for part in found),
        "trail": trail((_("Rekaman suara"), "")),
    }
    return render(request, "voices/list.html", context)


@require_safe
@officer_required()
def sheet(request: HttpRequest) -> HttpResponse:
    """What is still to record, for whoever reads it aloud: file, language, words."""
    rows = [(row.file, row.said.language, row.said.text) for part in _parts(request) for row in part.missing]
    return download(Sheet([_("Berkas"), _("Bahasa"), _("Dibacakan")], rows), _("rekaman-suara"), "csv")


def _parts(request: HttpRequest) -> list[Part]:
    """Raises NotAllowed."""
    if not may_keep(request.actor):  # type: ignore[attr-defined]
        raise NotAllowed
    voices = library()
    return [Part(script, _rows(script, voices)) for script in all_scripts()]


def _rows(script: Script, voices: Library) -> list[Row]:
    """What is joined of words comes from one voice."""
    lines = script.lines()
    if not script.is_whole:
        return [Row(said, voices.voice_of(said.name)) for said in lines]
    voice = voices.whole(said.name for said in lines)
    return [Row(said, voice) for said in lines]
