"""Public holidays of a country, from the library that keeps them."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

_AS_HOLIDAYS = {"DK": ((12, 24),)}
"""(month, day) of days that are no public holidays, but lived as one everywhere in a country."""


class PublicHolidays:
    """Knows whether a local day is a public holiday in a country (ISO code such as "DK"), or as good as one; in "" none
    is. The library is read with the first question, for it takes a twentieth of a second and most houses never ask."""

    def __init__(self, country: str) -> None:
        self._country = country
        self._days: Container[date] | None = None

    def __call__(self, day: date) -> bool:
        if not self._country:
            return False
        if (day.month, day.day) in _AS_HOLIDAYS.get(self._country, ()):
            return True
        if self._days is None:
            import holidays

            self._days = holidays.country_holidays(self._country)
        return day in self._days


def is_country(code: str) -> bool:
    """Whether the library knows a country's holidays."""
    import holidays

    return code in holidays.list_supported_countries(include_aliases=False)
