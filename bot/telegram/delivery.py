"""What became of a row that was carried to Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from storage.outbox import MessageKind


class DeliveryResult(Enum):
    """What became of a row: it is there, it was taken away as asked, or the message it was to change is no longer
    there and must come anew."""

    SENT = auto()
    GONE = auto()
    LOST = auto()


@dataclass(frozen=True)
class Delivery:
    """A row that has left: by which call ("" if there was nothing to send), the message its surface now is (None if
    Telegram did not say), the one that took the place of `replaces`, which is still there, and the file id to reuse for
    its file."""

    method: str
    result: DeliveryResult = DeliveryResult.SENT
    message_id: int | None = None
    kind: MessageKind | None = None
    file_key: str | None = None
    file_id: str | None = None
    replaces: int | None = None


class StaleFile(Exception):
    """Telegram no longer knows a file id; the file must be uploaded again."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key
