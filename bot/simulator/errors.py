"""The one error a Bot API method may end in."""


class ApiError(Exception):
    """A refusal as Telegram words it.

    Args:
        code: HTTP status, also sent as `error_code`.
        description: Telegram's sentence, with its "Bad Request: " or similar prefix.
        retry_after: whole seconds to wait, for 429 only.
    """

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(reason: str) -> ApiError:
    """A 400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {reason}")
