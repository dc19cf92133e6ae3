"""Pictures are decoded within bounds and encoded anew: no metadata, no place of taking, nothing appended."""

import io
import warnings

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from balai.foundation.forms.checking.refused import Refused

MAX_PIXELS = 64_000_000
MAX_SIDE = 3000  # pixels; sharper than any officer's screen shows
QUALITY = 86


def clean_image(content: bytes, kind: str) -> bytes:
    """The picture encoded anew, turned upright, at most ``MAX_SIDE`` wide and high. Raises Refused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            _verify(content, kind)
            return _encode(_decode(content, kind), kind)
    except Refused:
        raise
    except Exception as error:  # decoders raise anything on hostile input
        raise Refused(_("Gambar ini rusak atau tidak lengkap. Foto ulang lalu unggah lagi.")) from error


def _verify(content: bytes, kind: str) -> None:
    with Image.open(io.BytesIO(content), formats=[kind]) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise Refused(_("Gambar ini terlalu besar. Perkecil sampai di bawah 64 megapiksel."))
        picture.verify()


def _decode(content: bytes, kind: str) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=[kind]) as picture:
        picture.draft("RGB", (MAX_SIDE, MAX_SIDE))  # a JPEG is decoded small at once
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((MAX_SIDE, MAX_SIDE))
        return upright.convert("RGBA" if kind != "JPEG" and _has_alpha(upright) else "RGB")


def _has_alpha(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info


def _encode(picture: Image.Image, kind: str) -> bytes:
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    target = io.BytesIO()
    bare.save(target, kind, **({} if kind == "PNG" else {"quality": QUALITY}))
    return target.getvalue()
