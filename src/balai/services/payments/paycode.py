"""The picture of a code to pay by."""

import io
from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe


@lru_cache(maxsize=64)
def qr_svg(payload: str) -> SafeString:
    """The payload as SVG: black on white in either theme, as scanners want it; sized by the page."""
    out = io.BytesIO()
    code = segno.make(payload, error="m", micro=False)
    code.save(
        out, kind="svg", border=4, light="#fff", xmldecl=False, omitsize=True, svgclass=None, lineclass=None
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 - made here, of strokes only
