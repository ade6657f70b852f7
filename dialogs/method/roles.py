"""The roles of a borger's team, by their names in files: who holds one can be named in a method's texts."""

from __future__ import annotations

from typing import Literal, TypeAlias

TeamRole: TypeAlias = Literal[
    "coordinator", "stand_in", "medicine", "fit", "plans", "finances", "activity", "body", "network", "action_plan",
    "substances", "voices", "moving_in",
]  # fmt: skip
