"""The demo's goal: Dorthe, who has a brain injury, wants to keep her home clean. Two months of it, all invented: the
goal and its steps, ratings of hers and of Jonas', his two sheets, and a small step that was made smaller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.simulator.demo_history import Past, held
from bot.simulator.demo_house import BORGERE
from dialogs.engine.buttons import Button
from dialogs.engine.session import Item, Provenance, Said
from storage import entries, guides, method_use, sharing

WHO, WITH = "Dorthe", "Jonas"
TITLE = "Holde mit hjem rent"
LEVELS = {
    "three": "Jeg går i gang ved påmindelsen. Alt er gjort med guiden og støtte. 1 time med pause.",
    "two": "Jeg reagerer, men kommer ikke igennem guiden. 1½ time.",
    "one": "Jeg overhører påmindelsen.",
    "four": "Det samme på under 1 time.",
    "five": "Jeg følger guiden alene. Under 1 time.",
}
"""The steps of her ladder, in the order in which they are asked for."""
RATED = (
    (44, "one", "one"), (37, "two", "one"), (30, "two", "two"), (23, "two", "three"), (16, "three", "three"),
    (9, "four", "three"),
)  # fmt: skip
"""So many days ago, where she put it and where Jonas did."""
SHEETS = (
    (30, ("part", "part", "not_begun"), "Guiden på telefonen.", "Ingen vidste, hvem der skulle være i nærheden."),
    (9, ("full", "full", "part"), "Musik imens. En fast dag.", "En vikar kendte ikke guiden."),
)
USES = (
    "goal", "goal_talk", "goal_levels", "goal_rating", "small_step", "small_step_look", "small_step_review",
    "authority_goal", "authority_goal_mark",
)  # fmt: skip


def goal(past: Past) -> None:
    """Writes it all. What is older than two weeks makes nothing of itself any more, so the entries are added here."""
    borger_id, staff_id = past.ids[WHO], past.ids[WITH]
    began = past.until - timedelta(days=60)
    for method in USES:
        method_use.set_used(past.tx, borger_id, method, True, staff_id, began)
    sharing.set_grant(past.tx, borger_id, staff_id, "goals", True, began)
    goal_id = _set(past)
    for stored in guides.guides_of(past.tx, borger_id):
        guides.of_goal(past.tx, stored.id, goal_id)
    known = {"weight": "3", **LEVELS}
    listed = {"goals": (Item(f"e{goal_id}", TITLE, "🏁", values=known),)}
    for days, own, theirs in RATED:
        _sits(past, "goal_rating", days, [own], lists=listed)
        _sits(past, "goal_rating", days, [theirs], "observed", lists=listed)
    for days, signs, helped, hindered in SHEETS:
        again = (past.until - timedelta(days=days - 14)).date().isoformat()
        said: list[str | Said] = [*signs, Said(helped), Button.ON, Said(hindered), Button.ON, again]
        entries.is_about(past.tx, _sits(past, "process", days, said, "observed", facts={"entry": TITLE}), goal_id)
    _small_step(past, goal_id)


def _set(past: Past) -> int:
    """The goal, with Jonas' help, and two days later its steps."""
    again = (past.until - timedelta(days=18)).date().isoformat()
    words = ("Have et hjem, jeg kan lide at være i", "Jeg glemmer det, og jeg kan ikke få overblik", TITLE)
    said: list[str | Said] = [event for each in words for event in (Said(each), Button.ON)]
    said += ["much", Said("Jonas, påmindelsen og guiden"), Button.ON, again]
    session_id = _sits(past, "goal", 48, said, "helped")
    at = past.until - timedelta(days=48)
    goal_id = _adds(past, "goal", TITLE, "🏁", (session_id, "aim", ""), at)
    entries.is_about(past.tx, session_id, goal_id)
    steps: list[str | Said] = [event for each in LEVELS.values() for event in (Said(each), Button.ON)]
    worded = _sits(past, "goal_levels", 46, [Button.ON, *steps], "helped", facts={"entry": TITLE})
    entries.is_about(past.tx, worded, goal_id)
    return goal_id


def _small_step(past: Past, goal_id: int) -> None:
    """A step that was too big for the morning, and the smaller one that came to something."""
    look = (past.until - timedelta(days=24)).date().isoformat()
    made: list[str | Said] = [
        f"e{goal_id}",
        Said("Støvsuge stuen før frokost"),
        Button.ON,
        Said("Gulvet er rent"),
        Button.ON,
        look,
    ]
    made += [Said("Jonas tager støvsugeren frem"), Button.ON, "new"]
    session_id = _sits(past, "small_step", 25, made, lists={"goals": (Item(f"e{goal_id}", TITLE, "🏁"),)})
    first = _adds(past, "step", "Støvsuge stuen før frokost", "👣", (session_id, "first", ""),
                  past.until - timedelta(days=25))  # fmt: skip
    entries.is_about(past.tx, session_id, first)
    smaller = "Støvsuge tæppet efter kaffe"
    adjusted: list[str | Said] = ["not_today", "early", Button.ON, "smaller", Said(smaller), Button.ON]
    listed = {"small": (Item(f"e{first}", "Støvsuge stuen før frokost", "👣"),)}
    session_id = _sits(past, "small_step_look", 24, adjusted, lists=listed)
    second = _adds(past, "step", smaller, "👣", (session_id, "smaller", f"e{first}"), past.until - timedelta(days=24))
    entries.set_state(past.tx, first, "ended", past.until - timedelta(days=24))
    went: list[str | Said] = ["done", Said("Musik imens"), Button.ON, "again"]
    _sits(past, "small_step_look", 20, went, lists={"small": (Item(f"e{second}", smaller, "👣"),)})


def _adds(past: Past, kind: str, title: str, sign: str, made_in: tuple[int, str, str], at: datetime) -> int:
    return entries.add_entry(past.tx, past.ids[WHO], kind, title, "accepted", past.ids[WHO], at, topic="goals",
                             pictogram=sign, made_in=made_in)  # fmt: skip


def _sits(
    past: Past, dialog: str, days: int, events: Sequence[str | Said], whose: Provenance = "self", *,
    lists: Mapping[str, tuple[Item, ...]] | None = None, facts: Mapping[str, str] | None = None,
) -> int:  # fmt: skip
    """One sitting, so many days ago; with help, or in staff's own view, on Jonas' phone."""
    borger = next(one for one in BORGERE if one.name == WHO)
    staff = "" if whose == "self" else WITH
    return held(past, borger, past.dialogs[dialog], past.until - timedelta(days=days, hours=4), events, staff=staff,
                provenance=whose, lists=lists, facts=facts)  # fmt: skip
