"""What one message holds, as it is queued: text, buttons, picture. JSON in the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from pydantic import TypeAdapter

from bot.pictures.ladder_spec import LadderPicture
from bot.pictures.spec import (
    BoardPicture,
    CardPicture,
    ChartPicture,
    ColumnsPicture,
    DiplomaPicture,
    Picture,
    QrPicture,
    SheetPicture,
    WeekPicture,
)
from dialogs.words.aloud import Speech

COPY_LIMIT = 256
"""Characters Telegram allows a button to copy; counted in UTF-16 units, which are never fewer."""
CAPTION_LIMIT = 1024
"""Units Telegram allows under a picture."""


def length(text: str) -> int:
    """How long a text is as Telegram counts: in UTF-16 units, an emoji being two or more."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True)
class InlineButton:
    """A button under a message: `data` comes back when it is tapped, `url` opens a link, `copy` goes to the phone's
    clipboard and nowhere else."""

    text: str
    data: str = ""
    url: str = ""
    copy: str = ""


@dataclass(frozen=True)
class Drawn:
    """A picture with its kind, so that it can be read back from JSON."""

    kind: Literal["card", "chart", "week", "board", "columns", "sheet", "ladder", "diploma", "qr"]
    card: CardPicture | None = None
    chart: ChartPicture | None = None
    week: WeekPicture | None = None
    board: BoardPicture | None = None
    columns: ColumnsPicture | None = None
    sheet: SheetPicture | None = None
    ladder: LadderPicture | None = None
    diploma: DiplomaPicture | None = None
    qr: QrPicture | None = None

    @property
    def picture(self) -> Picture:
        views = (self.columns, self.sheet, self.ladder, self.diploma)
        every = (self.card, self.chart, self.week, self.board, *views, self.qr)
        found = next((picture for picture in every if picture), None)
        assert found is not None
        return found


@dataclass(frozen=True)
class DocumentOrder:
    """A file of what a borger shares with a reader up to an instant: an order to make it, with nothing of it inside.

    `kind` is xlsx or csv; `sheet` is answers, dictionary or both.
    """

    borger_id: int
    reader_id: int
    kind: str
    sheet: str
    at: datetime


@dataclass(frozen=True)
class Document:
    """A file to send; without a body there is none, and `words` say why."""

    name: str = ""
    body: bytes = b""
    words: str = ""


@dataclass(frozen=True)
class Content:
    """One message. `text` is Telegram's HTML; `keyboard` is the persistent one of a plain notice; `bare` takes
    that one away; `silent` does not ring; `media_id` names a borger's stored voice message or photo to send on,
    `document` a file to make and send, and `instead` the words that come if that does not get through; `message_id` is
    what a delete without a surface takes away; `yes` is the data of the card's one yes, if it has one; `placeholder`
    stands in the empty field one writes in, above the keyboard; `commands` are those of the chat's menu, with what they
    do; `speech` is what is said when it is read aloud, or what a voice message says."""

    text: str = ""
    rows: tuple[tuple[InlineButton, ...], ...] = ()
    drawn: Drawn | None = None
    keyboard: tuple[tuple[str, ...], ...] = ()
    bare: bool = False
    silent: bool = False
    media_id: int | None = None
    document: DocumentOrder | None = None
    instead: str = ""
    yes: str = ""
    placeholder: str = ""
    commands: tuple[tuple[str, str], ...] = ()
    message_id: int | None = None
    speech: Speech | None = None

    def payload(self) -> dict[str, object]:
        """As a JSON object for the outbox."""
        return dict(_CONTENT.dump_python(self, mode="json", exclude_defaults=True))

    @staticmethod
    @lru_cache(maxsize=64)  # it is read to see what sending it costs, and again when it is sent
    def read(payload: str) -> Content:
        """Reads what `payload` gave, as JSON text."""
        return _CONTENT.validate_json(payload)


_CONTENT = TypeAdapter(Content)


def drawn(picture: Picture) -> Drawn:
    match picture:
        case CardPicture():
            return Drawn("card", card=picture)
        case ChartPicture():
            return Drawn("chart", chart=picture)
        case WeekPicture():
            return Drawn("week", week=picture)
        case BoardPicture():
            return Drawn("board", board=picture)
        case ColumnsPicture():
            return Drawn("columns", columns=picture)
        case SheetPicture():
            return Drawn("sheet", sheet=picture)
        case LadderPicture():
            return Drawn("ladder", ladder=picture)
        case DiplomaPicture():
            return Drawn("diploma", diploma=picture)
        case QrPicture():
            return Drawn("qr", qr=picture)
