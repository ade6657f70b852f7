"""The catalogs are complete and current, and what a borger reads is short and plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from dialogs.method.model import Dialog
from dialogs.method.steps import Choice, Each, Several
from dialogs.text import T
from dialogs.words.readability import WORD, lix, sentences
from locales import extract
from locales.extract import catalog_file, former, former_file, template, texts_of_code, updated
from locales.texts import LANGUAGES, load_texts
from tests.transcripts import LIBRARY

STAFF_ONLY = re.compile(
    r"library/\w+/(staff_more|make_guide|guide_step|guide_about|house_records_menu|language|my_card|staff_card|house_team|house_themes|give_team|team_roles|my_name|summary_time|new_staff|new_borger|borgere|borger_menu|guardian|responsible|contacts|follow_up"
    r"|hours_and_numbers|house_number|house_times|house_news|staff_note|staff_settings|staff_stop|together|observation|plan_activity|change_activity|plan_confirm|move_activity|cancel_activity"
    r"|end_activity|new_offer|offer_(?:about|move|cancel|end))\.yaml|((house|leading)/\w+|people/(staff_help|links))\.py|reviewing/(?!my_curve|followups|answer_facts)\w+\.py"
    r"|planning/(planning|plan_acts|plan_list|plan_screens|plan_card)\.py|talking/duty\.py|reminding/rings\.py"
    r"|signup/(staff_cards|staff_acts|making)\.py|guides/(page_part|edit_part|setting)\.py|circle/(my_card|given)\.py|schedule/(watchdog|never)\.py|dialogs/summary\.py"
)
"""Where texts stand that only staff read; everything else a borger may see. So do records, by what their files say."""


def only_staff_read(place: str) -> bool:
    dialog = LIBRARY.get(Path(place).stem) if place.startswith("dialogs/library/") else None
    return bool(STAFF_ONLY.search(place) or (dialog and dialog.readers))


def messages(language: str) -> list[Message]:
    with catalog_file(language).open("rb") as stream:
        return [message for message in read_po(stream, locale=language) if message.id]


def borger_texts() -> list[tuple[str, str]]:
    """(id, Danish) of every text a borger may see."""
    return [
        (str(m.id), str(m.string))
        for m in messages("da")
        if any(not only_staff_read(place) for place, _ in m.locations)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert [m.id for m in messages(language) if not m.string or m.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing_or_stale(language: str) -> None:
    """After a change of texts: `make texts`, then translate what is new."""
    assert {m.id for m in messages(language)} == {m.id for m in template() if m.id}
    assert {m.id: m.string for m in updated(language) if m.id} == {m.id: m.string for m in messages(language)}


def values(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_values(language: str) -> None:
    assert [m.id for m in messages(language) if values(str(m.id)) != values(str(m.string))] == []


def test_what_dialogs_said_before_is_still_translated() -> None:
    """Sessions and answers of an earlier version are shown in its words. `make texts` keeps them."""
    with former_file("da").open("rb") as stream:
        kept = {str(m.id): str(m.string) for m in read_po(stream, locale="da") if m.id}
    assert kept == {m.id: m.string for m in former("da") if m.id}
    assert [id_ for id_, words in kept.items() if not words or values(id_) != values(words)] == []
    assert load_texts()["da"].say(T("What was best today?")) == "Hvad var bedst i dag?"


def test_a_dialog_that_says_something_else_now_leaves_its_old_words_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "trivselsbot.po"
    place, other = "#: dialogs/library/checkins/trivsel.yaml:1", "#: bot/flows/talk.py:1"
    file.write_text(f'''{place}\nmsgid "Was it a good day?"\nmsgstr "Var det en god dag?"\n
{other}\nmsgid "A toast of before"\nmsgstr "Et lille ord"\n
{place}\nmsgid "How are you today?"\nmsgstr "Hvordan har du det i dag?"\n''', "utf-8")  # fmt: skip
    monkeypatch.setattr(extract, "catalog_file", lambda _: file)
    assert {m.id: m.string for m in former("da") if m.id} == {"Was it a good day?": "Var det en god dag?"}


def test_questions_fit_a_small_screen() -> None:
    assert [text for _, text in borger_texts() if text.endswith("?") and len(text) > 60] == []


def test_no_sentence_is_longer_than_ten_words() -> None:
    long = [s for _, text in borger_texts() for s in sentences(text) if len(WORD.findall(s)) > 10]
    assert long == []


def test_borger_texts_are_easy_to_read() -> None:
    assert lix([text for _, text in borger_texts()]) <= 20


def test_every_longer_borger_text_is_easy_to_read() -> None:
    """One long word decides the figure of a short text, so only texts of twelve words or more are measured alone."""
    hard = {
        text: round(lix([text])) for _, text in borger_texts() if len(WORD.findall(text)) >= 12 and lix([text]) > 20
    }
    assert hard == {}


def test_the_index_tells_plain_from_heavy() -> None:
    assert lix(["Jeg har det godt. Du er her."]) < 10
    assert lix(["Kommunalbestyrelsen iværksætter handleplansopfølgning."]) > 60


def test_no_text_shouts() -> None:
    assert [text for _, text in borger_texts() if "!" in text] == []


def test_a_house_may_have_its_own_word_for_borgere() -> None:
    texts = load_texts("beboer,beboeren,beboere,beboerne")["da"]
    assert texts.say(T("What shall I call the borger?")) == "Hvad skal jeg kalde beboeren?"
    assert texts.say(T("Borgere")) == "Beboere"
    said = texts.say(T("Not the borger's words. The borger can ask to see them."))
    assert said == "Det er ikke beboerens ord. Beboeren kan bede om at se dem."


def test_the_bot_speaks_for_itself_alone() -> None:
    """Who acts is named: "jeg" is the bot, others are staff or a name. It promises nothing for them, and is an app."""
    banned = re.compile(r"\b(vi|os|vores|bot|botten|alarmtelefon|ingen kan|kun du kan)\b", re.IGNORECASE)
    assert [text for _, text in borger_texts() if banned.search(text)] == []


def test_no_picture_beside_help_says_that_something_is_forbidden() -> None:
    shown = {sign for dialog in LIBRARY.values() for step in _all_steps(dialog) for sign in step}
    assert not [sign for sign in shown if "🚫" in sign or "👎" in sign]


def _all_steps(dialog: Dialog) -> Iterator[list[str]]:
    for outer in dialog.steps:
        for step in outer.steps if isinstance(outer, Each) else (outer,):
            options = step.options if isinstance(step, Choice | Several) else ()
            yield [step.pictogram, *(option.pictogram for option in options)]


def test_dates_times_numbers_and_lists_are_written_the_danish_way() -> None:
    texts = load_texts()["da"]
    assert texts.say(T("{when}", when=datetime(2026, 11, 23, 14, 5, tzinfo=UTC))) == "mandag den 23. november kl. 14.05"
    assert texts.say(T("{when}", when=time(9, 0))) == "kl. 9.00"
    assert texts.say(T("{score}", score=7.5)) == "7,5" and texts.say(T("{score}", score=5.0)) == "5"
    assert texts.say(T("{names}", names=("Mette", "Jonas", "Lis"))) == "Mette, Jonas og Lis"
    assert load_texts()["en"].say(T("{names}", names=("Mette", "Jonas"))) == "Mette and Jonas"


def test_texts_are_found_wherever_they_stand_in_the_code() -> None:
    assert sorted(texts_of_code("""x = f"<b>{say(T('In a string'))}</b>"\ny = T("One " "text", n=1)""")) == [
        (1, "In a string"),
        (2, "One text"),
    ]
    with pytest.raises(ValueError, match="written out"):
        list(texts_of_code("T(words)"))
