"""A feature says all that it brings in one value, and one line in `bot/app.py` adds it: shown by a small one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import app
from bot.commands.copies import export
from bot.config import read_settings
from bot.desk.copying import Copy
from bot.desk.desk import Desk
from bot.desk.feature import Feature, Features
from bot.desk.flow import Screen, Start
from bot.desk.page_parts import PagePart, Sight
from bot.telegram.buttons import Tap, button_data
from bot.telegram.content import Content, InlineButton
from dialogs.permissions import Action
from dialogs.text import T
from storage import people, sharing, surfaces
from storage.people import Person
from storage.surfaces import Surface
from tests.house import House, open_house
from tests.review_stage import opened

WAVE = "Z"
"""What the buttons of the small feature begin with."""


def wave(desk: Desk, start: Start) -> None:
    """A card with one button."""
    surface_id = desk.new_surface(start.person)
    button = InlineButton("👋", button_data(Tap(WAVE, start.person.id, 0, "back")))
    desk.show(start.person, Content("Hej", ((button,),)), surface_id)


def waved(desk: Desk, person: Person, tap: Tap) -> bool:
    if tap.id != person.id:
        return False
    sharing.log_look(desk.tx, person.id, person.id, "wave", desk.now)
    desk.runner.changed_only(desk, person, "waves")
    return True


def waves(desk: Desk, borger: Person) -> None:
    desk.tell(borger, T("{name}", name="Et vink kom an."), pictogram="👋")


def drawn_anew(desk: Desk, borger: Person, surface: Surface) -> None:
    reader = people.person_by_id(desk.tx, surface.person_id)
    assert reader is not None
    desk.show(reader, Content(f"{borger.name} har ændret noget."), surface.id)


def tells(desk: Desk, reader: Person, borger: Person) -> None:
    """A card about a borger on the phone of a contact person."""
    surface_id = desk.new_surface(reader, borger, "waves")
    desk.show(reader, Content("Et kort"), surface_id)


def waves_part(sight: Sight) -> PagePart:
    return PagePart((f"{sight.borger.name} har vinket.",))


def waves_in_copy(_copy: Copy, borger: Person) -> list[list[str]]:
    return [[f"{borger.name} vinkede."]]


SMALL = Feature(
    screens={"wave": Screen(Action.OWN_CHECK_IN, wave)},
    taps={WAVE: waved},
    changed={"waves": waves},
    draws={"waves": drawn_anew},
    page_parts={"waves": waves_part},
    copy_lines=(waves_in_copy,),
    looks={"wave": ("👋", T("{name}", name="et vink"))},
)


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setattr(app, "FEATURES", (*app.FEATURES, SMALL))
    monkeypatch.setattr("bot.commands.copies.FEATURES", app.FEATURES)
    async with open_house(tmp_path) as found:
        yield found


async def test_one_line_brings_a_screen_buttons_what_is_redrawn_and_what_was_seen(house: House) -> None:
    alma = await house.known(house.alma)
    await house.service.house.write(house.service.house.runner.go, "wave", Start(alma, alma))
    house.service.sender.wake()
    await house.quiet()
    await house.alma.taps("👋")
    house.alma.sees("Et vink kom an.")
    await house.service.house.write(house.service.house.runner.go, "looks", Start(alma, alma))
    await house.quiet()
    house.alma.sees("et vink")


async def test_one_line_brings_a_part_of_the_borgers_page_and_a_paragraph_of_their_copy(
    house: House, tmp_path: Path
) -> None:
    mette = await opened(house)
    alma = await house.known(house.alma)
    await mette.taps_data(mette.shown[-1].message_id, button_data(Tap("b", alma.id, 0, "waves")))
    mette.sees("Alma har vinket.")
    file = await export(read_settings(house.settings), "Alma", tmp_path / "copy", house.clock.now())
    assert "Alma vinkede." in file.read_text("utf-8")


async def test_what_it_shows_about_a_borger_is_drawn_anew_by_it_until_it_is_taken_away(house: House) -> None:
    alma, mette = await house.known(house.alma), await house.known(house.mette)
    await house.service.house.write(tells, mette, alma)
    await house.quiet()
    house.mette.sees("Et kort")
    await house.service.house.write(house.service.house.runner.changed, alma)
    await house.quiet()
    assert house.mette.screen.count("Alma har ændret noget.") == 1 and "Et kort" not in house.mette.screen
    (card,) = await house.service.db.read(surfaces.about, alma.id)
    await house.service.house.write(Desk.retire, mette, card.id)
    await house.service.house.write(house.service.house.runner.changed, alma)
    await house.quiet()
    house.mette.sees_not("Alma har ændret noget.")


async def test_a_button_of_a_feature_that_is_gone_is_an_old_button(house: House) -> None:
    await house.alma.presses("Answer now")
    await house.alma.taps_data(house.alma.shown[-1].message_id, "1:Y1:0:back")
    assert house.alma.toast == house.alma.say("That button is old. See the newest message.")
    house.alma.sees("Here are your buttons, {name}.", name="Alma")


async def test_what_is_not_ones_own_is_refused(house: House) -> None:
    person = await house.service.db.read(people.person_by_chat, house.mette.chat_id)
    assert person is not None
    await house.service.house.write(house.service.house.runner.go, "wave", Start(person, person))
    await house.quiet()
    house.mette.sees_not("Hej")


def test_two_features_may_not_bring_the_same() -> None:
    with pytest.raises(ValueError, match="two features bring wave"):
        Features((SMALL, Feature(screens=SMALL.screens)))
    with pytest.raises(ValueError, match="two features bring Z"):
        Features((SMALL, Feature(taps=SMALL.taps)))
