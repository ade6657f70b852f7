"""Updates as Telegram, or whoever stands in for it, might send them some day: made from good ones, by a seed."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

Json = Any


def _deep() -> Json:
    node: Json = None
    for _ in range(200):
        node = [node]
    return node


_VALUES: tuple[Callable[[random.Random], Json], ...] = (
    lambda r: None,
    lambda r: r.choice([True, False]),
    lambda r: r.choice([0, -1, 1, 7, 2**31, 2**53 + 1, 2**63 - 1, 2**63, -(2**63) - 1, 2**70]),
    lambda r: r.choice([0.5, -0.0, 1e300]),
    lambda r: r.choice(["", "x", "hej", "\ud800", "\0", "😀" * 50, "x" * 70_000, "{}", "1", "/", "/start", "%s"]),
    lambda r: r.choice([[], [None], [[]], [{}], [1, "x"], list(range(400))]),
    lambda r: r.choice([{}, {"id": 1}, {"x": {}}, {"": ""}, {"type": "private"}]),
    lambda r: _deep(),
)
_MESSAGES: dict[str, Json] = {
    "text": "hej med jer",
    "voice": {"file_id": "f", "file_unique_id": "u", "duration": 2, "mime_type": "audio/ogg"},
    "photo": [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}],
    "sticker": {"file_id": "f", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1},
    "poll": {"id": "1", "question": "?", "options": [{"text": "a", "voter_count": 0}], "type": "quiz"},
    "pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}},
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 86400},
    "chat_background_set": {"type": {"type": "fill"}},
    "location": {"latitude": 55.0, "longitude": 12.0},
    "contact": {"phone_number": "1", "first_name": "x"},
    "dice": {"emoji": "🎲", "value": 3},
    "checklist": {"title": "x", "tasks": [{"id": 1, "text": "y"}]},
    "something_new": {"with": ["parts"]},
}
_KINDS = ("message", "edited_message", "callback_query", "my_chat_member", "message_reaction", "channel_post",
          "inline_query", "poll_answer", "mind_reading")  # fmt: skip
_DATA = ("", "1", "1:", "x", "1:s0:0:0", "1:s999999:0:4", "1:q1:1:1", "2:s1:0:4", "1:s-1:0:4", "1:s1:1", "é" * 60,
         "1:s99999999999999999999:0:4", "1:s１:0:4", "1:s1:²:4")  # fmt: skip


def odd_updates(seed: int, chats: tuple[int, ...]) -> Iterator[Json]:
    """Updates from some chats for ever, each with one to four things wrong with it, most still objects."""
    r = random.Random(seed)
    while True:
        update = _good(r, r.choice(chats))
        for _ in range(r.randint(1, 4)):
            _spoil(r, update)
        yield update if r.random() < 0.98 else r.choice(_VALUES)(r)


def _good(r: random.Random, chat: int) -> Json:
    person = {"id": chat, "is_bot": False, "first_name": "Opdigtet", "language_code": "da"}
    place = {"id": chat, "type": "private", "first_name": "Opdigtet"}
    base: Json = {"message_id": r.randint(1, 9_000_000), "date": 1_764_000_000, "chat": place, "from": person}
    kind = r.choice(_KINDS[:4]) if r.random() < 0.9 else r.choice(_KINDS)
    if kind == "callback_query":
        shown = base | {"text": "?", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}}
        return {kind: {"id": str(r.randint(1, 10**18)), "from": person, "chat_instance": "1", "message": shown,
                       "data": r.choice(_DATA)}}  # fmt: skip
    if kind == "my_chat_member":
        member = {"user": {"id": 1, "is_bot": True, "first_name": "Bot"}, "status": "member"}
        return {kind: {"chat": place, "from": person, "date": 0, "old_chat_member": member, "new_chat_member": member}}
    content = r.choice(list(_MESSAGES))
    return {kind: base | {content: copy.deepcopy(_MESSAGES[content])}}


def _spoil(r: random.Random, update: Json) -> None:
    """Drops, retypes, renames, adds or misplaces something, at any depth."""
    places = list(_places(update))
    if not places:
        return
    holder, key = r.choice(places)
    match r.randint(0, 5):
        case 0:
            del holder[key]
        case 1 | 2:
            holder[key] = r.choice(_VALUES)(r)
        case 3 if isinstance(holder, dict):
            holder[r.choice([*_KINDS, *_MESSAGES, "chat", "from", "x" * 300])] = holder.pop(key)
        case 4 if isinstance(holder, dict):
            holder[r.choice([*_KINDS, *_MESSAGES])] = r.choice(_VALUES)(r)
        case _:
            holder[key] = copy.deepcopy(r.choice([update, holder]))


def _places(node: Json, depth: int = 0) -> Iterator[tuple[Json, Any]]:
    """All that could be otherwise: what holds it, and where in that."""
    if depth > 6 or not isinstance(node, dict | list):
        return
    for key, value in list(node.items()) if isinstance(node, dict) else list(enumerate(node)):
        yield node, key
        yield from _places(value, depth + 1)
