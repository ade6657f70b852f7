"""A borger's own copy, as staff hand it over: all that is kept of them in words, also what nobody may read yet."""

from __future__ import annotations

import re

from bot.rights.own_copy import copy_of
from dialogs.text import T, TextValue
from storage import people
from tests.house import House
from tests.phone import da

OWN_WORDS = ("Your words", "More wishes", "Wish", "Note", "Seen or heard")


async def copied(house: House, name: str = "Alma") -> tuple[list[str], dict[str, bytes]]:
    """The lines of the copy as it would be made now, and its files by name. Unlike the command that makes one, it
    leaves no trace."""
    (borger,) = [one for one in await house.service.db.read(people.all_borgere) if one.name == name]
    of = house.service.house
    texts = of.texts[borger.profile.language]
    return await house.service.db.read(
        copy_of, borger, of.runner.features, of.settings, texts, of.dialogs, house.clock.now()
    )


async def sittings(house: House, title: str = "How are you", /, **values: TextValue) -> list[list[str]]:
    """Each time Alma answered this, or began to, oldest first: a line for each answer that stands."""
    lines, _ = await copied(house)
    parts = [part.splitlines() for part in "\n".join(lines).split("\n\n")]
    wanted = house.alma.say(title, **values)
    return [answers for head, *answers in parts if head.endswith(f": {wanted}")]


async def words_kept(house: House) -> list[str]:
    """Alma's own words that stand, oldest first."""
    lines, _ = await copied(house)
    questions = "|".join(re.escape(house.alma.say(name)) for name in OWN_WORDS)
    return [found[1] for line in lines if (found := re.match(rf"(?:{questions}): »(.*)«", line))]


def answer(question: str, given: str) -> str:
    """A line of a sitting, as it stands in a copy in Danish."""
    return da("{question}: {answer}", question=T(question), answer=T(given))
