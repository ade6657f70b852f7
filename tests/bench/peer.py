"""The same dialog as a plain python-telegram-bot program: a ConversationHandler that keeps its state by
PicklePersistence (every minute and at the end, as it does when left alone). The same texts, buttons and pictures, and
for each tap the same two calls: the card edited by file id, and the tap answered. It is no bot to copy: what is tapped
in the last minute before a crash is lost."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any, TypeAlias

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Message, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackContext,
    CallbackQueryHandler,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from bot.pictures.draw import draw
from bot.telegram.content import Content
from bot.telegram.receiver import ALLOWED_UPDATES
from dialogs.profile import ReadingProfile
from tests.bench.cards import trivsel_cards
from tests.bench.telegram import TOKEN

Context: TypeAlias = CallbackContext[Any, Any, Any, Any]


class Dialog:
    """The conversation: state n means that card n is shown."""

    def __init__(self, cards: list[Content]) -> None:
        self._cards = cards
        self._drawn = [draw(card.drawn.picture) if card.drawn else b"" for card in cards]
        self._file_ids: dict[int, str] = {}

    def handler(self) -> ConversationHandler[Context]:
        states: dict[object, list[BaseHandler[Update, Context, object]]] = {
            at: [CallbackQueryHandler(self._tapped)] for at in range(len(self._cards) - 1)
        }
        return ConversationHandler(
            [MessageHandler(filters.TEXT, self._begin)], states, [], name="trivsel", persistent=True,
            allow_reentry=True,
        )  # fmt: skip

    async def _begin(self, update: Update, context: Context) -> int:
        assert update.message is not None and context.user_data is not None
        context.user_data.clear()
        message = await update.message.reply_photo(
            self._picture(0), caption=self._cards[0].text, parse_mode=ParseMode.HTML, reply_markup=self._buttons(0)
        )
        return self._shown(0, message)

    async def _tapped(self, update: Update, context: Context) -> int:
        query = update.callback_query
        assert query is not None and context.user_data is not None
        _, _, turn, choice = str(query.data).split(":", 3)
        context.user_data[int(turn)] = choice
        at = int(turn) + 1
        await query.answer()
        picture = InputMediaPhoto(self._picture(at), caption=self._cards[at].text, parse_mode=ParseMode.HTML)
        message = await query.edit_message_media(picture, reply_markup=self._buttons(at))
        self._shown(at, message)
        return at if at < len(self._cards) - 1 else ConversationHandler.END

    def _shown(self, at: int, message: object) -> int:
        if isinstance(message, Message) and message.photo:
            self._file_ids[at] = message.photo[-1].file_id
        return at

    def _picture(self, at: int) -> str | bytes:
        return self._file_ids.get(at) or self._drawn[at]

    def _buttons(self, at: int) -> InlineKeyboardMarkup:
        rows = self._cards[at].rows
        return InlineKeyboardMarkup([[InlineKeyboardButton(b.text, callback_data=b.data) for b in row] for row in rows])


def main(url: str, folder: str, loop: str) -> None:
    """Runs until it is asked to end, on a `loop` of asyncio (as it does when left alone) or uvloop."""
    if loop == "uvloop":
        import uvloop

        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    application: Application[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder()
        .token(TOKEN)
        .base_url(f"{url}/bot")
        .persistence(PicklePersistence(Path(folder) / "peer.pickle"))
        .build()
    )
    application.add_handler(Dialog(trivsel_cards(ReadingProfile())).handler())
    application.run_polling(allowed_updates=ALLOWED_UPDATES)


if __name__ == "__main__":
    main(*sys.argv[1:])
