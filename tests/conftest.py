"""Fixtures that several files share."""

from tests.house import house as house
