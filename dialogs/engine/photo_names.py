"""What stands for a photo on a card: the file of the house's own, the step at which one was sent, or a stored photo."""

from __future__ import annotations

from collections.abc import Mapping

_STORED = "media:"


def stored(media_id: int | None) -> str:
    """The name of a stored photo, by its id; empty if there is none."""
    return f"{_STORED}{media_id}" if media_id else ""


def photo_id(name: str, photos: Mapping[str, int]) -> int:
    """The id of the photo of that name, 0 if there is none; `photos` are those that are not named by their id."""
    return int(name.removeprefix(_STORED)) if name.startswith(_STORED) else photos.get(name, 0)
