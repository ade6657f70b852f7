"""A plan in the making: what staff have said of it so far, put together from the answers of the dialogs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from pydantic import TypeAdapter

from bot.desk.flow import Done
from bot.pictures.pictograms import pictogram_exists
from dialogs.engine.session import Media
from dialogs.text import T, Text
from dialogs.time.activity import Activity
from dialogs.time.repeat import Repeat
from dialogs.words.visible import one_line
from locales.texts import Texts
from storage.activities import ActivityKind

CATALOGUE: Mapping[str, tuple[str, Text]] = {
    "activity": ("🎲", T("Activity")),
    "appointment": ("🗓️", T("Appointment")),
    "shopping": ("🛍️", T("Shopping")),
    "trip": ("🚌", T("A trip")),
    "home": ("🏡", T("Home day")),
    "meal": ("🍽️", T("A meal together")),
    "visit": ("🚪👋", T("A visit")),
    "flat": ("🧹", T("Cleaning")),
}
"""What is often planned; each borger reads its name in their own language."""


@dataclass(frozen=True)
class Draft:
    """What is about to be planned for `borger_ids`, or to take the place of the activities `replaces` from the local
    day `since` on. With an empty `title` it is called by `what` of the catalogue, or what it was called before.
    `photo` is one that was just sent, `photo_id` one that is kept; `unread` is True if what came for a picture was
    neither photo nor emoji."""

    borger_ids: tuple[int, ...]
    plan: Activity
    kind: ActivityKind = "activity"
    what: str = ""
    title: str = ""
    photo: Media | None = None
    photo_id: int | None = None
    replaces: tuple[int, ...] = ()
    since: date | None = None
    unread: bool = False

    def to_json(self) -> str:
        return _DRAFT.dump_json(self).decode()

    @staticmethod
    def from_json(body: str) -> Draft:
        """Reads what `to_json` wrote.

        Raises:
            pydantic.ValidationError: if `body` is no draft.
        """
        return _DRAFT.validate_json(body)

    def called(self, texts: Texts, before: str = "") -> str:
        """The title in a language; `before` is what it was called so far."""
        if self.title:
            return self.title
        return texts.say(CATALOGUE[self.what][1]) if self.what in CATALOGUE else before or self.plan.title


_DRAFT = TypeAdapter(Draft)


def answered(draft: Draft, done: Done) -> Draft:
    """The draft with what was said in a dialog. What was not asked stays; what was skipped is empty."""
    draft = _named(draft, done)
    plan = replace(draft.plan, repeat=_repeat(draft.plan.repeat, done))
    if at := done.chosen("at"):
        plan = replace(plan, at=time.fromisoformat(at))
    if long := done.value("long"):
        plan = replace(plan, minutes=long)
    if leads := done.given("leads"):
        plan = replace(plan, leads=leads.choices, tells_staff=done.chosen("agreed") == "yes_")
    if place := done.given("place"):
        plan = replace(plan, place=one_line(place.words))
    company, others = done.given("company"), done.given("others")
    if company:
        people = [name for name in company.choices if name != "others"]
        names = [item.label for item in done.session.lists.get("company", ()) if item.id in people]
        names += [one_line(others.words)] if others else []
        plan = replace(plan, company=", ".join(str(name) for name in names))
    if bring := done.given("bring"):
        plan = replace(plan, bring=things_in(bring.words))
    return _pictured(replace(draft, plan=plan), done)


def things_in(words: str) -> tuple[str, ...]:
    """What is to be brought, as it was written: on lines of their own, or with commas."""
    things = (one_line(thing) for thing in re.split(r"[,;\n]", words))
    return tuple(thing for thing in things if thing)


def _named(draft: Draft, done: Done) -> Draft:
    if what := done.chosen("what"):
        sign = CATALOGUE[what][0] if what in CATALOGUE else draft.plan.pictogram
        draft = replace(draft, what=what, plan=replace(draft.plan, pictogram=sign))
    if kind := done.chosen("kind") or what:
        draft = replace(draft, kind="appointment" if kind == "appointment" else "activity")
    named = done.given("title") or done.given("called")
    return replace(draft, title=one_line(named.words)) if named else draft


def _repeat(old: Repeat, done: Done) -> Repeat:
    repeat = old
    if often := done.chosen("repeat"):
        start = date.fromisoformat(done.chosen("day"))
        days = done.values("days") or (start.isoweekday(),)
        if weeks := done.value("repeat"):
            repeat = Repeat(start, "weeks", weeks, days, old.until)
        else:
            repeat = Repeat(start, "months", until=old.until) if often == "monthly" else Repeat(start)
    if until := done.given("until"):
        repeat = replace(repeat, until=date.fromisoformat(until.choices[0]) if until.choices else None)
    return repeat


def is_sign(words: str) -> bool:
    """Whether what was written is an emoji that there is a pictogram of."""
    return bool(words) and not any(char.isalnum() for char in words) and pictogram_exists(words)


def _pictured(draft: Draft, done: Done) -> Draft:
    given = done.given("picture")
    if given is None:
        return replace(draft, unread=False)
    if given.media and given.media.kind == "photo":
        return replace(draft, photo=given.media, unread=False)
    sign = given.words.strip()
    if is_sign(sign):
        return replace(draft, plan=replace(draft.plan, pictogram=sign), photo=None, photo_id=None, unread=False)
    if not sign and given.media is None:  # skipped: the emoji alone
        return replace(draft, photo=None, photo_id=None, unread=False)
    return replace(draft, unread=True)
