"""What Telegram refuses, the simulated one refuses in the same words; just inside each rule it does not."""

from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
import pytest_asyncio
from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, ReplyKeyboardMarkup
from telegram.error import BadRequest, InvalidToken

from bot.simulator.rules import CAPTION_LIMIT, COPY_LIMIT, TEXT_LIMIT
from tests.simulator_stage import ALMA, TOKEN, Stage, client, png, row, stage

# Malformed values only get through python-telegram-bot by its way for methods it does not know.
pytestmark = pytest.mark.filterwarnings("ignore:Please use 'Bot")


@pytest_asyncio.fixture
async def on() -> AsyncIterator[Stage]:
    async with stage() as prepared:
        yield prepared


async def refused(reason: str, call: Awaitable[object]) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await call


async def test_lengths(on: Stage) -> None:
    await on.bot.send_message(ALMA, "x" * TEXT_LIMIT)
    await refused("message is too long", on.bot.send_message(ALMA, "x" * (TEXT_LIMIT + 1)))
    await on.bot.send_message(ALMA, f"<b>{'x' * TEXT_LIMIT}</b>", parse_mode="HTML")
    await refused("message text is empty", on.bot.send_message(ALMA, " \n "))
    await on.bot.send_photo(ALMA, png(), caption="x" * CAPTION_LIMIT)
    await refused("message caption is too long", on.bot.send_photo(ALMA, png(), caption="x" * (CAPTION_LIMIT + 1)))


async def test_callback_data_is_1_to_64_bytes(on: Stage) -> None:
    await on.bot.send_message(ALMA, "Hej", reply_markup=row(("Ja", "æ" * 32)))
    await refused("button_data_invalid", on.bot.send_message(ALMA, "Hej", reply_markup=row(("Ja", "æ" * 32 + "x"))))
    await refused("button_data_invalid", on.bot.send_message(ALMA, "Hej", reply_markup=row(("Ja", ""))))


async def test_text_to_copy_is_1_to_256_characters(on: Stage) -> None:
    for text in ("x", "x" * COPY_LIMIT):
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("Kopiér", copy_text=CopyTextButton(text))]])
        sent = await on.bot.send_message(ALMA, "Hej", reply_markup=markup)
        assert sent.reply_markup == markup
        assert on.sim.user(ALMA).messages[-1].buttons[0][0].copy == text


@pytest.mark.parametrize("url", ["https://example.org/a", "http://127.0.0.1:8080/", "tg://user?id=1"])
async def test_links_on_buttons(on: Stage, url: str) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Se", url=url)]])
    await on.bot.send_message(ALMA, "Hej", reply_markup=markup)


@pytest.mark.parametrize("url", ["http://localhost:8080/", "ftp://example.org/", "example.org"])
async def test_links_that_buttons_cannot_hold(on: Stage, url: str) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Se", url=url)]])
    await refused("wrong http url", on.bot.send_message(ALMA, "Hej", reply_markup=markup))


@pytest.mark.parametrize(
    ("buttons", "reason"),
    [
        ([[{"text": "Ja"}]], "text buttons are unallowed"),
        ([[{"text": " ", "callback_data": "x"}]], "must be non-empty"),
        ([{"text": "Ja", "callback_data": "x"}], "array of arrays"),
        ([["Ja"]], "expected an object"),
        ([[{"text": "x", "copy_text": {"text": ""}}]], "copy_text_invalid"),
        ([[{"text": "x", "copy_text": {"text": "x" * 257}}]], "copy_text_invalid"),
        ([[{"text": "x", "copy_text": "x"}]], "must be of type object"),
        ([[{"text": "x", "copy_text": {"text": "x"}, "callback_data": "x"}]], "both callback_data and copy_text"),
        ([[{"text": "x", "copy_text": {"text": "x"}, "url": "https://example.org"}]], "both url and copy_text"),
        ([[{"text": "x", "callback_data": "x"}] * 9], "reply markup is too long"),
        ([[{"text": "x", "callback_data": "x"}]] * 101, "reply markup is too long"),
    ],
)
async def test_malformed_inline_keyboards(on: Stage, buttons: list[object], reason: str) -> None:
    markup = {"inline_keyboard": buttons}
    parameters = {"chat_id": ALMA, "text": "Hej", "reply_markup": markup}
    await refused(reason, on.bot.do_api_request("sendMessage", parameters))


async def test_malformed_reply_keyboards(on: Stage) -> None:
    markups: list[object] = [
        {"keyboard": []},
        {"keyboard": [[{"text": ""}]]},
        {"keyboard": "x"},
        {"other": 1},
        [1],
        "{",
    ]
    for markup in markups:
        with pytest.raises(BadRequest):
            parameters = {"chat_id": ALMA, "text": "Hej", "reply_markup": markup}
            await on.bot.do_api_request("sendMessage", parameters)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<h1>Hej</h1>", 'unsupported start tag "h1" at byte offset 0'),
        ("æ <b>Hej", 'can\'t find end tag corresponding to start tag "b"'),
        ("Hej</b>", "unexpected end tag at byte offset 3"),
        ("<b><i>Hej</b></i>", 'expected "</i>", found "</b>"'),
        ("1 < 2", "at byte offset 2"),
        ("<span>Hej</span>", "tg-spoiler"),
    ],
)
async def test_malformed_html(on: Stage, text: str, reason: str) -> None:
    await refused(f"can't parse entities.*{reason}", on.bot.send_message(ALMA, text, parse_mode="HTML"))
    await on.bot.send_message(ALMA, text)


async def test_an_edit_must_change_something(on: Stage) -> None:
    sent = await on.bot.send_message(ALMA, "Hej", reply_markup=row(("Ja", "j")))
    same = on.bot.edit_message_text(" Hej ", ALMA, sent.message_id, reply_markup=row(("Ja", "j")))
    await refused("message is not modified", same)
    await on.bot.edit_message_text("Hej", ALMA, sent.message_id)
    await refused("message is not modified", on.bot.edit_message_reply_markup(ALMA, sent.message_id))
    await on.bot.edit_message_reply_markup(ALMA, sent.message_id, reply_markup=row(("Ja", "j")))
    photo = await on.bot.send_photo(ALMA, png(), caption="A")
    media = InputMediaPhoto(photo.photo[-1].file_id, caption="A")
    await refused("message is not modified", on.bot.edit_message_media(media, ALMA, photo.message_id))
    await refused("message is not modified", on.bot.edit_message_caption(ALMA, photo.message_id, caption="A"))


async def test_what_cannot_be_edited(on: Stage) -> None:
    photo = await on.bot.send_photo(ALMA, png())
    await refused("there is no text in the message", on.bot.edit_message_text("Hej", ALMA, photo.message_id))
    text = await on.bot.send_message(ALMA, "Hej")
    await refused("there is no caption", on.bot.edit_message_caption(ALMA, text.message_id, caption="Hej"))
    await refused("message to edit not found", on.bot.edit_message_text("Hej", ALMA, 99_999))
    own = on.sim.user(ALMA).sends("Mit")
    await refused("message can't be edited", on.bot.edit_message_text("Dit", ALMA, own))
    keys = await on.bot.send_message(ALMA, "Hej", reply_markup=ReplyKeyboardMarkup([["Mere"]]))
    await refused("message can't be edited", on.bot.edit_message_text("Hov", ALMA, keys.message_id))
    voice = await on.bot.send_voice(ALMA, b"OggS")
    media = InputMediaPhoto(photo.photo[-1].file_id)
    await refused("message can't be edited", on.bot.edit_message_media(media, ALMA, voice.message_id))
    parameters = {"chat_id": ALMA, "message_id": text.message_id, "reply_markup": {"keyboard": [["Mere"]]}}
    await refused("inline keyboard expected", on.bot.do_api_request("editMessageReplyMarkup", parameters))


async def test_deletion_works_for_48_hours(on: Stage) -> None:
    own = on.sim.user(ALMA).sends("Mit")
    sent = [await on.bot.send_message(ALMA, "Hej") for _ in range(3)]
    await on.bot.delete_message(ALMA, sent[0].message_id)
    await on.bot.delete_message(ALMA, own)
    await refused("message to delete not found", on.bot.delete_message(ALMA, sent[0].message_id))
    on.clock.passes(hours=48)
    await on.bot.delete_messages(ALMA, [sent[0].message_id, sent[1].message_id])
    on.clock.passes(seconds=1)
    await refused("message can't be deleted", on.bot.delete_message(ALMA, sent[2].message_id))
    assert on.sim.user(ALMA).screen() == "Hej"


async def test_a_tap_is_answered_once_within_15_minutes(on: Stage) -> None:
    alma = on.sim.user(ALMA)
    await on.bot.send_message(ALMA, "Hej", reply_markup=row(("Ja", "j")))
    first, late, long = alma.taps("Ja"), alma.taps("Ja"), alma.taps("Ja")
    await on.bot.answer_callback_query(first)
    await refused("query is too old", on.bot.answer_callback_query(first))
    await refused("query is too old", on.bot.answer_callback_query("17"))
    await refused("message_too_long", on.bot.answer_callback_query(long, "x" * 201))
    await on.bot.answer_callback_query(long, "x" * 200)
    on.clock.passes(minutes=15, seconds=1)
    await refused("query is too old", on.bot.answer_callback_query(late))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<svg/>", "image_process_failed"),
        (png(9_000, 1_001), "photo_invalid_dimensions"),
        (png(2_100, 100), "photo_invalid_dimensions"),
        (b"", "file must be non-empty"),
    ],
)
async def test_photos_that_are_none(on: Stage, content: bytes, reason: str) -> None:
    async with aiohttp.ClientSession() as session:
        form = aiohttp.FormData({"chat_id": str(ALMA)})
        form.add_field("photo", content, filename="x.png")
        async with session.post(f"{on.sim.url}/bot{TOKEN}/sendPhoto", data=form) as response:
            answer = await response.json()
    assert response.status == 400 and reason in answer["description"].lower()


async def test_file_ids(on: Stage) -> None:
    sent = await on.bot.send_document(ALMA, b"%PDF", filename="uge.pdf")
    assert sent.document is not None
    await on.bot.send_document(ALMA, sent.document.file_id)
    await refused("can't use file of type document as photo", on.bot.send_photo(ALMA, sent.document.file_id))
    await refused("wrong file identifier", on.bot.send_photo(ALMA, "AgACAgQAAxkBAAI"))
    await refused("wrong file_id", on.bot.get_file("AgACAgQAAxkBAAI"))
    media = {"type": "photo", "media": "attach://missing"}
    parameters = {"chat_id": ALMA, "message_id": sent.message_id, "media": media}
    await refused("attached file", on.bot.do_api_request("editMessageMedia", parameters))


async def test_replies_need_their_message(on: Stage) -> None:
    sent = await on.bot.send_message(ALMA, "Hej")
    await on.bot.send_message(ALMA, "Hej igen", reply_to_message_id=sent.message_id)
    await refused("message to be replied not found", on.bot.send_message(ALMA, "Hov", reply_to_message_id=9_999))


async def test_tokens_and_methods(on: Stage) -> None:
    async with aiohttp.ClientSession() as session:

        async def get(path: str) -> tuple[int, object]:
            async with session.get(f"{on.sim.url}/{path}") as response:
                return response.status, await response.json()

        assert await get("bot1:other/getMe") == (401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        assert (await get("botnonsense/getMe"))[0] == 404
        assert (await get(f"bot{TOKEN}/doMagic"))[0] == 404
        assert (await get(f"bot{TOKEN}/GETME"))[0] == 200
        assert (await get("file/bot1:other/photos/x.jpg"))[0] == 401
        assert (await get(f"file/bot{TOKEN}/photos/x.jpg"))[0] == 404
    with pytest.raises(InvalidToken):
        async with client(on.sim, "1:other") as other:
            await other.get_me()


Way = Callable[[aiohttp.ClientSession, str], Awaitable[int]]


async def _query(session: aiohttp.ClientSession, url: str) -> int:
    async with session.get(url, params={"chat_id": str(ALMA), "text": "Hej"}) as response:
        return response.status


async def _form(session: aiohttp.ClientSession, url: str) -> int:
    async with session.post(url, data={"chat_id": str(ALMA), "text": "Hej"}) as response:
        return response.status


async def _json(session: aiohttp.ClientSession, url: str) -> int:
    async with session.post(url, json={"chat_id": ALMA, "text": "Hej", "reply_markup": {}}) as response:
        return response.status


@pytest.mark.parametrize("way", [_query, _form, _json])
async def test_parameters_come_in_any_way(
    on: Stage, way: Callable[[aiohttp.ClientSession, str], Awaitable[int]]
) -> None:
    async with aiohttp.ClientSession() as session:
        assert await way(session, f"{on.sim.url}/bot{TOKEN}/sendMessage") == 200
    assert on.sim.user(ALMA).screen() == "Hej"
