"""What is read of an update: little, and that little whatever the rest looks like."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.telegram.incoming import (
    Incoming,
    ReachChanged,
    Reacted,
    Tapped,
    Unreadable,
    Written,
    chat_of,
    read_update,
    written_at,
)
from bot.telegram.reply import DEEPEST, is_deep, read_json
from dialogs.engine.session import Media

ALMA: dict[str, Any] = {"id": 14, "is_bot": False, "first_name": "Alma"}
CHAT: dict[str, Any] = {"id": 14, "type": "private", "first_name": "Alma"}
SAID: dict[str, Any] = {"message_id": 5, "date": 60, "from": ALMA, "chat": CHAT}
TAP: dict[str, Any] = {"id": "q", "from": ALMA, "data": "1:s1:0:4", "message": SAID | {"text": "?"}}


def message(**fields: object) -> Written:
    found = read_update({"update_id": 1, "message": SAID | fields})
    assert isinstance(found, Written)
    return found


def test_a_message_is_read_with_its_time_and_words() -> None:
    assert message(text="hej") == Written(14, 5, "Alma", "hej", "", None, service=False, edited=False)
    assert written_at({"message": SAID}) == datetime(1970, 1, 1, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "odd",
    [
        {"pinned_message": {"message_id": 1, "date": 0, "chat": CHAT}},
        {"poll": {"id": "1", "question": "?"}},
        {"reply_markup": {"keyboard": [["x"]]}, "entities": [{"type": 7}], "via_bot": 7},
        {"date": "yesterday", "from": None, "message_id": 2**70},
        {"chat": {"id": 14}, "reply_to_message": {"chat": []}},
        {"chat": None},
    ],
)
def test_words_are_read_whatever_else_is_odd(odd: dict[str, Any]) -> None:
    assert message(text="hej", **odd).text == "hej" and message(text="hej", **odd).chat_id == 14


@pytest.mark.parametrize(
    "odd",
    [
        {"message": {"message_id": 1, "date": 0, "chat": CHAT}},  # inaccessible
        {"message": SAID | {"reply_markup": {"keyboard": [["x"]]}}},  # another kind of markup
        {"message": 7},
        {"message": None, "chat_instance": None},
        {"message": SAID | {"chat": {"type": None}}},
        {"from": {"id": 14}},
    ],
)
def test_a_tap_is_read_whatever_its_message_is(odd: dict[str, Any]) -> None:
    assert read_update({"update_id": 1, "callback_query": TAP | odd}) == Tapped(14, "q", "1:s1:0:4")


def test_a_tap_without_its_data_or_its_number_is_still_a_tap() -> None:
    assert read_update({"callback_query": {"from": ALMA}}) == Tapped(14, None, "")


@pytest.mark.parametrize(
    ("field", "value", "media"),
    [
        ("voice", {"file_id": "f", "file_unique_id": "u", "duration": 3}, Media("voice", "f", "u", 3)),
        ("voice", {"file_id": "f", "duration": -1}, Media("voice", "f", "f", 0)),
        ("photo", [{"file_id": "s", "file_unique_id": "u"}, {"file_id": "l", "file_unique_id": "v"}, {"file_id": 7}, 7],
         Media("photo", "l", "v")),
        ("photo", [], None), ("photo", {"file_id": "f"}, None), ("voice", {"file_id": "f" * 600}, None),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_id(field: str, value: object, media: Media | None) -> None:
    assert message(**{field: value}).media == media


@pytest.mark.parametrize("kind", ["pinned_message", "message_auto_delete_timer_changed", "chat_background_set", "gift",
                                  "boost_added", "write_access_allowed", "users_shared"])  # fmt: skip
def test_word_from_telegram_that_something_happened_is_no_message(kind: str) -> None:
    assert message(**{kind: {}}).service and not message(**{kind: {}}, text="hej").service


@pytest.mark.parametrize("kind", ["sticker", "poll", "location", "checklist", "a_kind_that_is_new"])
def test_what_somebody_sent_is_a_message_whatever_it_is(kind: str) -> None:
    assert not message(**{kind: {}}).service


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"new_chat_member": {"status": "kicked"}}, ReachChanged(14, reachable=False)),
        ({"new_chat_member": {"status": "member"}, "old_chat_member": 7}, ReachChanged(14, reachable=True)),
        ({"new_chat_member": {"status": "enchanted"}}, None),
    ],
)
def test_a_block_is_read(change: dict[str, Any], found: Incoming | None) -> None:
    assert read_update({"my_chat_member": {"chat": CHAT} | change}) == found


@pytest.mark.parametrize(
    "update",
    [
        {}, {"mind_reading": {}}, {"message": None}, {"message": SAID | {"chat": {"id": -5, "type": "group"}}},
        {"message": SAID | {"chat": {"id": -5}}}, {"callback_query": TAP | {"message": {"chat": {"id": -5}}}},
    ],
)  # fmt: skip
def test_what_is_not_for_us_is_nothing(update: dict[str, Any]) -> None:
    assert read_update(update) is None


@pytest.mark.parametrize(
    "update",
    [
        {"message": 7}, {"message": {}}, {"message": {"chat": {"id": "14"}}}, {"callback_query": []},
        {"callback_query": {"from": {"id": 2**70}}}, {"my_chat_member": {"chat": CHAT}},
        {"my_chat_member": {"new_chat_member": {"status": "kicked"}}},
    ],
)  # fmt: skip
def test_what_lacks_what_is_needed_is_refused_by_a_reason_without_its_content(update: dict[str, Any]) -> None:
    with pytest.raises(Unreadable) as refused:
        read_update(update)
    assert "14" not in str(refused.value)


def test_whose_an_unreadable_update_is_can_often_be_told() -> None:
    assert chat_of({"my_chat_member": {"chat": CHAT}}) == 14 and chat_of({"message": 7}) is None


# -- JSON


@pytest.mark.parametrize(
    ("payload", "found"),
    [
        (b'{"a": 1e400, "b": NaN, "c": -Infinity, "d": 9}', {"a": None, "b": None, "c": None, "d": 9}),
        (b"[" + b"9" * 5000 + b"]", [None]),
        (b'["\xff"]', ["\ufffd"]),
        (b'["' + b"[" * 5000 + b'\\""]', ["[" * 5000 + '"']),
    ],
)
def test_json_is_read_whatever_is_in_it(payload: bytes, found: object) -> None:
    assert read_json(payload) == found


def test_what_is_nested_too_deep_is_left_out_and_the_rest_is_read() -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    read = read_json(b'{"ok": true, "result": [{"update_id": 1, "x": ' + deep + b', "y": "[["}, {"update_id": 2}]}')
    assert isinstance(read, dict)
    first, second = read["result"]
    assert (first["update_id"], first["y"], second) == (1, "[[", {"update_id": 2})
    assert is_deep(deep.decode()) and not is_deep("[" * DEEPEST + "]" * DEEPEST + '"' + "[" * 99 + '"')


@pytest.mark.parametrize("junk", [b"", b"junk", b"[1", b"[" * 100_000])
def test_what_is_no_json_is_refused(junk: bytes) -> None:
    with pytest.raises(ValueError):
        read_json(junk)


THUMB, PAID, OWN = {"type": "emoji", "emoji": "👍"}, {"type": "paid"}, {"type": "custom_emoji", "custom_emoji_id": "1"}
REACTION: dict[str, Any] = {
    "chat": CHAT, "message_id": 5, "user": ALMA, "date": 60, "old_reaction": [], "new_reaction": [THUMB, PAID, OWN],
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "added"),
    [
        ({}, {"👍"}),
        ({"old_reaction": REACTION["new_reaction"]}, set()),
        ({"new_reaction": [], "old_reaction": REACTION["new_reaction"]}, set()),
        ({"new_reaction": None, "old_reaction": 7}, set()),
        ({"new_reaction": [7, {"type": "emoji"}, {"emoji": "👍"}]}, {""}),
    ],
)
def test_of_a_reaction_what_is_new_counts(change: dict[str, object], added: set[str]) -> None:
    assert read_update({"message_reaction": REACTION | change}) == Reacted(14, 5, frozenset(added))


@pytest.mark.parametrize("change", [{"user": None, "actor_chat": CHAT}, {"user": {"id": 15}}, {"chat": {"id": -5}}])
def test_a_reaction_that_is_not_the_persons_own_is_not_for_us(change: dict[str, object]) -> None:
    assert read_update({"message_reaction": REACTION | change}) is None


@pytest.mark.parametrize("lacking", ["chat", "message_id"])
def test_a_reaction_that_does_not_say_to_what_is_put_aside(lacking: str) -> None:
    with pytest.raises(Unreadable):
        read_update({"message_reaction": {**REACTION, lacking: None}})
