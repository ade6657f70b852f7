"""Fixtures that several files share."""

from tests.house import house
from tests.planning_stage import bo, planner

__all__ = ["bo", "house", "planner"]
