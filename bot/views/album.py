"""The view `album`: photos and own words as they were sent, a few on each picture."""

from __future__ import annotations

from collections.abc import Sequence

from bot.pictures.spec import CardPicture, DiplomaPicture, Tile
from bot.views.answers import in_a_line, in_a_tile
from bot.views.view import Seen, Sitting, Told, Viewer, dated
from dialogs.engine.session import Outcome
from dialogs.engine.to_share import HELD
from dialogs.method.steps import Choice, Option, Say
from dialogs.text import T, Text

TOGETHER = 6
"""Tiles up to which sittings share a picture: large enough to be looked at."""
LONGEST = 60
"""Letters of own words under a photo; the words beside the picture are whole."""


def pages(sittings: Sequence[Sitting]) -> list[tuple[Sitting, ...]]:
    """As many sittings on one picture as it has room for; one that alone is more, or a diploma, has it to itself."""
    found: list[tuple[Sitting, ...]] = []
    for sitting in sittings:
        with_it = (*found[-1], sitting) if found else (sitting,)
        apart = is_diploma(sitting) or (found and is_diploma(found[-1][0]))
        if found and not apart and sum(len(each.told) for each in with_it) <= TOGETHER:
            found[-1] = with_it
        else:
            found.append((sitting,))
    return found


def is_diploma(sitting: Sitting) -> bool:
    """Whether the borger wants what they said as a diploma."""
    return any(option.diploma and option.id in told.given.choices for told, option in _diploma_options(sitting))


def _diploma_options(sitting: Sitting) -> list[tuple[Told, Option]]:
    return [(told, option) for told in sitting.told if isinstance(told.ask.step, Choice)
            for option in told.ask.step.options]  # fmt: skip


def _shown(sitting: Sitting) -> list[Told]:
    """What stands on the picture: not whether it shall be a diploma."""
    asks = {told.place for told, option in _diploma_options(sitting) if option.diploma}
    return [told for told in sitting.told if told.place not in asks]


def _diploma(viewer: Viewer, sitting: Sitting) -> DiplomaPicture:
    """One sitting as a diploma, with all the words that were said: they are the borger's own."""
    told = _shown(sitting)
    said = " · ".join(
        line for each in told for words in each.given.words.splitlines() if (line := " ".join(words.split()))
    )
    photo = next((each.photo for each in told if each.photo), 0)
    title = viewer.texts.say(T("Diploma"))
    return DiplomaPicture(sitting.dialog.pictogram, title, sitting.whose, said, dated(sitting.day), photo)


def album(viewer: Viewer, sittings: Sequence[Sitting]) -> Seen:
    """The picture of these sittings, the newest first, each with its day where there are several."""
    newest = sittings[0]
    days = list(dict.fromkeys(dated(sitting.day) for sitting in (sittings[-1], newest)))
    title = T("{title} {date}", title=newest.dialog.own_title, date="–".join(days))
    alone = len(days) == 1
    tiles = tuple(_tile(viewer, sitting, told, alone=alone) for sitting in sittings for told in _shown(sitting))
    lines: list[Text] = []
    for sitting in sittings:
        lines.append(T("{title} {date}", title=sitting.title, date=dated(sitting.day)))
        lines += [in_a_line(sitting, told) for told in _shown(sitting)]
    if is_diploma(newest):
        return Seen(_diploma(viewer, newest), tuple(lines))
    return Seen(CardPicture(newest.dialog.pictogram, viewer.word(title) or "–".join(days), tiles), tuple(lines))


def _tile(viewer: Viewer, sitting: Sitting, told: Told, *, alone: bool) -> Tile:
    """A photo with the borger's words under it, or else the thing it is about; what was chosen stands as elsewhere."""
    if not isinstance(told.ask.step, Say) or told.given.outcome is not Outcome.ANSWERED:
        return in_a_tile(viewer, sitting, told)
    said = " ".join(told.given.words.split())
    said = said if len(said) <= LONGEST else f"{said[:LONGEST].rsplit(' ', 1)[0]} …"
    label = said if viewer.reads else ""
    if viewer.reads and not said:
        label = viewer.word(told.ask.name)
    day = "" if alone else f" {dated(sitting.day)}"
    return Tile(told.ask.pictogram + (HELD if told.held else ""), f"{label}{day}".strip(), photo=told.photo)
