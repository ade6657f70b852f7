"""What the demo's borgere have laid, chosen and written: two mats on one topic, who decides, the themes that count just
now, and a wellbeing plan in two voices. All of it invented."""

from __future__ import annotations

from datetime import timedelta

from bot.simulator.demo_history import Past
from bot.simulator.demo_house import BORGERE
from bot.simulator.demo_sittings import Answers, agreed, sits
from dialogs.engine.session import Said

SITTINGS: tuple[tuple[str, str, int, Answers], ...] = (
    ("Alma", "mat", 41, {"theme": ("meals",), "mat": ("good", "not_good", "between")}),
    ("Alma", "mat", 6, {"theme": ("meals",), "mat": ("good", "good", "between")}),
    ("Freja", "who_decides", 33, {"who": ("me", "together", "heard", "others"), "otherwise": ("yes_", "no_")}),
    ("Freja", "themes", 20, {"themes": ("free_time",)}),
)
"""Who sat with which method, how many days ago, and what they answered."""
PLAN, PLANS, WITH = "wellbeing_plan", "Dorthe", "Jonas"
WRITTEN: tuple[tuple[int, str, Answers], ...] = (
    (52, "best_feels best_seen best_more keeps", {
        "best_feels": ("calm", "glad"), "best_seen": ("talks", "goes_out"), "keeps": ("sleep", "people"),
        "best_more": (Said("Jeg synger i køkkenet"),),
    }),
    (45, "early early_more early_helps", {
        "early": ("sleeps_badly", "quiet"), "early_helps": ("walk", "talk"),
    }),
    (45, "helps helps_more place", {
        "helps": ("music", "outside"), "helps_more": (Said("At ringe til mit barnebarn"),),
        "place": (Said("Bænken ved æbletræet"),),
    }),
    (17, "lasting each_lasting", {
        "lasting": ("pain",), "lasting_level": ("house",), "lasting_how": (Said("Jonas går med til lægen"),),
    }),
)  # fmt: skip
"""What stands in her plan: how many days ago it was written, in which questions of one section, and what."""
SEEN: Answers = {"early": ("looks_away",), "early_more": (Said("Dorthe lader kaffen blive kold"),)}
"""What staff see of the same, beside it."""


def say_and_choose(past: Past) -> None:
    """Writes the sittings; each is shared with the first of their contact persons."""
    for name, method, days, answers in SITTINGS:
        at = past.until - timedelta(days=days, hours=3)
        agreed(past, name, method, next(one for one in BORGERE if one.name == name).contacts[0], at)
        sits(past, name, method, at, answers)
    agreed(past, PLANS, PLAN, WITH, past.until - timedelta(days=54))
    for days, steps, answers in WRITTEN:
        sits(past, PLANS, PLAN, past.until - timedelta(days=days, hours=4), answers, only=tuple(steps.split()))
    at = past.until - timedelta(days=44, hours=2)
    sits(past, PLANS, PLAN, at, SEEN, staff=WITH, whose="observed", only=("early", "early_more"))
