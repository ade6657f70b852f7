"""`trivselsbot dialogs check`: every dialog is valid, can be drawn and is translated."""

from __future__ import annotations

from bot.config import Settings
from bot.pictures.pictograms import pictogram_exists
from dialogs.method.library import load_library
from dialogs.method.model import Dialog
from dialogs.method.problems import DialogError, Problem
from dialogs.method.steps import Choice, Each, Several
from dialogs.text import Text
from locales.texts import LANGUAGES, catalog


def check_dialogs(settings: Settings) -> str:
    """Checks the shipped dialogs and those in `<data>/dialogs`.

    Returns: one line saying how many are good.

    Raises:
        DialogError: naming each problem on a line of its own.
    """
    library = load_library(settings.folder / "dialogs")
    if problems := [problem for dialog in library.values() for problem in _problems(dialog)]:
        raise DialogError(problems)
    return f"{len(library)} dialogs are good."


def _problems(dialog: Dialog) -> list[Problem]:
    found: list[Problem] = []
    catalogs = {language: catalog(language) for language in LANGUAGES}

    def text(place: str, value: Text) -> None:
        missing = [
            lang
            for lang in LANGUAGES
            if not (value.languages.get(lang) if value.languages else catalogs[lang].get(value.id))
        ]
        if missing:
            found.append(Problem(f"{dialog.id}.yaml", 0, place, f"no text in {', '.join(missing)}"))

    def sign(place: str, value: str) -> None:
        if value and not pictogram_exists(value):
            found.append(Problem(f"{dialog.id}.yaml", 0, place, f"there is no pictogram for {value!r}"))

    text("title", dialog.title.plain())
    sign("pictogram", dialog.pictogram)
    if dialog.ending:
        text("ending", dialog.ending.plain())
    for score in dialog.scores:
        text(f"score '{score.id}', field 'name'", score.name.plain())
    for outer in dialog.steps:
        for step in outer.steps if isinstance(outer, Each) else (outer,):
            place = f"step '{step.id}'"
            text(place, step.text.plain())
            sign(place, step.pictogram)
            if step.name:
                text(f"{place}, field 'name'", step.name.plain())
            for option in step.options if isinstance(step, Choice | Several) else ():
                text(f"{place}/'{option.id}'", option.label.plain())
                sign(f"{place}/'{option.id}'", option.pictogram)
    return found
