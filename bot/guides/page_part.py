"""Guides on a borger's page: which there are, what each says, and how it went, for those whom the borger shows that."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.page_parts import ButtonRow, PagePart, Sight
from bot.guides import giving, run_words
from bot.pictures.spec import CardPicture, Tile
from bot.telegram.content import InlineButton
from dialogs.guides import Guide, copied
from dialogs.method.guides import GUIDE
from dialogs.text import T, Text
from storage import guides, people, sharing
from storage.entries import EntryState
from storage.guides import TOPIC, StoredGuide

LOOKED = "guide_runs"
RUNS_SHOWN = 10
STATES: dict[EntryState | str, Text] = {
    "": T("not given yet"),
    "proposed": T("waits for a yes"),
    "accepted": T("in use"),
    "ended": T("not in use"),
}


def ways(sight: Sight) -> Sequence[InlineButton]:
    """The way to them, for who makes them with the borger, and for who may read how it went with one."""
    reads = _reads(sight) and guides.has_guide(sight.desk.tx, sight.borger.id)
    return (sight.button("🪜", T("Step by step"), "guides"),) if _makes(sight) or reads else ()


def _makes(sight: Sight) -> bool:
    return giving.makes(sight.desk, sight.reader, sight.borger)


def _reads(sight: Sight) -> bool:
    return sharing.may_read(sight.desk.tx, sight.who, sight.borger.id, TOPIC)


def _open_to(sight: Sight) -> list[StoredGuide]:
    return giving.open_to(sight.desk, sight.reader, sight.borger)


def _named(sight: Sight) -> StoredGuide | None:
    """The guide that the part names."""
    return next((each for each in _open_to(sight) if str(each.id) == sight.argument(1)), None)


def made_by_reader(sight: Sight) -> StoredGuide | None:
    """The guide that the part names, for who makes guides with the borger."""
    return _named(sight) if _makes(sight) else None


def all_of_them(sight: Sight) -> PagePart:
    """Which there are, and ways to more."""
    title = f"<b>{sight.say(T('{name}: step by step', name=sight.borger.name))}</b>"
    found = _open_to(sight)
    lines = (title, *([] if found else [sight.say(T("There is no guide yet."))]))
    rows = [(sight.button(each.guide.pictogram, _called(each), f"guide.{each.id}"),) for each in found]
    if _makes(sight):
        rows.append((sight.button("📷", T("Make a new one"), "guide_new"),))
        rows.append((sight.button("📋", T("Take a ready one"), "guide_ready"),))
    return PagePart(lines, tuple(rows))


def _called(stored: StoredGuide) -> Text:
    if stored.state == "accepted":
        return T("{title}", title=stored.guide.title)
    return T("{title} ({state})", title=stored.guide.title, state=STATES[stored.state])


def ready(sight: Sight) -> PagePart:
    """Those that are shipped, and the house's own."""
    if not _makes(sight):
        return all_of_them(sight)
    found = [each for each in sight.desk.house.dialogs.values() if each.purpose == GUIDE]
    rows = tuple((sight.button(each.pictogram, each.title.plain(), f"guide_shipped.{each.id}"),) for each in found)
    rows += tuple(
        (sight.button(each.guide.pictogram, _by_another(sight, each), f"guide_other.{each.id}"),)
        for each in guides.for_others(sight.desk.tx, sight.borger.id)
    )
    head = f"<b>{sight.say(T('Take a ready one for {name}', name=sight.borger.name))}</b>"
    said = T("You get a copy. You can change photos and steps.")
    return PagePart((head, sight.say(said)), (*rows, back(sight, "guides")))


def shipped(sight: Sight) -> PagePart:
    """One of those, with its steps, and a way to copy it."""
    dialog = sight.desk.house.dialogs.get(sight.argument(1))
    if dialog is None or dialog.purpose != GUIDE or not _makes(sight):
        return ready(sight)
    guide = copied(dialog, sight.texts.say, {})
    lines = (f"<b>{sight.say(dialog.title.plain())}</b>", *map(sight.say, _told(guide)))
    copy = (sight.button("📋", T("Copy it for {name}", name=sight.borger.name), f"guide_copy.{dialog.id}"),)
    return PagePart(lines, (copy, back(sight, "guide_ready")))


def _by_another(sight: Sight, stored: StoredGuide) -> Text:
    maker = people.person_by_id(sight.desk.tx, stored.borger_id)
    return T("{title}, made by {name}", title=stored.guide.title, name=maker.name if maker else "–")


def by_another(sight: Sight) -> PagePart:
    """One that another borger has made and lets others have, with a way to copy it."""
    found = guides.for_others(sight.desk.tx, sight.borger.id)
    stored = next((each for each in found if str(each.id) == sight.argument(1)), None)
    if stored is None or not _makes(sight):
        return ready(sight)
    lines = (f"<b>{sight.say(_by_another(sight, stored))}</b>", *map(sight.say, _told(stored.guide)))
    copy = (sight.button("📋", T("Copy it for {name}", name=sight.borger.name), f"guide_take.{stored.id}"),)
    return PagePart(lines, (copy, back(sight, "guide_ready")))


def one(sight: Sight) -> PagePart:
    """A guide with its steps, and what can be done with it."""
    stored = _named(sight)
    if stored is None:
        return all_of_them(sight)
    guide = stored.guide
    title = T("{name}: {title}", name=sight.borger.name, title=_called(stored))
    lines = [f"<b>{sight.say(title)}</b>"]
    lines += [sight.say(line) for line in _told(guide)]
    rows: list[ButtonRow] = [(sight.button("👁️", T("Try it"), f"guide_try.{stored.id}"),)] if guide.steps else []
    if _makes(sight):
        rows += _to_make(sight, stored)
    if _reads(sight) and stored.state == "accepted":
        rows.append((sight.button("📅", T("How it went"), f"guide_runs.{stored.id}"),))
    return PagePart(tuple(lines), (*rows, back(sight, "guides")))


def _told(guide: Guide) -> list[Text]:
    lines = [T("It takes about {count} minutes, with breaks.", count=guide.minutes)] if guide.minutes else []
    if guide.things:
        lines.append(T("Needed: {things}", things=tuple(thing.name for thing in guide.things)))
    return [*lines, *(T("{number}. {line}", number=at + 1, line=step.line or step.pictogram or "📷")
                      for at, step in enumerate(guide.steps))]  # fmt: skip


def _to_make(sight: Sight, stored: StoredGuide) -> list[ButtonRow]:
    rows: list[ButtonRow] = []
    if stored.state in ("", "proposed") and stored.guide.steps:
        give = T("Give it to {name}", name=sight.borger.name)
        again = T("Ask {name} again", name=sight.borger.name)
        rows.append((sight.button("🎁", again if stored.state else give, f"guide_give.{stored.id}"),))
    return [
        *rows,
        (sight.button("✏️", T("Change steps"), f"guide_edit.{stored.id}"),),
        (sight.button("⚙️", T("Begun from, help, goal"), f"guide_more.{stored.id}"),),
    ]


def tried(sight: Sight) -> PagePart:
    """Its cards as the borger sees them, one at a time. Nothing is kept of it."""
    stored = _named(sight)
    if stored is None or not stored.guide.steps:
        return all_of_them(sight)
    guide, place = stored.guide, min(sight.sheet, stored.guide.total - 1)
    step = guide.step(place)
    if step:
        said = T("{line}", line=step.line)
        picture = CardPicture(step.pictogram or guide.pictogram, "", (), place, guide.total, step.photo, True)
    else:
        said = T("Find these first")
        tiles = tuple(Tile(thing.pictogram, thing.name) for thing in guide.things)
        picture = CardPicture(guide.pictogram, "", tiles, place, guide.total)
    leafing = sight.leafing(newer=place > 0, older=place + 1 < guide.total, words=(T("Back"), T("Go on")))
    return PagePart((f"<b>{sight.say(said)}</b>",), (*leafing, back(sight, f"guide.{stored.id}")), picture)


def runs(sight: Sight) -> PagePart:
    """How it went the last times, of what the borger does not keep to themself."""
    stored = _named(sight)
    if stored is None or not _reads(sight):
        return all_of_them(sight)
    found = [run for run in guides.runs_of(sight.desk.tx, sight.borger.id, stored.id) if run.is_over and not run.kept]
    shown = found[-RUNS_SHOWN:][::-1]
    title = T("{name}: {title}", name=sight.borger.name, title=stored.guide.title)
    told = [sight.say(run_words.dated(run, sight.desk.house.zone)) for run in shown]
    lines = (f"<b>{sight.say(title)}</b>", *(told or [sight.say(T("Nothing yet."))]))
    return PagePart(lines, (back(sight, f"guide.{stored.id}"),), looked=LOOKED if shown else "")


def back(sight: Sight, view: str) -> ButtonRow:
    """The way to another part of the page."""
    return (sight.button("⬅️", T("Back"), view),)
