"""`trivselsbot dialogs check`, `play` and `preview`, as whoever writes a dialog meets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.commands.dialog_check import check_dialogs
from bot.commands.dialog_play import play
from bot.commands.dialog_preview import preview
from bot.commands.dialog_trial import PROFILES, VOICES, profile_of
from bot.config import Settings, SettingsError, read_settings
from bot.pictures.spec import Picture, photos_on
from dialogs.method.library import shipped_folder
from dialogs.method.problems import DialogError
from dialogs.method.sort import inner
from tests.pictures.test_week import PNG
from tests.running import command, environment
from tests.transcripts import LIBRARY
from tests.views.test_own_photos import written

NOW = datetime(2025, 3, 14, 8, 0, tzinfo=UTC)
MENU = """\
id: vej
title: {da: Vej, en: Way}
purpose: menu
steps:
  - {id: which, kind: several, text: {da: "Hvem, {about}?", en: "Who?"}, options_from: people}
"""

EACH = """\
id: ting
title: {da: Ting, en: Things}
purpose: answers
topic: life
lists: {all: {items: [{id: tea, label: {da: Te}}, {id: cake, label: {da: Kage}}]}}
steps:
  - id: mine
    kind: each
    over: all
    one_more: {most: 2}
    steps:
      - {id: ok, kind: choice, text: {da: "{item}: godt?"}, options: [{id: a, label: {da: A}}, {id: b, label: {da: B}}]}
      - {id: why, kind: say, text: {da: "Hvorfor {item}?"}, only_if: {step: ok, any_of: [b]}}
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"TRIVSELSBOT_DATA_DIR": str(tmp_path)})


def played(settings: Settings, dialog: str, *said: str, name: str = "faces", voice: str | None = None) -> str:
    """What the terminal shows to whoever says this, and then nothing more."""
    lines: list[str] = []
    words = iter(said)

    def ask(_: str) -> str:
        try:
            return next(words)
        except StopIteration:
            raise EOFError from None

    play(settings, dialog, profile_of(name, "da"), voice, NOW, ask=ask, say=lines.append)
    return "\n".join(lines)


def test_the_shipped_dialogs_are_good_and_need_no_advice(settings: Settings) -> None:
    none = f"None of them is the house's own: there is no dialog in {settings.folder / 'dialogs'}."
    assert check_dialogs(settings) == (f"{len(LIBRARY)} dialogs are good.", none)


def test_what_is_wrong_is_told_with_advice_beside_it(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "dialogs").mkdir()
    good = MENU.replace("options_from: people", "options: [{id: a, label: Monday}, {id: b, label: Tuesday}]")
    (tmp_path / "dialogs" / "vej.yaml").write_text(good.replace(', en: "Who?"', ""), "utf-8")
    advice, *last = check_dialogs(settings)
    assert advice.startswith("vej.yaml:5: step 'which', field 'text': advice: a text is not in en")
    assert last == [f"{len(LIBRARY) + 1} dialogs are good.", "1 of them is the house's own: vej."]
    wish = next(shipped_folder().rglob("wish.yaml")).read_text("utf-8")
    (tmp_path / "dialogs" / "wish.yaml").write_text(wish, "utf-8")
    both = "2 of them are the house's own: vej, wish (in place of the one that is shipped)."
    assert check_dialogs(settings)[1:] == (f"{len(LIBRARY) + 1} dialogs are good.", both)
    (tmp_path / "dialogs" / "vej.yaml").write_text(MENU, "utf-8")
    with pytest.raises(
        DialogError, match=r"^vej\.yaml:5: step 'which', field 'options_from': there is no list 'people'"
    ):
        check_dialogs(settings)


def test_a_dialog_is_played_to_its_end(settings: Settings) -> None:
    said = played(settings, "trivsel", "4", "5", "1", "2", "6", "Det var en god dag")
    assert "Hvordan har du det i dag?" in said and "· kept: mood = 3/5 (counts 7.5)" in said
    assert "· kept: company = one" in said and "· kept: words = Det var en god dag" in said


def test_it_is_played_in_any_way_of_reading_and_voice(settings: Settings) -> None:
    assert "[ ❤️  1/6 ]" in played(settings, "trivsel", name="pictures")
    assert "\nHvordan har du det" not in played(settings, "trivsel", name="pictures"), "but what can be heard"
    assert "11) 10" in played(settings, "trivsel", name="numbers")
    assert "1) 👎   2) 👍" in played(settings, "trivsel", name="thumbs")
    assert "Sammen med Alma" in played(settings, "trivsel", voice="helped")


def test_lists_that_only_a_house_knows_are_invented(settings: Settings) -> None:
    said = played(settings, "plan_activity", "1", "4", "4", "Kano", name="staff")
    assert "Mette" in said and "Hvad skal det hedde?" in said


def test_words_photos_and_what_does_not_fit(settings: Settings) -> None:
    said = played(settings, "note", "", "99", "photo", "quit")
    assert "· kept: note = 99" in said and "· kept: note = photo" in said
    assert "leads to own_reminder" in played(settings, "remind_me", "1")


def test_a_dialog_that_is_not_there_or_wrong_is_not_tried(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^There is no dialog 'trisvel'\. There are .*trivsel"):
        played(settings, "trisvel")
    (tmp_path / "dialogs").mkdir()
    (tmp_path / "dialogs" / "vej.yaml").write_text(MENU, "utf-8")
    with pytest.raises(DialogError, match="there is no list 'people'"):
        played(settings, "vej")
    with pytest.raises(SettingsError, match="cannot be written"):
        preview(settings, "trivsel", ["staff"], "da", "borger", NOW, tmp_path / "none" / "page.html")


def test_an_each_is_seen_for_all_things_of_its_list(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "dialogs").mkdir()
    (tmp_path / "dialogs" / "ting.yaml").write_text(EACH, "utf-8")
    page = preview(settings, "ting", ["staff"], "da", "borger", NOW, tmp_path / "page.html").read_text("utf-8")
    assert re.findall("<figcaption>(.*?)</figcaption>", page) == [
        "ok · Te", "why · Te", "ok · Kage", "why · Kage", "mine_own1", "ok", "why", "mine_own2", "the end",
    ]  # fmt: skip
    assert "Te: godt?" in page and "Kage: godt?" in page


class Page(HTMLParser):
    """The tags of a page, and all addresses in it."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "xlink:href")]
        if tag not in ("meta", "img", "rect", "path"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def walked(settings: Settings, folder: Path) -> Iterator[tuple[str, str]]:
    """The pages of the dialogs, each of which has something that none before it has."""
    seen: set[object] = set()
    for id_ in sorted(LIBRARY):
        has = {LIBRARY[id_].purpose, LIBRARY[id_].view, *(each.kind for each in LIBRARY[id_].plain_steps)}
        if has <= seen:
            continue
        seen |= has
        yield id_, preview(settings, id_, ["staff"], "en", None, NOW, folder / f"{id_}.html").read_text("utf-8")


@pytest.mark.long
def test_a_dialog_has_a_page_of_its_own_that_needs_nothing_else(settings: Settings, tmp_path: Path) -> None:
    for id_, body in walked(settings, tmp_path):
        page = Page(body)
        assert page.open == [] and "script" not in page.tags, id_
        assert all(link.startswith("data:image/png;base64,") for link in page.links), id_
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", body), id_
        steps = [each.id for step in LIBRARY[id_].steps for each in inner(step)]
        assert page.tags.count("figure") >= len(steps) + 1, id_
        drawn = [each.id for step in LIBRARY[id_].steps for each in getattr(step, "steps", (step,))]
        assert all(f"{step} · " in body for step in drawn), id_


def test_a_page_shows_each_way_of_reading_and_what_leads_where(settings: Settings, tmp_path: Path) -> None:
    body = preview(settings, "help", ["faces", "numbers"], "da", "borger", NOW, tmp_path / "p.html").read_text("utf-8")
    page = Page(body)
    assert page.tags.count("h2") == 2 and page.tags.count("img") >= 1
    assert "→ talk" in body and "Snak med nogen" in body
    body = preview(settings, "reading", ["staff"], "da", "borger", NOW, tmp_path / "p.html").read_text("utf-8")
    assert "if style is not Tal" in body or "if style is not" in body


@pytest.mark.long
async def test_the_commands_as_they_are_typed(tmp_path: Path) -> None:
    given = environment("http://127.0.0.1:9", tmp_path)
    page = tmp_path / "all.html"
    ways = [word for name in PROFILES for word in ("--as", name)]
    code, said = await command("dialogs", "preview", "wish", *ways, "--to", str(page), environment=given,
                               log=tmp_path / "log")  # fmt: skip
    assert (code, said) == (0, f"Written: {page}\n") and page.exists()
    wanted = ("--language", "en", "--steps", "3", "--style", "thumbs", "--reading", "text")
    for voice, dialog in zip(VOICES, ("trivsel", "trivsel", "goal"), strict=True):
        typed = ("dialogs", "play", dialog, "--voice", voice, *wanted)
        code, said = await command(*typed, environment=given, log=tmp_path / "log")
        assert code == 0 and "1) " in said
    code, said = await command("dialogs", "play", "nothing", environment=given, log=tmp_path / "log")
    assert code == 1 and said.startswith("There is no dialog 'nothing'.")


def test_it_is_answered_by_those_it_is_for(settings: Settings) -> None:
    assert "Om Alma" in played(settings, "smart"), "a record is staff's from the first card"
    with pytest.raises(SettingsError, match=r"^'smart' is not answered so; its --voice is staff\.$"):
        played(settings, "smart", voice="borger")
    with pytest.raises(SettingsError, match="its --voice is borger or helped"):
        played(settings, "trivsel", voice="staff")


def test_a_preview_has_the_houses_own_photos(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path)
    seen: list[set[bytes]] = []

    def draw(picture: Picture, photos: Mapping[int, bytes]) -> bytes:
        seen.append({photos[number] for number in photos_on(picture)})
        return b"drawn"

    monkeypatch.setattr("bot.commands.dialog_preview.draw", draw)
    preview(settings, "evening", ["faces"], "da", None, NOW, tmp_path / "page.html")
    assert seen[0] == {PNG, PNG + b"more"}, "that of the thing, and that of an answer"
