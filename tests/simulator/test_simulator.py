"""Conversations over the simulated Bot API: what the bot sends, what a person sees and does."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden

from tests.simulator_stage import ALMA, Stage, png, row, stage


@pytest_asyncio.fixture
async def on() -> AsyncIterator[Stage]:
    async with stage() as prepared:
        yield prepared


async def test_a_tap_is_delivered_answered_and_edited_into_the_next_card(on: Stage) -> None:
    alma = on.sim.user(ALMA)
    sent = await on.bot.send_message(ALMA, "Hvordan går det?", reply_markup=row(("🙂 Godt", "g"), ("🙁 Skidt", "s")))
    assert alma.sees("Hvordan går det?") and alma.sees("🙂 Godt")
    query_id = alma.taps("Godt")
    (update,) = await on.bot.get_updates()
    query = update.callback_query
    assert query is not None and isinstance(query.message, Message)
    assert (query.id, query.data, query.from_user.first_name) == (query_id, "g", "Alma")
    assert (query.message.message_id, query.message.text) == (sent.message_id, "Hvordan går det?")
    await on.bot.answer_callback_query(query_id, "Tak")
    on.clock.passes(minutes=1)
    await on.bot.edit_message_text("Hvordan sov du?", ALMA, sent.message_id, reply_markup=row(("Fint", "f")))
    assert alma.toasts == ["Tak"]
    assert alma.screen() == "Hvordan sov du?\n[Fint]\n(Tak)"
    assert alma.last.edited == datetime(2026, 3, 2, 8, 1, tzinfo=UTC)


async def test_a_start_code_arrives_as_a_command(on: Stage) -> None:
    bo = on.sim.user(1002, first_name="Bo", language_code="en")
    with pytest.raises(ValueError, match="start parameter"):
        bo.starts("not a code")
    bo.starts("abc_DEF-1")
    (update,) = await on.bot.get_updates()
    assert update.message is not None and update.effective_user is not None
    assert (update.message.text, update.effective_user.language_code) == ("/start abc_DEF-1", "en")
    assert [(entity.type, entity.offset, entity.length) for entity in update.message.entities] == [
        ("bot_command", 0, 6)
    ]


async def test_a_button_that_is_not_there_lists_those_that_are(on: Stage) -> None:
    link = InlineKeyboardButton("Læs mere", url="https://example.org/")
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Godt", callback_data="g"), link]])
    await on.bot.send_message(ALMA, "Hej", reply_markup=markup)
    with pytest.raises(AssertionError, match=r"Godt.*Læs mere"):
        on.sim.user(ALMA).taps("Ved ikke")
    with pytest.raises(AssertionError, match=r"https://example\.org/"):
        on.sim.user(ALMA).taps("Læs")


async def test_the_newest_message_with_the_button_is_tapped_and_old_data_can_be_too(on: Stage) -> None:
    alma = on.sim.user(ALMA)
    first = await on.bot.send_message(ALMA, "A", reply_markup=row(("Ja", "old")))
    await on.bot.send_message(ALMA, "B", reply_markup=row(("Ja", "new"), ("Ja, men", "but")))
    alma.taps("Ja")
    alma.taps_data(first.message_id, "anything")
    await on.bot.delete_message(ALMA, first.message_id)
    alma.taps_data(first.message_id, "gone")
    queries = [update.callback_query for update in await on.bot.get_updates()]
    assert [query and query.data for query in queries] == ["new", "anything", "gone"]
    assert queries[2] is not None and queries[2].message is not None
    assert not queries[2].message.is_accessible


async def test_a_reply_keyboard_is_pressed_until_it_is_removed(on: Stage) -> None:
    alma = on.sim.user(ALMA)
    keys = ReplyKeyboardMarkup([["📅 Min uge", "Svar nu"], ["Mere"]], is_persistent=True)
    await on.bot.send_message(ALMA, "Velkommen", reply_markup=keys)
    assert alma.reply_keyboard == (("📅 Min uge", "Svar nu"), ("Mere",))
    alma.presses("Min uge")
    (update,) = await on.bot.get_updates()
    assert update.message is not None and update.message.text == "📅 Min uge"
    await on.bot.send_message(ALMA, "Farvel", reply_markup=ReplyKeyboardRemove())
    assert alma.reply_keyboard is None
    with pytest.raises(AssertionError, match="no key 'Mere'"):
        alma.presses("Mere")


async def test_a_keyboard_for_one_time_is_gone_after_it(on: Stage) -> None:
    keys = ReplyKeyboardMarkup([["Ja"], ["Nej"]], one_time_keyboard=True)
    await on.bot.send_message(ALMA, "Vil du?", reply_markup=keys)
    on.sim.user(ALMA).presses("Ja")
    assert on.sim.user(ALMA).reply_keyboard is None


async def test_a_photo_is_sent_again_by_its_id_and_edited(on: Stage) -> None:
    alma = on.sim.user(ALMA)
    sent = await on.bot.send_photo(ALMA, png(), caption="<b>Morgen</b>", parse_mode=ParseMode.HTML)
    assert (sent.photo[-1].width, sent.photo[-1].height) == (640, 480)
    again = await on.bot.send_photo(ALMA, sent.photo[-1].file_id, caption="Igen", reply_markup=row(("Ok", "o")))
    assert on.sim.state.uploads == 1
    assert alma.last.photo is not None and on.sim.file_bytes(alma.last.photo) == png()
    await on.bot.edit_message_media(InputMediaPhoto(png(800, 600), caption="Ny"), ALMA, again.message_id)
    assert on.sim.state.uploads == 2
    assert on.sim.file_bytes(alma.last.photo or "") == png(800, 600)
    assert (alma.last.caption, alma.last.buttons) == ("Ny", ())
    await on.bot.edit_message_caption(ALMA, again.message_id, caption="Nyere")
    assert alma.screen() == "[photo]\nMorgen\n[photo]\nNyere"


async def test_a_text_message_can_be_given_a_photo(on: Stage) -> None:
    sent = await on.bot.send_message(ALMA, "Tekst")
    edited = await on.bot.edit_message_media(InputMediaPhoto(png(), caption="Billede"), ALMA, sent.message_id)
    assert isinstance(edited, Message)
    assert (edited.text, edited.caption, len(edited.photo)) == (None, "Billede", 1)


async def test_what_a_person_sends_can_be_fetched(on: Stage) -> None:
    alma = on.sim.user(ALMA)
    alma.sends_voice(b"OggS hej", seconds=4)
    alma.sends_photo(b"\xff\xd8\xff kat", caption="Min kat")
    alma.sends_sticker()
    alma.sends_video_forward()
    messages = [update.message for update in await on.bot.get_updates()]
    voice, photo, sticker, video = (message for message in messages if message is not None)
    assert voice.voice is not None
    file = await on.bot.get_file(voice.voice.file_id)
    assert bytes(await file.download_as_bytearray()) == b"OggS hej"
    assert photo.caption == "Min kat" and bytes(await (await photo.photo[-1].get_file()).download_as_bytearray())
    assert sticker.sticker is not None
    assert video.video is not None and video.forward_origin is not None


async def test_a_voice_and_a_document_are_shown(on: Stage) -> None:
    await on.bot.send_voice(ALMA, b"OggS", duration=2)
    sent = await on.bot.send_document(ALMA, b"%PDF", filename="uge.pdf", caption="Din uge")
    assert sent.document is not None and sent.document.file_name == "uge.pdf"
    assert on.sim.user(ALMA).screen() == "[voice]\n[document]\nDin uge"


async def test_an_edited_message_arrives_as_such(on: Stage) -> None:
    alma = on.sim.user(ALMA)
    alma.edits(alma.sends("Jeg har det dårligt"), "Jeg har det godt")
    new, edited = await on.bot.get_updates()
    assert new.message is not None and edited.edited_message is not None
    assert edited.edited_message.message_id == new.message.message_id
    assert edited.edited_message.text == "Jeg har det godt" and edited.edited_message.edit_date is not None


async def test_blocking_is_told_and_stops_the_bot(on: Stage) -> None:
    alma = on.sim.user(ALMA)
    alma.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await on.bot.send_message(ALMA, "Hej")
    with pytest.raises(AssertionError, match="blocked"):
        alma.sends("Hej")
    alma.starts()
    await on.bot.send_message(ALMA, "Velkommen tilbage")
    changes = [update.my_chat_member for update in await on.bot.get_updates() if update.my_chat_member]
    statuses = [(change.old_chat_member.status, change.new_chat_member.status) for change in changes]
    assert statuses == [("member", "kicked"), ("kicked", "member")]


async def test_the_bot_cannot_write_first(on: Stage) -> None:
    on.sim.user(1002)
    for stranger in (1002, 4040, "@nobody"):
        with pytest.raises(BadRequest, match="Chat not found"):
            await on.bot.send_message(stranger, "Hej")


async def test_message_ids_count_over_all_chats(on: Stage) -> None:
    on.sim.user(1002).starts()
    ids = [(await on.bot.send_message(chat, "Hej")).message_id for chat in (ALMA, 1002, ALMA)]
    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]


async def test_html_becomes_entities_counted_in_utf16(on: Stage) -> None:
    text = '🙂 <b>fed <i>og</i></b> &lt;3 <a href="https://example.org/?a=1&amp;b=2">her</a>'
    sent = await on.bot.send_message(ALMA, text, parse_mode=ParseMode.HTML)
    assert sent.text == "🙂 fed og <3 her"
    found = [(entity.type, sent.parse_entity(entity)) for entity in sent.entities]
    assert found == [("bold", "fed og"), ("italic", "og"), ("text_link", "her")]


async def test_the_bot_can_be_described(on: Stage) -> None:
    assert (await on.bot.get_me()).username == "trivsel_demo_bot"
    await on.bot.set_my_commands([("hjaelp", "Hvad kan jeg gøre?")], language_code="da")
    assert [command.command for command in await on.bot.get_my_commands(language_code="da")] == ["hjaelp"]
    assert await on.bot.get_my_commands() == ()
    assert await on.bot.set_my_name("Trivsel") and (await on.bot.get_my_name()).name == "Trivsel"
    assert await on.bot.set_my_description("Hej") and (await on.bot.get_my_description()).description == "Hej"
    assert await on.bot.send_chat_action(ALMA, "typing")
