"""Whether a file is a photo that can be shown: a whole JPEG or PNG. A file that was cut off while it was copied begins
like any other, and would be drawn half or not at all."""

from __future__ import annotations

import zlib
from pathlib import Path

MOST_BYTES = 5_000_000
"""A photo may be so large: as one from a telephone."""
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_CUT_OFF = "is cut off, and only part of the photo is there; copy it here once more"


def no_photo(file: Path) -> str:
    """Why a file is no photo that can be shown; empty if it is one."""
    if not file.is_file():
        return f"there is no {file.name} in the folder of the dialogs; put it there"
    try:
        if file.stat().st_size > MOST_BYTES:
            return f"is larger than {MOST_BYTES // 1_000_000} MB; make it smaller"
        body = file.read_bytes()
    except OSError as error:
        return f"cannot be read ({error.strerror}); let the bot read it"
    if not body:
        return "has nothing in it; copy it here once more"
    if body.startswith(_JPEG):
        return "" if _whole_jpeg(body) else _CUT_OFF
    if body.startswith(_PNG):
        return _wrong_with_png(body)
    return "is no JPEG and no PNG; save it as one"


def _whole_jpeg(body: bytes) -> bool:
    """Whether a JPEG has its end. Before it come parts of a length they tell, with smaller pictures in them that have
    ends of their own; and the picture itself, in which a sign of 255 never stands alone."""
    at = 2
    while (at := body.find(b"\xff", at)) >= 0 and at + 1 < len(body):
        marker = body[at + 1]
        if marker == 0xD9:
            return True
        if marker in (0x00, 0x01, 0xFF) or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
        else:
            at += 2 + int.from_bytes(body[at + 2 : at + 4], "big")
    return False


def _wrong_with_png(body: bytes) -> str:
    at = len(_PNG)
    while at + 12 <= len(body):
        length, kind = int.from_bytes(body[at : at + 4], "big"), body[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(body):
            return _CUT_OFF
        if zlib.crc32(body[at + 4 : end - 4]) != int.from_bytes(body[end - 4 : end], "big"):
            return "is damaged; copy it here once more"
        if kind == b"IEND":
            return ""
        at = end
    return _CUT_OFF
