"""The demo's tense evening: Erik's safety plan, a sheet that went from the evening to the morning, and what he learned
of it the day after. All of it invented."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.simulator.demo_history import Past
from bot.simulator.demo_sittings import Answers, agreed, sits
from dialogs.engine.session import Said
from storage import sheets

WHO, WITH = "Erik", "Jonas"
PLAN, SHEET, AGAIN, LEARNED = "safety_plan", "tense", "tense_again", "learning_look_back"
EVENING = 9
"""So many days ago the evening was."""
STANDS: Answers = {
    "sets_off": ("noise", "changes"),
    "inside": (Said("Som om alt larmer på én gang"),),
    "helps": ("walk", "music"),
    "helps_more": (Said("Sidde i bilen og høre radio"),),
    "back": (Said("Kaffe i køkkenet, når jeg selv kommer ud"),),
}
"""What stands in his plan, by the question."""
SEEN: Answers = {
    "seen": (Said("Erik går frem og tilbage på gangen og taler højt."),),
    "done": (Said("Jeg gik med ham ud i bilen, og vi hørte radio."),),
    "said": ("yes_",),
}
OVER: Answers = {"went": (Said("Han sov fra kl. 23 og spiste morgenmad."),), "over": ("yes_",), "told": ("yes_",)}
TURN_OFF = Said("Sluk radioen")
LOOKS_BACK: Answers = {
    "kind": ("hard",),
    "with": ("alone",),
    "happened": (Said("Jeg kunne ikke høre mig selv for radioen og støvsugeren"),),
    "before": ("sleep", "demands"),
    "when": ("night", "just"),
    "first_sign": (Said("Jeg gik frem og tilbage"),),
    "staff_did": ("sat", "said"),
    "effect": ("helped", "harder"),
    "better": (Said("At en slukkede radioen"),),
    "did_well": (Said("Jeg gik selv ud på gangen"),),
    "where": ("helps",),
    "new_helps": (TURN_OFF,),
}


def tense_evening(past: Past) -> None:
    """Writes the plan of some weeks before, the sheet, and the look back."""
    for method in (PLAN, LEARNED):
        agreed(past, WHO, method, WITH, _at(past, 40))
    for step in STANDS:
        sits(past, WHO, PLAN, _at(past, 38), STANDS, only=(step,))
    _sheet(past)
    sits(past, WHO, LEARNED, _at(past, EVENING - 1, 14), LOOKS_BACK)
    sits(past, WHO, PLAN, _at(past, EVENING - 1, 15), {"helps_more": (TURN_OFF,)}, only=("helps_more",))


def _sheet(past: Past) -> None:
    """Begun in the evening, and over in the morning, which Jonas has told him."""
    evening, morning = _at(past, EVENING, 20), _at(past, EVENING - 1, 8)
    sits(past, WHO, SHEET, evening, SEEN, staff=WITH, whose="observed")
    sits(past, WHO, AGAIN, morning, OVER, staff=WITH, whose="observed")
    sheet_id = sheets.add_sheet(past.tx, past.ids[WHO], SHEET, past.ids[WITH], evening)
    sheets.close(past.tx, sheet_id, past.ids[WITH], morning)
    sheets.set_told(past.tx, sheet_id, morning)


def _at(past: Past, days: int, hour: int = 13) -> datetime:
    return (past.until - timedelta(days=days)).replace(hour=hour, minute=10)
