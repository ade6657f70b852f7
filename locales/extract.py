"""Collects every text of the code and the dialogs into the catalogs: `python -m locales.extract`."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from locales.texts import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
CODE = ("bot", "dialogs", "storage")
_LIBRARY = "dialogs/library/"
_TEXT_KEYS = ("text", "to_staff", "above", "label", "name", "title", "called", "ending", "shared_as", "read_back")


@functools.cache
def template() -> Catalog:
    """All texts there are, with the places they stand in."""
    found = Catalog(project="trivselsbot", charset="utf-8")
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for line, message in texts_of_code(path.read_text("utf-8")):
                found.add(message, locations=[(path.relative_to(ROOT).as_posix(), line)])
    for path in sorted((ROOT / _LIBRARY).rglob("*.yaml")):
        for message in _texts(list(yaml.safe_load_all(path.read_text("utf-8")))):
            found.add(message, locations=[(path.relative_to(ROOT).as_posix(), 1)])
    return found


def texts_of_code(source: str) -> Iterator[tuple[int, str]]:
    """(line, message id) of each `T("…")`. Read as a syntax tree: Babel's own extractor reads tokens, and before
    Python 3.12 does not see into f-strings.

    Raises:
        ValueError: for a `T` of something that is not written out, which no catalog could hold.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "T":
            message = node.args[0] if node.args else None
            if not (isinstance(message, ast.Constant) and isinstance(message.value, str)):
                raise ValueError(f"line {node.lineno}: T() needs its text written out")
            yield node.lineno, message.value


def catalog_file(language: str) -> Path:
    return ROOT / "locales" / language / "LC_MESSAGES" / "trivselsbot.po"


def former_file(language: str) -> Path:
    """Where the texts are that dialogs had before. English has none: it is what the message ids say."""
    return catalog_file(language).with_name("former.po")


def former(language: str) -> Catalog:
    """The texts that dialogs had before and have no more, with those that are about to be gone from the catalog: they
    stay as they were translated, for sessions and answers of that time are still shown in them."""
    found = Catalog(locale=language, project="trivselsbot", charset="utf-8")
    current = {message.id for message in template()}
    for file in (former_file(language), catalog_file(language)):
        for message in _read(file, language) if file.exists() else ():
            of_dialog = file == former_file(language) or any(_LIBRARY in place for place, _ in message.locations)
            if message.id and message.string and message.id not in current and of_dialog:
                found.add(message.id, message.string)
    return found


def updated(language: str) -> Catalog:
    """The language's catalog brought to what the code says now: new texts empty, unused ones gone."""
    file = catalog_file(language)
    if file.exists():
        catalog = _read(file, language)
    else:
        catalog = Catalog(locale=language, project="trivselsbot", charset="utf-8")
    catalog.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    if language == "en":
        for message in catalog:
            message.string = message.string or message.id
    return catalog


def _read(file: Path, language: str) -> Catalog:
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in _TEXT_KEYS and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def main() -> None:
    for language in LANGUAGES:
        before, catalog = former(language), updated(language)
        if language != "en":
            with former_file(language).open("wb") as stream:
                write_po(stream, before, width=0, sort_output=True, omit_header=True)
        with catalog_file(language).open("wb") as stream:
            write_po(stream, catalog, width=0, sort_by_file=True, omit_header=False)
        print(f"{language}: {sum(1 for m in catalog if m.id and not m.string)} texts to translate")


if __name__ == "__main__":
    main()
