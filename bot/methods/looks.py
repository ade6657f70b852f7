"""What an entry is called, and by which picture it is known: as it was said where it was made."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk import occasions
from bot.desk.desk import Desk
from dialogs.method.model import Dialog
from dialogs.method.steps import Choice, Option, Say
from dialogs.words.visible import cut, one_line
from storage import media
from storage.answers import StoredAnswer
from storage.people import Person

LONGEST_TITLE = 60


@dataclass(frozen=True)
class Look:
    """`photo` is the id of a stored photo that stands in place of the pictogram."""

    title: str
    pictogram: str
    photo: int | None


def looks_of(desk: Desk, borger: Person, dialog: Dialog, said: list[StoredAnswer]) -> dict[tuple[str, str], Look]:
    """The looks of all that a sitting's answers make, by the step and item that make it."""
    found: dict[tuple[str, str], list[StoredAnswer]] = {}
    for answer in said:
        step = dialog.step(answer.step)
        if isinstance(step, Say) and step.makes and step.makes.entry and (one_line(answer.words) or answer.media_id):
            found.setdefault((answer.step, answer.item), []).append(answer)
    return {
        place: _look(desk, borger, dialog, making,
                     [each for each in said if dialog.looks.get(each.step) == place[0] and each.item == place[1]])
        for place, making in found.items()
    }  # fmt: skip


def _look(
    desk: Desk, borger: Person, dialog: Dialog, making: list[StoredAnswer], besides: list[StoredAnswer]
) -> Look:  # fmt: skip
    """What was said for it comes before what it was made of; without a word of it, its title is what such a thing is
    called and its day."""
    option = next((each for answer in besides if (each := _chosen(dialog, answer))), None)
    title = _words(besides) or _words(making)
    if not title:
        step, texts = dialog.step(making[0].step), desk.texts(borger)
        what, day = texts.say((step.name or dialog.title).plain()), making[0].said_at.astimezone(desk.house.zone).date()
        title = texts.say(occasions.called(what, day))
    title = cut(title, LONGEST_TITLE)
    if photo := _photo(desk, besides):
        return Look(title, option.pictogram if option else dialog.pictogram, photo)
    if option:  # the borger has chosen it over what they may have sent
        return Look(title, option.pictogram, desk.house.photos.get(option.photo))
    return Look(title, dialog.pictogram, _photo(desk, making))


def _words(said: list[StoredAnswer]) -> str:
    return one_line(" ".join(answer.words for answer in said)).rstrip(".")


def _chosen(dialog: Dialog, answer: StoredAnswer) -> Option | None:
    """The option whose picture was picked; none where another look is asked for because of it."""
    step = dialog.step(answer.step)
    options = step.options if isinstance(step, Choice) else ()
    conditions = [condition for look in dialog.looks if (condition := dialog.step(look).only_if)]
    leads_on = {name for one in conditions if one.step == answer.step for name in one.any_of}
    return next((option for option in options if option.id in answer.choices and option.id not in leads_on), None)


def _photo(desk: Desk, said: list[StoredAnswer]) -> int | None:
    sent = [media.media_by_id(desk.tx, answer.media_id) for answer in said if answer.media_id]
    return next((each.id for each in sent if each and each.kind == "photo"), None)
