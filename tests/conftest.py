"""Fixtures that several files share."""

from tests.house import house

__all__ = ["house"]
