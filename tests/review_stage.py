"""What tests of a borger's page begin with: the page open, and days that were looked back on; and who has looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from dialogs.engine.session import Answer, End, Outcome, Provenance, Session, Stage
from dialogs.method.model import Dialog
from dialogs.method.scales import SCALES, mark
from dialogs.time.activity import Activity
from dialogs.time.repeat import Repeat
from storage import sharing
from storage.activities import add_activity
from storage.answers import record
from storage.sessions import add_session, hand_over, save_session
from storage.surfaces import add_surface
from tests.house import ALMA, ZONE, House
from tests.phone import Phone
from tests.transcripts import LIBRARY

LOOK_BACK = Dialog.model_validate(
    {
        "id": "look_back", "title": "How did it go", "purpose": "answers", "topic": "week",
        "steps": [{"kind": "each", "id": "day", "over": "happened", "steps": [{
            "id": "went", "kind": "choice", "attendance": True, "text": "How did it go?",
            "options": [{"id": choice, "label": choice} for choice in ("did_it", "with_help", "not_today")],
        }]}],
    }
)  # fmt: skip


FIT = LIBRARY["fit"]
OUTCOME, COOPERATION = (score.of for score in FIT.scores)


async def rated(
    house: House, day: str, outcome: tuple[float | None, ...], cooperation: tuple[float | None, ...] = (),
    *, provenance: Provenance = "self", shares: bool = True, steps: int = 11, at: datetime | None = None,
    helped_from: int = 99,
) -> None:  # fmt: skip
    """Alma has rated how it goes on a day, on a scale of so many steps; None is "don't know". From the answer of this
    number on, it was with Mette's help."""
    alma, at = await house.known(house.alma), at or house.local(f"{day} 14.00")
    surface_id = await house.service.db.write(add_surface, alma.id, ALMA)
    session = Session(FIT.id, FIT.version(), provenance=provenance, shares=shares)
    session_id = await house.service.db.write(
        add_session, FIT, session, at, person_id=alma.id, about_id=alma.id, surface_id=surface_id
    )
    given = [*zip(OUTCOME, outcome, strict=True), *zip(COOPERATION, cooperation, strict=False)]
    for seq, (step, score) in enumerate(given, 1):
        if seq == helped_from:
            mette, session = await house.known(house.mette), replace(session, provenance="helped")
            await house.service.db.write(hand_over, session_id, mette.id, surface_id)
            await house.service.db.write(save_session, session_id, session, at, awaits_words=False)
        outcome_ = Outcome.DONT_KNOW if score is None else Outcome.ANSWERED
        choices = () if score is None else (_choice(score, steps),)
        await house.service.db.write(record, session_id, alma.id, Answer(step, "", seq, outcome_, at, choices, score))
    closed = replace(session, stage=Stage.CLOSED, end=End.DONE)
    await house.service.db.write(save_session, session_id, closed, at, awaits_words=False)


def _choice(score: float, steps: int) -> str:
    """What was tapped for a score."""
    if steps == 11:
        return f"{int(score)}/11"
    return next(f"{n}/{steps}" for n in range(steps) if mark(SCALES["wellbeing"], n, steps).score == score)


async def looked_back(house: House, *days: tuple[str, str], provenance: Provenance = "self") -> None:
    """Alma has told how an activity went on these days, and shares it."""
    alma, mette = await house.known(house.alma), await house.known(house.mette)
    plan = Activity("Svømning", Repeat(date(2026, 11, 2), "weeks", days=(1, 3, 5)), time(14), ZONE)
    await house.service.db.write(sharing.set_grant, alma.id, mette.id, "week", True, house.clock.now())
    (activity_id,) = await house.service.db.write(
        add_activity, (alma.id,), "activity", plan, mette.id, house.clock.now()
    )
    surface_id = await house.service.db.write(add_surface, alma.id, ALMA)
    for day, choice in days:
        at = house.local(f"{day} 20.00")
        session = Session(LOOK_BACK.id, LOOK_BACK.version(), provenance=provenance)
        session_id = await house.service.db.write(
            add_session, LOOK_BACK, session, at, person_id=alma.id, about_id=alma.id, surface_id=surface_id
        )
        item = f"a{activity_id}_{day.replace('-', '')}"
        await house.service.db.write(
            record, session_id, alma.id, Answer("went", item, 1, Outcome.ANSWERED, at, (choice,))
        )
        closed = replace(session, stage=Stage.CLOSED, end=End.DONE)
        await house.service.db.write(save_session, session_id, closed, at, awaits_words=False)


async def looks(house: House) -> list[str]:
    """What of Alma's was looked at, oldest first. On her own phone she reads of each but once a day."""
    alma = await house.known(house.alma)
    return [what for _, _, what in await house.service.db.read(sharing.looks_at, alma.id)]


async def asks_who_has_seen(borger: Phone) -> None:
    """Opens "Who has read my answers?", also where keys and buttons are signs alone."""
    await borger.says("➕")
    await borger.taps(*(("⚙️", "👀✅") if borger.keys[0] == "📅" else ("Settings", "Who has read")))


async def opened(house: House, *parts: str) -> Phone:
    """Mette's phone with Alma's page open, and a part of it."""
    house.mette.turns_page()
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", *parts)
    return house.mette


async def will_do(staff: Phone, words: str, day: int = 0) -> None:
    """What somebody of the staff says they will do, in their own words, by one of the days offered: the first is today.
    The form is open."""
    await staff.taps("In my own words")
    await staff.says(words)
    await staff.taps(staff.labels[day])
