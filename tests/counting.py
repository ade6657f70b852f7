"""How much may stand on a card, and that what stands there reads right: by this all that is shown is watched."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.desk.page_parts import BORGER_PAGE
from bot.leading.house_screen import HOUSE_SCREEN
from bot.planning.plan_telling import PLAN
from bot.reviewing.news_view import NEWS
from bot.talking.duty import DUTY
from bot.tasks.staff_side import TASK
from bot.telegram.buttons import read_button
from bot.telegram.content import Content, InlineButton
from bot.telegram.spoken import ALOUD
from dialogs.engine.buttons import Button
from dialogs.engine.cards import Card
from storage.people import Person

ANSWERS, WAYS, FOLDED = 5, 3, 4
"""What can be weighed at once: answers; ways on and out under them; and those that are unfolded."""
NUMBERS = 11
"""The numbers 0 to 10, which are one scale."""
STAFF_MAY: Mapping[str, str] = {
    DUTY: "a week of shifts is seen and ticked as one grid, and a colleague's shifts are found among all names",
    PLAN: "the days of a week are one row, as in a calendar, above them what is on the day that is open",
    HOUSE_SCREEN: "a leader's figures each lead to the list behind them, and a list has a button for each it names",
    NEWS: "whoever has news has a button, so that nobody's are on a page that is not opened",
    TASK: "what is owed a borger is done where it stands, the oldest first",
    BORGER_PAGE: "what there is to read of a borger stands on one side: kinds, and papers",
}
"""Cards of staff that hold more than eight buttons, by the letter of their buttons, with the reason. None is a
borger's."""

MANY = "dage|timer|minutter|uger|måneder|borgere|kontaktpersoner|påmindelser|opfølgninger|notater|kort|gange"
SLIPS = re.compile(rf"(?<![\d.,½/–-])\b1 ({MANY})\b|\bkl\. kl\b|\bNone\b|\b(Telefon|Ring|Ring til|Personale:) ?[–.]")
"""Of one, a word for many; "kl." twice; a value that is missing, or a line that stands there without it."""


def reads_right(words: str) -> None:
    """What is shown in Danish has none of the slips that only a value makes."""
    found = SLIPS.search(words)
    assert not found, f"{found[0]!r} in {words[max(0, found.start() - 30) : found.end() + 30]!r}" if found else ""


def count(card: Card) -> None:
    """At most five answers, or the numbers 0 to 10; then at most three ways on and out; unfolded at most four more."""
    answers = [row for row in card.buttons if any(button.tile for button in row)]
    under = card.buttons[len(answers) :]
    if under and [button.id for button in under[0]] == [Button.ANSWER_ON]:
        under = under[1:]  # a receipt of what was left in the middle: the way back into it has a row of its own
    assert len(answers) <= 1 and not any(button.tile for row in under for button in row), "the answers come first"
    for row in answers:
        assert all(button.tile for button in row)
        assert len(row) <= (NUMBERS if all(button.number for button in row) and len(row) == NUMBERS else ANSWERS)
    assert all(under), "no row is empty"
    ways = [button.id for row in under for button in row]
    if Button.FOLD in ways:
        assert len(under) == 2 and len(under[0]) <= WAYS and len(under[1]) <= FOLDED
    assert len(ways) <= (WAYS + FOLDED if Button.FOLD in ways else WAYS if answers else ANSWERS), ways
    assert ways.count(Button.UNFOLD) + ways.count(Button.FOLD) <= 1


def count_shown(person: Person, content: Content) -> None:
    """What comes to a phone: as many buttons, however they lie, and the one to hear it."""
    buttons = [button for row in content.rows for button in row if button.text != ALOUD.text]
    owner = _owner(buttons)
    if owner in STAFF_MAY and person.role.value != "borger":
        return
    most = ANSWERS + WAYS + (FOLDED if any(_choice(button) == Button.FOLD for button in buttons) else 0)
    if sum(button.text.lstrip("✓").isdecimal() for button in buttons) == NUMBERS:
        most += NUMBERS - ANSWERS
    told = [button.text for button in buttons]
    assert len(buttons) <= most, f"{len(buttons)} buttons on one card of a {person.role.value}: {told}"


def _owner(buttons: list[InlineButton]) -> str:
    taps = [tap for button in buttons if (tap := read_button(button.data))]
    return taps[-1].owner if taps else ""


def _choice(button: InlineButton) -> str:
    tap = read_button(button.data)
    return tap.choice if tap else ""
