"""What `dialogs play` and `dialogs preview` share: a dialog by its id, ways of reading it, a card as it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias

from bot.app import FEATURES
from bot.config import Settings, SettingsError
from bot.desk.dialog_flaws import problems_of, rules_of
from bot.desk.feature import Features
from bot.telegram.content import Content
from bot.telegram.render import NONE
from bot.views.receipt import with_view
from bot.views.shown import of_session
from dialogs.engine.cards import STAFF_READING
from dialogs.engine.face import card, shows_all
from dialogs.engine.session import Provenance, Session
from dialogs.method.library import read_files, shipped_folder
from dialogs.method.model import Dialog
from dialogs.method.problems import DialogError
from dialogs.profile import Reading, ReadingProfile, ScaleStyle
from locales.texts import Texts, load_texts

PROFILES: Mapping[str, ReadingProfile] = {
    "faces": ReadingProfile(),
    "pictures": ReadingProfile(Reading.PICTURES, ScaleStyle.FACES, 3),
    "numbers": ReadingProfile(Reading.TEXT, ScaleStyle.NUMBERS, 11),
    "thumbs": ReadingProfile(Reading.BOTH, ScaleStyle.THUMBS, 2),
    "staff": STAFF_READING,
}
"""Ways of reading by name: pictures and text with faces, pictures alone, text with numbers, thumbs, and as staff do."""
VOICES: Mapping[str, Provenance] = {"borger": "self", "helped": "helped", "staff": "observed"}
"""Who answers: the borger, the borger with help, or staff from the outside."""
TrialTexts: TypeAlias = Mapping[str, Texts]


def dialog_of(settings: Settings, id_: str) -> Dialog:
    """A dialog by its id, the house's own before the shipped one.

    Raises:
        SettingsError: if there is none.
        DialogError: naming each problem of its file.
    """
    own, shipped = read_files(settings.folder / "dialogs"), read_files(shipped_folder())
    file = next((file for file in (*own, *shipped) if file.id == id_), None)
    if file is None:
        there = ", ".join(sorted({each.id for each in (*shipped, *own)}))
        raise SettingsError(f"There is no dialog '{id_}'. There are {there}.")
    rules = rules_of(Features(FEATURES), load_texts(settings.noun), settings.language)
    problems = problems_of([file], {each.id: each.dialog for each in (*shipped, *reversed(own))}, rules)
    if file.dialog is None or any(not problem.mild for problem in problems):
        raise DialogError(problems)
    return file.dialog


def profile_of(
    name: str, language: str, *, reading: str | None = None, style: str | None = None, steps: int | None = None
) -> ReadingProfile:
    """A way of reading by its name, with what is wanted otherwise."""
    named = PROFILES[name]
    return ReadingProfile(
        Reading(reading or named.reading), ScaleStyle(style or named.style), steps or named.steps, language
    )


def voice_of(dialog: Dialog, wanted: str | None) -> Provenance:
    """Who answers: as is wanted, or whoever the dialog is for first.

    Raises:
        SettingsError: if it is not for whom is wanted.
    """
    voices = {"borger": ("borger", "helped"), "staff": ("staff",)}
    there = [name for voice in dialog.voices for name in voices[voice]] if dialog.keeps else list(VOICES)
    if wanted and wanted not in there:
        raise SettingsError(f"'{dialog.id}' is not answered so; its --voice is {' or '.join(there)}.")
    return VOICES[wanted or there[0]]


def shown(
    dialog: Dialog, session: Session, texts: TrialTexts, now: datetime, photos: Mapping[str, int] = NONE
) -> Content:  # fmt: skip
    """The message a phone shows for a session at an instant; `photos` are the numbers of those there are, by their
    files."""
    profile = session.profile
    page = of_session(dialog, session, now.date()) if shows_all(dialog, session) else None
    face = card(dialog, session, now)
    return with_view(face, page, profile, texts[profile.language], 1, session.turn, photos=photos)
