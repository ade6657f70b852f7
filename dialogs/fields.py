"""The kinds of value a dialog file holds: ids, numbers, texts, durations."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from dialogs.text import Text

M = TypeVar("M")

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,23}$")]

PhotoName = Annotated[str, Field(pattern=r"^([A-Za-z0-9_-]{1,60}\.(jpg|jpeg|png))?$")]
"""The file of a photo of the house's own, which lies beside the dialog's; empty for none."""

TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
"""A time of day as it is stored and written in files: "09:30"."""

Number = Annotated[float, Field(allow_inf_nan=False)]

DayMeans: TypeAlias = Literal["day", "last", "again"]
"""What a date is: a day, the last day of something, or the first on which something is again."""


class Model(BaseModel):
    """What every part of a dialog is: it takes no field it does not know, and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True, defer_build=True)


KEPT = "kept"
"""The context in which a version is read that is kept: it was good when somebody answered it, and is read as it is,
whatever is refused of new files since."""


def sound(check: Callable[[M], M]) -> Any:
    """Makes a method the check of a whole part, made once all its fields are read; a version that is kept need not pass
    it."""

    def unless_kept(self: M, info: ValidationInfo) -> M:
        return self if info.context == KEPT else check(self)

    return model_validator(mode="after")(unless_kept)


def _text(value: object) -> object:
    """A string is a message id of the shipped catalogs; a mapping holds a house's own wording by language."""
    if value in ("", {}):
        raise ValueError("has no words; write some")
    if isinstance(value, str):
        return {"id": value}
    if isinstance(value, dict) and "id" not in value:
        if empty := [str(name) for name, words in value.items() if words in (None, "")]:
            do = "write some"
            if len(empty) == len(value):
                do = "a text that begins with { stands between quotes"
            elif not all(re.fullmatch("[a-z]{2,3}", name) for name in empty):
                do = "a text with a comma in it stands between quotes"
            raise ValueError(f"has no words for {', '.join(empty)}; {do}")
        return {"id": next(iter(value.values())), "languages": value}
    return value


class _TextModel(Model):
    id: str
    languages: dict[str, str] = {}

    def plain(self) -> Text:
        return Text(self.id, {}, self.languages)


Words = Annotated[_TextModel, BeforeValidator(_text)]


def _duration(value: object) -> object:
    """ "30m", "8h" and "14d" as durations; ISO 8601 is what a kept dialog holds."""
    if isinstance(value, timedelta) or (isinstance(value, str) and value.startswith("P")):
        return value
    found = re.fullmatch(r"(\d+)([mhd])", str(value))
    if found is None:
        raise ValueError("must be a number with m, h or d, such as 8h")
    return timedelta(**{{"m": "minutes", "h": "hours", "d": "days"}[found[2]]: int(found[1])})


Duration = Annotated[timedelta, BeforeValidator(_duration)]


def twice(names: Sequence[str]) -> str | None:
    """The first of `names` that has come before."""
    return next((name for place, name in enumerate(names) if name in names[:place]), None)
