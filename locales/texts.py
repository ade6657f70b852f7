"""Puts texts into words: Babel catalogs, and dates, times, numbers and lists the way a language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import cache
from importlib import resources
from types import MappingProxyType

from babel.core import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from dialogs.text import Text, TextValue

LANGUAGES = ("da", "en")

_NOUN = ("borger", "borgeren", "borgere", "borgerne")
_BORGER = re.compile(r"\b(borger(?:en|e|ne)?)(s?)\b", re.IGNORECASE)

_DATE = {"da": "EEEE 'den' d. MMMM", "en": "EEEE d MMMM"}
_CLOCK = {"da": "{}.{:02}", "en": "{}:{:02}"}
_AT = {"da": "kl. ", "en": ""}


class _Values(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "{" + name + "}"  # a house's own dialog may name a value there is none of; the text still shows


class Texts:
    """One language. `catalog` maps English message ids to this language."""

    def __init__(self, language: str, catalog: Mapping[str, str]) -> None:
        self.language = language
        self._locale = Locale.parse(language)
        self._catalog = catalog

    def say(self, text: Text) -> str:
        """The text in this language with its values written out."""
        words = text.languages.get(self.language) or self._catalog.get(text.id) or text.id
        if not text.values:
            return words
        return words.format_map(_Values({name: self._written(value) for name, value in text.values.items()}))

    def knows(self, id_: str) -> bool:
        """Whether there is a translation of a text by its English id."""
        return id_ in self._catalog

    def lines(self, texts: Iterable[Text]) -> str:
        """Several texts, each on a line of its own."""
        return "\n".join(map(self.say, texts))

    def clock(self, at: time) -> str:
        """A time of day as it stands in a list of times: "14.00"."""
        return _CLOCK[self.language].format(at.hour, at.minute)

    def _written(self, value: TextValue) -> str:
        match value:
            case str():
                return value
            case Text():
                return self.say(value)
            case datetime():
                return f"{self._written(value.date())} {self._written(value.time())}"
            case date():
                return str(format_date(value, _DATE[self.language], locale=self._locale))
            case time():
                return _AT[self.language] + self.clock(value)
            case tuple():
                return str(format_list([self._written(part) for part in value], locale=self._locale))
        return str(format_decimal(value, "#,##0.#", locale=self._locale))


def load_texts(noun: str = "borger,borgeren,borgere,borgerne") -> Mapping[str, Texts]:
    """Every language by its code. `noun` is what a house says in Danish for a borger, in these four forms."""
    forms = dict(zip(_NOUN, (form.strip() for form in noun.split(",")), strict=True))
    danish = {
        id_: _BORGER.sub(lambda found: _as(found[1], forms) + found[2], words) for id_, words in catalog("da").items()
    }
    return {language: Texts(language, danish if language == "da" else catalog(language)) for language in LANGUAGES}


def _as(word: str, forms: Mapping[str, str]) -> str:
    form = forms[word.lower()]
    return form[:1].upper() + form[1:] if word[0].isupper() else form


@cache
def catalog(language: str) -> Mapping[str, str]:
    """The translated texts of a language by message id, read once. Texts marked as uncertain do not count. What dialogs
    asked before is among them: who is in the middle of one goes on in its words, and answers are read in those they
    were given to."""
    folder = resources.files("locales").joinpath(language, "LC_MESSAGES")
    found: dict[str, str] = {}
    for file in (folder.joinpath(name) for name in ("former.po", "trivselsbot.po")):
        if file.is_file():
            with file.open("rb") as stream:
                read = read_po(stream, locale=language)
            found |= {str(m.id): str(m.string) for m in read if m.id and m.string and not m.fuzzy}
    return MappingProxyType(found)
