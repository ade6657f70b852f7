"""Help with money, as agreed: it has an end, payday rings each month until then, and no account number is kept."""

from __future__ import annotations

from datetime import date, time

import pytest

from dialogs.words import accounts
from storage import activities
from tests.goals_stage import opens, uses
from tests.house import House


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("Min konto er 1234 0012345678.", "Min konto er •••• ••••••••••."),
        ("Kontonr. 12345678", "Kontonr. ••••••••"),
        ("IBAN DK50 0040 0440 1162 43", "IBAN DK•• •••• •••• •••• ••"),
        ("Kort 4571 1234 5678 9012", "Kort •••• •••• •••• ••••"),
        ("Ring 12 34 56 78 kl. 14.30", "Ring 12 34 56 78 kl. 14.30"),
        ("+45 12345678 eller 0046 701234567", "+45 12345678 eller 0046 701234567"),
        ("Vi ses 24.12.2026 kl. 10-12", "Vi ses 24.12.2026 kl. 10-12"),
    ],
)
def test_numbers_of_accounts_and_cards_are_hidden(words: str, hidden: str) -> None:
    assert accounts.hide(words) == hidden


async def test_an_agreement_ends_and_reminds_until_then(house: House) -> None:
    alma, mette = house.alma, house.mette
    await uses(house, "my_money", topics=("my_money",))
    await opens(alma, "My money, as agreed", "What is agreed", "Go on")
    await alma.taps(alma.say("{when}", when=date(2026, 12, 21)), "To save up", "Done")
    await alma.says("Mette har konto 1234 0012345678")
    await alma.taps("Done", "No thanks")
    alma.sees("It holds until {date}.", date=date(2026, 12, 21))
    alma.sees("Mette har konto •••• ••••••••••")
    await alma.taps("Payday and bills", alma.say("{when}", when=date(2026, 11, 24)), alma.say("{when}", when=time(10)))
    await alma.taps("Skip", "Skip")
    known = await house.known(alma)
    (payday,) = (a for a in await house.service.db.read(activities.activities_of, known.id) if a.kind == "own")
    assert (payday.plan.title, payday.plan.repeat.unit) == (alma.say("Payday"), "months")
    assert payday.plan.repeat.until == date(2026, 12, 21)
    await house.at("2026-12-21 09.00")
    await mette.presses("Follow-up")
    mette.sees("Aftalen om økonomi slutter. Tal om den")
    await house.at("2026-12-22 09.00")
    await opens(alma, "My money, as agreed")
    alma.sees("It held until {date}. It is over.", date=date(2026, 12, 21))
