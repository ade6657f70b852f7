"""Commands, descriptions, the menu's button, placeholders and reactions: as strict as Telegram."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram.error import BadRequest

from tests.simulator_stage import ALMA, Stage, stage

HELP = [{"command": "help", "description": "Hjælp"}]


@pytest_asyncio.fixture
async def on() -> AsyncIterator[Stage]:
    async with stage() as prepared:
        yield prepared


@pytest.mark.parametrize(
    ("method", "given", "reason"),
    [
        ("setMyCommands", {"commands": [{"command": "Hjælp", "description": "x"}]}, "COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a" * 33, "description": "x"}]}, "COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "help", "description": ""}]}, "DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [{"command": "help", "description": "x" * 257}]}, "DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": HELP * 101}, "commands"),
        ("setMyCommands", {"commands": HELP, "language_code": "dansk"}, "language code"),
        ("setMyCommands", {"commands": HELP, "scope": {"type": "everybody"}}, "BotCommandScope"),
        ("setMyCommands", {"commands": HELP, "scope": {"type": "chat", "chat_id": 7}}, "chat not found"),
        ("deleteMyCommands", {"scope": {"type": "chat"}}, "chat not found"),
        ("setMyDescription", {"description": "x" * 513}, "too long"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "too long"),
        ("setChatMenuButton", {"menu_button": {"type": "door"}}, "menu button"),
        ("sendMessage", {"chat_id": ALMA, "text": "x", "reply_markup": {
            "keyboard": [["a"]], "input_field_placeholder": "x" * 65}}, "placeholder"),
    ],
)  # fmt: skip
async def test_what_telegram_refuses_is_refused(on: Stage, method: str, given: dict[str, object], reason: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await on.bot.call(method, given)


async def test_a_chats_own_commands_go_before_those_for_everybody(on: Stage) -> None:
    alma, scope = on.sim.user(ALMA), {"type": "chat", "chat_id": ALMA}
    assert alma.commands == {}
    await on.bot.call("setMyCommands", {"commands": HELP})
    await on.bot.call("setMyCommands", {"commands": [{"command": "stop", "description": "Stop"}], "scope": scope})
    assert alma.commands == {"stop": "Stop"}
    await on.bot.call("deleteMyCommands", {"scope": scope})
    assert alma.commands == {"help": "Hjælp"}
    await on.bot.call("setMyCommands", {"commands": [], "language_code": "da"})
    assert alma.commands == {}


async def test_reactions_come_to_who_asks_for_them(on: Stage) -> None:
    alma = on.sim.user(ALMA)
    message = await on.bot.call("sendMessage", {"chat_id": ALMA, "text": "Hej"})
    alma.reacts(message["message_id"])
    assert await on.bot.call("getUpdates") == []
    await on.bot.call("getUpdates", {"allowed_updates": ["message_reaction"]})
    alma.reacts(message["message_id"], "❤")
    (update,) = await on.bot.call("getUpdates")
    told = update["message_reaction"]
    assert (told["user"]["id"], told["message_id"]) == (ALMA, message["message_id"])
    assert [told[which][0]["emoji"] for which in ("old_reaction", "new_reaction")] == ["👍", "❤"]
    with pytest.raises(AssertionError, match="no message"):
        alma.reacts(99)
