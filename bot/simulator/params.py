"""Reading a method's parameters from any of the four ways Telegram accepts."""

import json
from dataclasses import dataclass, field

from aiohttp import web

from bot.simulator.errors import bad_request


@dataclass(frozen=True)
class Upload:
    """A file that came with a multipart request."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Params:
    """The parameters of one call: named values and named uploads."""

    values: dict[str, object]
    uploads: dict[str, Upload]

    def has(self, name: str) -> bool:
        """Whether the parameter was given at all."""
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """A string; "" when missing."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; `default` when missing or unreadable, as Telegram does."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """A boolean; False when missing."""
        return self.text(name).lower() in ("true", "1", "yes")

    def json(self, name: str, what: str) -> object:
        """A JSON-encoded value, or the value itself from a JSON body; None when missing.

        Raises:
            ApiError: 400 when it is not JSON; `what` names it in the sentence.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            decoded: object = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None
        return decoded


async def read_params(request: web.Request) -> Params:
    """Query string, URL-encoded form, multipart form and JSON body; the body wins over the query.

    Raises:
        ApiError: 400 for a JSON body that is no object.
    """
    values: dict[str, object] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        try:
            body: object = json.loads(await request.read() or b"{}")
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise bad_request("can't parse request body JSON object")
        values.update(body)
    elif request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                with value.file as file:
                    uploads[name] = Upload(value.filename, file.read())
            else:
                values[name] = value.decode() if isinstance(value, bytes | bytearray) else value
    return Params(values, uploads)
