"""What a borger who calls for a talk may say of it, in pictures: how they would like it, and what it is about. The call
is on its way before they are asked, and nothing waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.desk.desk import Desk
from dialogs.engine.cards import CardButton
from dialogs.text import T, Text
from storage import followup, help_calls
from storage.followup import Talk

PASSED = "-"
"""What is stored where a question was passed over: it is not asked again."""


@dataclass(frozen=True)
class Wish:
    """What can be picked: the button, its sign, and how the borger and staff read it on the card of the call."""

    label: Text
    sign: str
    said: Text
    told: Text


def _about(sign: str, label: Text) -> Wish:
    said = T("It is about: {topic}", topic=label)
    return Wish(label, sign, said, said)


WAYS: Mapping[str, Wish] = {
    "come": Wish(T("Come to me"), "🚶", T("You would like somebody to come."), T("Would like somebody to come.")),
    "call": Wish(T("Call me"), "📞", T("You would like somebody to call."), T("Would like somebody to call.")),
    "write": Wish(T("Write to me"), "✍️", T("You would like somebody to write."), T("Would like somebody to write.")),
}
TOPICS: Mapping[str, Wish] = {
    "mood": _about("🙂", T("How I am")),
    "people": _about("👥", T("Other people")),
    "body": _about("🩹", T("My body")),
    "practical": _about("🔧", T("Something practical")),
    "company": _about("☕👥", T("Company")),
}
_ASKED: tuple[tuple[str, Text, Mapping[str, Wish]], ...] = (
    ("way", T("What would you like best?"), WAYS),
    ("topic", T("What is it about?"), TOPICS),
)


def asked(desk: Desk, call: Talk) -> tuple[Text, tuple[tuple[CardButton, ...], ...]] | None:
    """The next question of an open call, and what can be picked; None once both are answered or passed over, and of a
    call for help, which says itself what it is about."""
    if help_calls.of_talk(desk.tx, call.id):
        return None
    for name, question, offered in _ASKED:
        if not getattr(call, name):
            picks = tuple(CardButton(f"{name}_{key}", one.label, one.sign, tile=True) for key, one in offered.items())
            return question, (picks, (CardButton(f"{name}_{PASSED}", T("Skip"), "⏭️"),))
    return None


def picked(desk: Desk, call: Talk, choice: str) -> bool:
    """Keeps what a borger has picked.

    Returns: False if it is none of what is asked.
    """
    name, _, key = choice.partition("_")
    offered = next((wishes for each, _, wishes in _ASKED if each == name), {})
    if key != PASSED and key not in offered:
        return False
    followup.talk_wish(desk.tx, call.id, call.way if name == "topic" else key, key if name == "topic" else call.topic)
    return True


def lines(desk: Desk, call: Talk, *, to_staff: bool) -> tuple[Text, ...]:
    """What a borger has said of a call, as they or as staff read it."""
    if help_call := help_calls.of_talk(desk.tx, call.id):
        return (T("❓ Help with: {what}", what=help_call.what),)
    found = (WAYS.get(call.way), TOPICS.get(call.topic))
    return tuple(
        T("{sign} {words}", sign=wish.sign, words=wish.told if to_staff else wish.said) for wish in found if wish
    )
