"""A phone in a transcript: what somebody taps and writes, in the words of the message ids, and what they see."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence

from bot.simulator.person import SimPerson
from bot.simulator.state import SimMessage
from dialogs.text import Text, TextValue
from locales.texts import load_texts

_TEXTS = load_texts()
WAYS_ON = ("Read and see", "Write")
"""What leads on from the first side of a borger's page."""
FOLDED = ("Don't know", "Won't say", "Skip", "Back", "Stop", "Close")
"""The buttons of a card that may be folded away behind its dots."""


def da(words: str, **values: TextValue) -> str:
    """A message id in Danish; words that are no message id stand as they are."""
    return _TEXTS["da"].say(Text(words, values))


def en(words: str, **values: TextValue) -> str:
    """A message id in English."""
    return _TEXTS["en"].say(Text(words, values))


def _label(words: str) -> str:
    """A button's words without its sign and tick."""
    return re.sub(r"^[^\w]+", "", words) or words


class Phone:
    """One person's chat. Each act waits until the bot has nothing left to do."""

    def __init__(self, person: SimPerson, settled: Callable[[], Awaitable[None]], say: Callable[..., str] = da) -> None:
        self.person = person
        self.say = say
        self._settled = settled
        self._page = 0

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def chat_id(self) -> int:
        return self.person.user_id

    # -- doing

    async def starts(self, code: str = "") -> None:
        self.person.starts(code)
        await self._settled()

    async def says(self, *messages: str) -> int:
        """Writes one or more messages, faster than the bot answers; returns the last one's id."""
        sent = [self.person.sends(words) for words in messages]
        await self._settled()
        return sent[-1]

    async def presses(self, key: str) -> None:
        """Presses a key of the keyboard under the chat."""
        labels = [label for row in self.person.reply_keyboard or () for label in row]
        found = [label for label in labels if key == label or self.say(key) == _label(label)]
        assert found, f"no key {self.say(key)!r} in {labels}"
        self.person.sends(found[0])
        await self._settled()

    async def taps(self, *buttons: str) -> None:
        """Taps buttons, each on the newest message that has it. What is folded away is unfolded first, and what stands
        on another page, or behind one of the ways on of a borger's page, looked for there."""
        for button in buttons:
            await self._unfolds(button)
            await self._turns_pages_for(button)
            await self._goes_a_way_for(button)
            message_id, data = self.button(button)
            self.person.taps_data(message_id, data)
            await self._settled()

    async def _unfolds(self, words: str) -> None:
        """Taps the dots of the newest message with buttons, if that may have folded the button away."""
        card = next((m for m in reversed(self.shown) if m.buttons), None) if words in FOLDED else None
        folds = [b.data for row in card.buttons for b in row if b.text == "⋯" and b.data] if card else []
        if card and folds and not _has(card, self.say(words)):
            self.person.taps_data(card.message_id, folds[0])
            await self._settled()

    async def finds(self, words: str) -> bool:
        """Whether there is such a button, on any page of the newest card that has pages."""
        await self._turns_pages_for(words)
        await self._goes_a_way_for(words)
        return self.has_button(words)

    async def _goes_a_way_for(self, words: str) -> None:
        """Looks for a button behind the ways on of a borger's page, and comes back from where it is not."""
        for way in WAYS_ON:
            found = [(m.message_id, b.data) for m in reversed(self.shown) for row in m.buttons for b in row
                     if b.data and _label(b.text) == self.say(way)]  # fmt: skip
            if self._finds(words) or not found:
                continue
            self.person.taps_data(*found[0])
            await self._settled()
            if not self._finds(words):
                backs = [(m.message_id, b.data) for m in reversed(self.shown) for row in m.buttons for b in row
                         if b.data and b.text.startswith("⬅ ")]  # fmt: skip
                self.person.taps_data(*backs[0])
                await self._settled()

    async def _turns_pages_for(self, words: str) -> None:
        """Follows the arrow of the newest message that has one, until the button is seen or all pages were."""
        seen: set[str] = set()
        while not self._finds(words):
            arrows = [(m, b.data) for m in reversed(self.shown) for row in m.buttons for b in row if _is_arrow(b.text)]
            if not arrows or arrows[0][1] is None or arrows[0][1] in seen:
                return
            seen.add(arrows[0][1])
            self.person.taps_data(arrows[0][0].message_id, arrows[0][1])
            await self._settled()

    async def opens_news(self) -> None:
        """Presses *News*, and opens all that is new."""
        await self.presses("News")
        await self.reads_all()

    async def reads_all(self) -> None:
        """Opens what is new of each borger, as the newest message lists them; nothing if it lists nobody."""
        listed = [(m.message_id, b.data) for m in self.shown[-1:] for row in m.buttons for b in row]
        for message_id, data in listed:
            if data and data.startswith("1:x") and data.endswith(":open"):
                await self.taps_data(message_id, data)

    async def taps_data(self, message_id: int, data: str) -> None:
        self.person.taps_data(message_id, data)
        await self._settled()

    async def speaks(self) -> None:
        self.person.sends_voice()
        await self._settled()

    async def films(self, *, note: bool = False) -> None:
        """Sends a video; as a `note`, a round one."""
        self.person.sends_video_note() if note else self.person.sends_video()
        await self._settled()

    async def sends_photo(self, content: bytes, caption: str = "") -> int:
        message_id = self.person.sends_photo(content, caption)
        await self._settled()
        return message_id

    async def reacts(self, message_id: int, emoji: str = "👍") -> None:
        """Puts a sign on a message; "" takes it away."""
        self.person.reacts(message_id, emoji)
        await self._settled()

    async def edits(self, message_id: int, words: str) -> None:
        self.person.edits(message_id, words)
        await self._settled()

    async def blocks(self) -> None:
        self.person.blocks()
        await self._settled()

    async def unblocks(self) -> None:
        self.person.unblocks()
        await self._settled()

    def turns_page(self) -> None:
        """From here on only what comes later is seen."""
        self._page = max((m.message_id for m in self.person.messages), default=0)

    # -- seeing

    @property
    def shown(self) -> list[SimMessage]:
        """The bot's messages in the chat since the page was turned."""
        return [m for m in self.person.messages if m.from_bot and m.message_id > self._page]

    @property
    def texts(self) -> list[str]:
        return [m.text or m.caption for m in self.shown]

    @property
    def last(self) -> str:
        """The words of the newest message."""
        return self.texts[-1] if self.texts else ""

    @property
    def copies(self) -> list[str]:
        """What the buttons of the newest message that copy something put on the clipboard."""
        return [b.copy for row in self.shown[-1].buttons for b in row if b.copy] if self.shown else []

    @property
    def screen(self) -> str:
        return "\n".join(_written(m) for m in self.shown)

    @property
    def card(self) -> SimMessage:
        """The newest message with buttons."""
        return next(m for m in reversed(self.shown) if m.buttons)

    @property
    def labels(self) -> list[str]:
        """All that stands on the buttons of the newest message with buttons."""
        return [b.text for row in self.card.buttons for b in row]

    @property
    def keys(self) -> list[str]:
        return [label for row in self.person.reply_keyboard or () for label in row]

    def button(self, words: str) -> tuple[int, str]:
        """(message id, data) of the button called `words`, on the newest message that has it; or of the one with the
        sign that stands over the word on the picture."""
        found = self._finds(words)
        assert found, f"no button {self.say(words)!r} on the screen:\n{self.screen}"
        return found

    def _finds(self, words: str) -> tuple[int, str] | None:
        wanted = self.say(words)
        buttons = [(m.message_id, b) for m in reversed(self.shown) for row in m.buttons for b in row if b.data]
        signs = {sign for message in self.shown for sign in _signs(message, wanted)}
        whole = [(at, b.data) for at, b in buttons if b.text == words or _label(b.text) == wanted or b.text in signs]
        found = whole or [(at, b.data) for at, b in buttons if wanted in b.text]
        return next(((at, data) for at, data in found if data), None)

    def can_tap(self, words: str) -> bool:
        """Whether there is such a button, by its word or by the sign that stands over the word on the picture."""
        return self._finds(words) is not None

    def has_button(self, words: str) -> bool:
        wanted = self.say(words)
        return any(_has(message, wanted) for message in self.shown)

    def sees(self, words: str, **values: TextValue) -> None:
        wanted = self.say(words, **values)
        assert wanted in self.screen, f"{self.name} does not see {wanted!r}:\n{self.screen}"

    @property
    def heard(self) -> list[str]:
        """What the voice messages and audio files in the chat say, as `tests.murmurs` writes it."""
        files = [m.file for m in self.shown if m.file and m.file.kind in ("voice", "audio")]
        return [file.content.decode().split(" ", 3)[3] for file in files]

    def sees_not(self, *texts: str, **values: TextValue) -> None:
        for text in texts:
            words = self.say(text, **values)
            assert "{" not in words, f"what is not filled in is never seen: {words!r}"
            assert words not in self.screen, f"{self.name} sees {words!r}:\n{self.screen}"

    def reads(self, words: str, **values: TextValue) -> None:
        """The newest message says so."""
        wanted = self.say(words, **values)
        assert wanted in self.last, f"{self.name} reads not {wanted!r} but {self.last!r}"

    def has_seen(self, words: str, **values: TextValue) -> int:
        """In how many messages it stands."""
        return sum(self.say(words, **values) in text for text in self.texts)

    @property
    def toast(self) -> str:
        """What the last tap was answered with."""
        return self.person.toasts[-1] if self.person.toasts else ""


def _has(message: SimMessage, label: str) -> bool:
    return any(_label(b.text) == label for row in message.buttons for b in row)


def _is_arrow(label: str) -> bool:
    """Whether a button leads to more answers of the same card: after the arrow stand the marks of the pages."""
    return re.fullmatch("➡️([●○✓]+|[0-9]+/[0-9]+✓?)", label) is not None


def _signs(message: SimMessage, label: str) -> list[str]:
    """What a word on a picture stands under; the button may carry that sign alone. The sketch of a picture names it."""
    sketch = message.file.content.decode("utf-8", "ignore") if message.file else ""
    return re.findall(rf"Tile\(pictogram='([^']*)', label='{re.escape(label)}'", sketch)


def _written(message: SimMessage) -> str:
    media = f"[{message.file.kind}] " if message.file else ""
    buttons: Sequence[str] = [f"[{b.text}]" for row in message.buttons for b in row]
    return f"{media}{message.text or message.caption} {' '.join(buttons)}"
