"""Lays out a link as a QR code with a line of text."""

from __future__ import annotations

import segno

from bot.pictures.scene import INK, TILE, WIDTH, Scene, ScenePart, Shape, words
from bot.pictures.spec import QrPicture
from bot.pictures.text import fit

SIDE = 760
"""The most pixels across the code with its quiet zone."""
QUIET_ZONE = 4
"""White modules around the code, as the QR standard asks."""
TOP = 40
CAPTION_SIZES = (52, 48, 44, 40, 36)


def lay_out_qr(picture: QrPicture) -> Scene:
    """The code's scene. Raises ValueError for a link that is empty or too long for a QR code."""
    if not picture.link:
        raise ValueError("a QR picture needs a link")
    code = segno.make_qr(picture.link, error="m")
    modules = len(code.matrix) + 2 * QUIET_ZONE
    # Whole pixels for each module keep the edges sharp for a camera.
    step = SIDE // modules
    side = step * modules
    left = (WIDTH - side) // 2
    origin = QUIET_ZONE * step
    path = "".join(
        f"M{left + origin + x * step} {TOP + origin + y * step}h{step}v{step}h-{step}z"
        for y, row in enumerate(code.matrix)
        for x, dark in enumerate(row)
        if dark
    )
    parts: list[ScenePart] = [
        Shape(f'<rect x="{left}" y="{TOP}" width="{side}" height="{side}" rx="20" fill="{TILE}"/>'),
        Shape(f'<path d="{path}" fill="{INK}" shape-rendering="crispEdges"/>'),
    ]
    caption = fit(picture.caption, WIDTH - 2 * TOP, CAPTION_SIZES)
    parts += words(caption, WIDTH / 2, TOP + side + TOP / 2, anchor="middle")
    return Scene(round(TOP + side + TOP + caption.height), tuple(parts))
