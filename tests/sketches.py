"""A studio that draws nothing worth looking at, at once and without a process."""

from __future__ import annotations

from collections.abc import Mapping

from bot.pictures.spec import NO_PHOTOS, Picture
from bot.pictures.studio import NotDrawn, Studio
from tests.simulator_stage import png


class Sketches(Studio):
    """The file says what would have been on the picture. `broken` draws nothing at all; `drawings` are counted."""

    broken = False
    drawings = 0

    async def begin(self) -> None:
        pass

    async def render(self, picture: Picture, photos: Mapping[int, bytes] = NO_PHOTOS) -> bytes:
        if self.broken:
            raise NotDrawn("nothing to draw with")
        self.drawings += 1
        return png() + repr(picture).encode()
