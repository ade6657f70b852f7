"""Turns a card into what Telegram shows, in the reader's profile and language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from types import MappingProxyType

from bot.pictures.spec import CardPicture, Tile
from bot.telegram.buttons import KEYBOARDS, Tap, button_data
from bot.telegram.content import Content, InlineButton, drawn
from bot.telegram.spoken import ALOUD, row_of, speech_of, with_speech
from dialogs.engine.cards import Card, CardButton, CardTile, shows
from dialogs.engine.photo_names import photo_id
from dialogs.engine.receipt import SIGNS
from dialogs.engine.session import Outcome
from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from dialogs.text import T, Text
from locales.texts import Texts

LINE_FITS = ((3, 6), (5, 5), (6, 4), (10, 3), (15, 2), (1000, 1))
"""The width of the longest label, and how many such buttons stand side by side on a narrow phone."""
TICK = "✓"
MOST_TILES = 30
"""Tiles that can be told apart on one picture."""
FEW_LINES = 6
"""Lines of a receipt up to which those are drawn too that were skipped."""
ALL_SKIPPED = CardTile(*SIGNS[Outcome.SKIPPED])
NONE: Mapping[str, int] = MappingProxyType({})
_JOINED = re.compile("\u200d.\ufe0f?")
NARROW = frozenset(" .,:;!'|()Iijlftr")
YES = ("yes_", "ok")
"""What the buttons are called that say yes and nothing else: the options of dialogs, and the OK of a reminder. What
cannot be undone is called what it does."""
WRITE = T("Tap, or write here")


def render(
    card: Card, profile: ReadingProfile, texts: Texts, owner: str, owner_id: int, turn: int = 0, *,
    photos: Mapping[str, int] = NONE,
) -> Content:  # fmt: skip
    """The message for a card; its buttons come back to `owner` and `turn`. `photos` are the ids of the house's own, by
    their files."""
    reading = profile.settled().reading
    pictures, words = shows(reading, essential=card.essential)
    parts = [f"<i>{escape(texts.say(card.about))}</i>"] if card.about else []
    parts += [escape(said) for note in card.notes if (said := texts.say(note))] if words else []
    if card.question and words:
        parts.append(f"<b>{escape(texts.say(card.question))}</b>")
    if not pictures and card.tiles:
        parts.append("\n".join(_written(tile, texts) for tile in card.tiles if tile.label))
    if card.lines and words:
        parts.append("\n".join(escape(texts.say(line)) for line in card.lines))
    if not pictures and card.total:
        parts.append(f"<i>{card.done}/{card.total}</i>")
    rows = [tuple(_button(b, reading, texts, Tap(owner, owner_id, turn, b.id)) for b in row) for row in card.buttons]
    speech = speech_of(card, texts) if profile.hears else None
    if speech:
        place = row_of(card)
        rows = [*rows, (ALOUD,)] if place is None else [*rows[:place], (*rows[place], ALOUD), *rows[place + 1 :]]
    picture = drawn(_picture(card, reading, texts, photos)) if pictures and card.pictogram else None
    text = "\n\n".join(parts)
    yes = button_data(Tap(owner, owner_id, turn, said)) if (said := _yes(card)) else ""
    return Content(text=text or ("" if picture else "…"), rows=laid_out(rows), drawn=picture, yes=yes, speech=speech)


def _yes(card: Card) -> str:
    """The choice of the card's yes, if it has exactly one."""
    found = [button.id for row in card.buttons for button in row if button.id in YES]
    return found[0] if len(found) == 1 else ""


def plain(
    text: Text, texts: Texts, *, role: Role | None = None, profile: ReadingProfile | None = None, pictogram: str = ""
) -> Content:
    """A plain notice; with `role`, it brings the persistent keyboard, beside which no button can stand. Who reads
    pictures gets `pictogram` drawn above the words, which may be more than a picture can carry and so stay."""
    reading = profile.settled().reading if profile else Reading.BOTH
    picture = drawn(CardPicture(pictogram)) if pictogram and shows(reading, essential=True)[0] else None
    keys = keyboard(role, texts, reading) if role else ()
    if keys:
        return Content(escape(texts.say(text)), drawn=picture, keyboard=keys, placeholder=texts.say(WRITE))
    content = Content(escape(texts.say(text)), drawn=picture)
    return with_speech(content, (text,), texts) if profile and profile.hears else content


def keyboard(role: Role, texts: Texts, reading: Reading) -> tuple[tuple[str, ...], ...]:
    """The persistent keyboard of a role in a profile."""
    return tuple(tuple(_joined(reading, key.sign, texts.say(key.word)) for key in row) for row in KEYBOARDS[role])


def key_pressed(role: Role, words: str, languages: tuple[Texts, ...], reading: Reading | None = None) -> str | None:
    """What a message from the keyboard opens: its sign, its word or both, in any language and any spelling of case.
    With `reading`, only as the key looks to who reads so."""
    said = words.strip().casefold()
    looks = (reading,) if reading else tuple(Reading)
    for row in KEYBOARDS[role]:
        for key in row:
            if said in {_joined(r, key.sign, t.say(key.word)).casefold() for r in looks for t in languages}:
                return key.opens
    return None


def _joined(reading: Reading, sign: str, word: str) -> str:
    match reading:
        case Reading.PICTURES:
            return sign
        case Reading.TEXT:
            return word
        case _:
            return f"{sign} {word}".strip()


def laid_out(rows: Iterable[tuple[InlineButton, ...]]) -> tuple[tuple[InlineButton, ...], ...]:
    """Rows of buttons on as many lines as a phone needs to show their labels whole."""
    return tuple(line for row in rows for line in _lines_of(row))


def _lines_of(row: tuple[InlineButton, ...]) -> tuple[tuple[InlineButton, ...], ...]:
    """A row of buttons, evenly on its lines."""
    longest = max((width(button.text) for button in row), default=0)
    most = next(count for letters, count in LINE_FITS if longest <= letters)
    lines = -(-len(row) // most)
    each = -(-len(row) // lines) if lines else 1
    return tuple(row[start : start + each] for start in range(0, len(row), each))


@lru_cache(maxsize=1024)  # the same few labels stand on every card
def width(label: str) -> float:
    """About how many letters' room a label takes: an emoji is as wide as two, with what is joined to it; variants take
    none, and of the letters some are narrow."""
    return sum(_room(char) for char in _JOINED.sub("", label))


def _room(char: str) -> float:
    if char in "\ufe0f\u200d\u20e3":
        return 0
    if char > "\u2600" and char != TICK:
        return 2
    return 0.5 if char in NARROW else 1


def _button(button: CardButton, reading: Reading, texts: Texts, tap: Tap) -> InlineButton:
    label = texts.say(button.label) if button.label else ""
    pictures, words = shows(reading, essential=button.essential)
    if button.number:
        label, sign = button.number, ""
    else:
        # Who reads text alone still sees the faces or thumbs they chose to answer on. Where a picture stands above,
        # a rating's words are in it, and its signs stand in one line under theirs.
        sign = button.pictogram if pictures or button.rating or not label else ""
        label = "" if sign and (not words or (button.rating and pictures)) else label
    tick = TICK if button.marked else ""
    text = f"{tick}{sign}" if sign and not label else " ".join(part for part in (tick, sign, label) if part)
    text += button.pages
    return InlineButton(text, url=button.link) if button.link else InlineButton(text, button_data(tap))


def _written(tile: CardTile, texts: Texts) -> str:
    said = texts.say(tile.label) if tile.label else ""
    return f"• {escape(said)}" + (f" ({tile.number})" if tile.number else "")


def _picture(card: Card, reading: Reading, texts: Texts, photos: Mapping[str, int]) -> CardPicture:
    buttons = [button for row in card.buttons for button in row if button.tile]
    tiles = [
        Tile(
            "" if b.number else b.pictogram,
            _label(b.label, reading, texts, essential=b.essential),
            b.number,
            b.marked,
            photo=photo_id(b.photo, photos),
            pages=b.pages,
        )
        for b in buttons
    ]
    if len(tiles) > 5 and all(tile.number for tile in tiles):  # no room for words, nor need of any
        tiles = [Tile("", "", tile.number, tile.marked) for tile in tiles]
    tiles += [_tile(t, _label(t.label, reading, texts, essential=t.essential), photos) for t in _drawn(card.tiles)]
    if len(tiles) > MOST_TILES:  # too many to tell apart in a picture; the buttons carry them
        tiles = []
    photo = photo_id(card.photo, photos)
    return CardPicture(card.pictogram, "", tuple(tiles), card.done, card.total, photo, card.big, card.beside)


def _drawn(tiles: Sequence[CardTile]) -> Sequence[CardTile]:
    """The lines of a receipt that are drawn: of many, those that were answered."""
    if len(tiles) <= FEW_LINES:
        return tiles
    return [tile for tile in tiles if not tile.skipped] or [ALL_SKIPPED]


def _tile(tile: CardTile, label: str, photos: Mapping[str, int]) -> Tile:
    """A line of a receipt; beside the photo of what it is about stands the sign of what was answered."""
    if photo := photo_id(tile.file, photos):
        return Tile(tile.of, label, tile.number, photo=photo, beside=tile.pictogram.removeprefix(tile.of))
    return Tile(tile.pictogram, label, tile.number, photo=tile.photo)


def _label(label: Text | None, reading: Reading, texts: Texts, *, essential: bool) -> str:
    return texts.say(label) if label and shows(reading, essential=essential)[1] else ""
