"""What a borger's week is tested with: activities, who is on duty, and the pictures that are drawn of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

import pytest

from bot.pictures.spec import NO_PHOTOS, BoardPicture, DayEntry, Picture, WeekPicture
from dialogs.time.activity import Activity, Change
from dialogs.time.repeat import Repeat
from storage import activities
from tests.house import ZONE, House
from tests.simulator_stage import png

MONDAY = date(2026, 11, 23)
SWIMMING = Activity(
    "Svømning", Repeat(MONDAY, "weeks", days=(1, 3)), time(14), ZONE, pictogram="🏊", place="Svømmehallen",
    company="Jonas", leads=(),
)  # fmt: skip
CHOIR = Activity("Kor", Repeat(MONDAY, "weeks", days=(1, 2)), time(10), ZONE, pictogram="🎵", leads=())
LONG = "Genoptræning hos fysioterapeuten på sundhedscenteret"


class Album:
    """The pictures that were drawn, with the photos that were there for them."""

    def __init__(self) -> None:
        self.pictures: list[Picture] = []
        self.photos: list[Mapping[int, bytes]] = []

    @property
    def week(self) -> WeekPicture:
        last = self.pictures[-1]
        assert isinstance(last, WeekPicture)
        return last

    @property
    def board(self) -> BoardPicture:
        last = self.pictures[-1]
        assert isinstance(last, BoardPicture)
        return last


def album_of(monkeypatch: pytest.MonkeyPatch) -> Album:
    """Keeps what is drawn from here on."""
    found = Album()

    async def render(_self: object, picture: Picture, photos: Mapping[int, bytes] = NO_PHOTOS) -> bytes:
        found.pictures.append(picture)
        found.photos.append(photos)
        return png() + repr(picture).encode()

    monkeypatch.setattr("tests.house.Sketches.render", render)
    return found


async def plans(house: House, *found: Activity, photo_id: int | None = None) -> list[int]:
    """Puts these into Alma's week; gives their ids."""
    alma, now = await house.known(house.alma), house.clock.now()
    return [
        (
            await house.service.db.write(
                activities.add_activity, (alma.id,), "activity", one, alma.id, now, photo_id=photo_id
            )
        )[0]
        for one in found
    ]


async def changes(house: House, activity_id: int, slot: date, change: Change) -> None:
    alma = await house.known(house.alma)
    activity = await house.service.db.write(activities.activity_by_id, activity_id)
    assert activity
    await house.service.db.write(activities.set_change, activity, slot, change, alma.id, house.clock.now())


async def on_duty(house: House, date_of: date, **shifts: str) -> None:
    """Who works: day="Mette", night="Jonas"."""
    names: tuple[activities.ShiftName, ...] = ("day", "evening", "night")
    assert shifts.keys() <= {*names}
    for shift in names:
        if name := shifts.get(shift):
            who = await house.known({"Mette": house.mette, "Jonas": house.jonas}[name])
            await house.service.db.write(activities.set_duty, who.id, date_of, (shift,))


def titles(entries: tuple[DayEntry, ...]) -> list[str]:
    return [f"{entry.time} {entry.title}" for entry in entries if not entry.small]
