"""The demo's tense evening: Erik's safety plan, a sheet that went from the evening to the morning, and what he learned
of it the day after. All of it invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.simulator.demo_history import Past, held
from bot.simulator.demo_house import BORGERE
from dialogs.engine.buttons import Button
from dialogs.engine.session import Provenance, Said
from storage import method_use, sharing, sheets

WHO, WITH = "Erik", "Jonas"
PLAN, SHEET, AGAIN, LEARNED = "safety_plan", "tense", "tense_again", "learning_look_back"
EVENING = 9
"""So many days ago the evening was."""
STANDS: tuple[tuple[str, Sequence[str | Said]], ...] = (
    ("sets_off", ("noise", "changes")),
    ("inside", (Said("Som om alt larmer på én gang"),)),
    ("helps", ("walk", "music")),
    ("helps_more", (Said("Sidde i bilen og høre radio"),)),
    ("back", (Said("Kaffe i køkkenet, når jeg selv kommer ud"),)),
)
"""What stands in his plan, by the question."""


def tense_evening(past: Past) -> None:
    """Writes the plan of some weeks before, the sheet, and the look back."""
    for method in (PLAN, LEARNED):
        method_use.set_used(past.tx, past.ids[WHO], method, True, past.ids[WITH], _at(past, 40))
        topic = past.dialogs[method].topic or ""
        sharing.set_grant(past.tx, past.ids[WHO], past.ids[WITH], topic, True, _at(past, 40))
    for step, said in STANDS:
        _sits(past, PLAN, _at(past, 38), [*said, Button.ON], only=(step,))
    _sheet(past)
    words = Said("Jeg kunne ikke høre mig selv for radioen og støvsugeren")
    events: list[str | Said] = [Button.ON, "hard", "alone", words, Button.ON]
    _sits(past, LEARNED, _at(past, EVENING - 1, 14), events)


def _sheet(past: Past) -> None:
    """Begun in the evening, and over in the morning, which Jonas has told him."""
    evening, morning = _at(past, EVENING, 20), _at(past, EVENING - 1, 8)
    begun: list[str | Said] = [Said("Erik går frem og tilbage på gangen og taler højt."), Button.ON]
    begun += [Said("Jeg gik med ham ud i bilen, og vi hørte radio."), Button.ON, "yes_", Button.SKIP, Button.SKIP]
    _sits(past, SHEET, evening, begun, "observed")
    _sits(
        past, AGAIN, morning, [Said("Han sov fra kl. 23 og spiste morgenmad."), Button.ON, "yes_", "yes_"], "observed"
    )
    sheet_id = sheets.add_sheet(past.tx, past.ids[WHO], SHEET, past.ids[WITH], evening)
    sheets.close(past.tx, sheet_id, past.ids[WITH], morning)
    sheets.set_told(past.tx, sheet_id, morning)


def _at(past: Past, days: int, hour: int = 13) -> datetime:
    return (past.until - timedelta(days=days)).replace(hour=hour, minute=10)


def _sits(
    past: Past, dialog: str, at: datetime, events: Sequence[str | Said], whose: Provenance = "self",
    only: tuple[str, ...] = (),
) -> None:  # fmt: skip
    borger = next(one for one in BORGERE if one.name == WHO)
    staff = "" if whose == "self" else WITH
    held(past, borger, past.dialogs[dialog], at, events, staff=staff, provenance=whose, only=only)
