"""Draws pictures beside the event loop, in a process of its own: the renderer keeps the interpreter's lock."""

from __future__ import annotations

from collections.abc import Mapping

from bot.beside import Beside, Refused, serve
from bot.pictures.spec import NO_PHOTOS, CardPicture, Picture, Tile

LONGEST = 10.0
"""Seconds a picture may take."""


class NotDrawn(Exception):
    """A picture that could not be drawn; the text says why."""


class Studio(Beside):
    """One drawing process."""

    def __init__(self) -> None:
        super().__init__("bot.pictures.studio", LONGEST)

    async def render(self, picture: Picture, photos: Mapping[int, bytes] = NO_PHOTOS) -> bytes:
        """The picture as PNG, with `photos` as in `bot.pictures.draw.draw`.

        Raises:
            NotDrawn: for a pictogram that does not exist, a link that makes no QR code, or a process that was killed
                or hung twice.
        """
        try:
            return await self.work((picture, dict(photos)))
        except Refused as refused:
            raise NotDrawn(str(refused)) from None


def _work() -> None:
    from bot.pictures.draw import draw

    draw(CardPicture("🙂", "Aa", (Tile("🙂", "Aa"),)))  # for nobody: the first picture takes twice as long as the next
    serve(lambda order: draw(*order))  # type: ignore[misc]  # a picture and its photos, as `render` sends them


if __name__ == "__main__":
    _work()
