"""The week and the board of a day: all of it fits in every profile and language, however much there is."""

from __future__ import annotations

import base64
import struct
from dataclasses import replace
from itertools import product

import pytest

from bot.pictures.draw import draw, lay_out
from bot.pictures.entries import STATE_SIGNS
from bot.pictures.lines import board_lines, week_lines
from bot.pictures.scene import WIDTH, Photo, Scene, Shape, Sign, TextLine
from bot.pictures.spec import (
    BoardPicture,
    CardPicture,
    DayEntry,
    DayEntryState,
    Picture,
    Shift,
    Tile,
    WeekDay,
    WeekPicture,
    photos_on,
    picture_key,
)
from tests.picture_stage import smallest_text, stands_clear, texts
from tests.simulator_stage import png

LONG = "Genoptræning hos fysioterapeuten på sundhedscenteret"
ENDLESS = "Socialpædagog" * 9
STATES: tuple[DayEntryState, ...] = ("planned", "moved", "late", "cancelled", "declined", "done")
NOTES = ("", "Flyttet", "20 minutter senere", "Aflyst: klinikken har lukket", "Ikke i dag", "Gjort")
TITLES = ("Svømning", LONG, "A", "Tandlæge", "Indkøb til fællesspisning", "Kor")
DAYS = {
    "da": ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag", "Lørdag", "Søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
# A photo of one grey pixel.
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")


def entries(count: int, *, words: bool = True) -> tuple[DayEntry, ...]:
    """So many, in every state, each two at the same time, with photos, places, company and check-ins among them."""
    found = []
    for index in range(count):
        kind = index % len(STATES)
        found.append(
            DayEntry(
                "🏊🦷🎨🍽️🎵"[index % 2], TITLES[kind], f"{7 + index // 3}.{index // 2 % 2 * 30:02}", STATES[kind],
                NOTES[kind] if words else "", photo=7 if index % 5 == 1 else 0, small=index % 7 == 3,
                place="Fælleskøkkenet" if index % 3 else "", company="Mette og Jonas" if index % 4 == 0 else "",
            )
        )  # fmt: skip
    return tuple(found)


def week(
    *counts: int, today: int | None = 2, now: int = 0, words: bool = True, language: str = "da"
) -> WeekPicture:  # fmt: skip
    days = tuple(
        WeekDay(name, f"{23 + at}.11", entries(counts[at % len(counts)], words=words), today is not None and at < today)
        for at, name in enumerate(DAYS[language])
    )
    if not words:
        return WeekPicture("48", days, today, now)
    return WeekPicture("Uge 48", days, today, now, "Nu", "I dag", "Der er ingen planer i dag.", "+ {count} mere")


def board(count: int, *, now: int | None = 0, words: bool = True) -> BoardPicture:
    names = ("Dag", "Aften", "Nat") if words else ("", "", "")
    people = (("Mette", "Jonas"), ("Lis Birgitte Sørensen-Kjærgaard",), ())
    shifts = tuple(
        Shift(sign, name, who, sign == "🌆") for sign, name, who in zip("☀🌆🌙", names, people, strict=True)
    )  # fmt: skip
    shown = entries(count, words=words)
    if not words:
        return BoardPicture("Mandag den 23. november", shown, shifts, now)
    return BoardPicture(
        "Mandag den 23. november", shown, shifts, now, "Nu", "Der er ingen planer i dag.", "+ {count} mere"
    )  # fmt: skip


PICTURES: dict[str, Picture] = {
    **{
        f"week of {count} a day, {'words' if words else 'pictures'}, {language}, {now} past": week(
            count, now=now, words=words, language=language
        )
        for count, words, language in product((0, 1, 2, 3, 6, 40), (True, False), DAYS)
        for now in {0, count // 2, count}
    },
    "week of 3 in all": week(0, 1, 2, 0, 0, 0, 0),
    "week of 40 today": week(0, 0, 40, 0, 0, 0, 0, now=20),
    "another week": week(3, today=None),
    "another full week": week(40, today=None),
    "monday": week(4, today=0),
    "sunday": week(4, today=6, now=4),
    "week of check-ins": replace(
        week(0),
        days=tuple(WeekDay(n, "23.11", (DayEntry("🙂", "Trivsel", "16.00", small=True),) * 4) for n in DAYS["da"]),
    ),
    "week of endless titles": replace(
        week(0),
        days=tuple(WeekDay(n, "23.11", (DayEntry("🏊", ENDLESS, "9.00", note=ENDLESS),) * 2) for n in DAYS["en"]),
    ),
    **{
        f"board of {count}, {'words' if words else 'pictures'}, {now} past": board(count, now=now, words=words)
        for count, words in product((0, 1, 3, 9, 40), (True, False))
        for now in {0, count // 2, count}
    },
    "board of another day": board(4, now=None),
    "board of endless titles": BoardPicture(
        ENDLESS, (DayEntry("🏊", ENDLESS, "9.00", "late", ENDLESS, place=ENDLESS),) * 2
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_everything_stands_on_the_picture_and_clear_of_everything_else(name: str) -> None:
    for photos in ({}, {7: PNG}):
        scene = lay_out(PICTURES[name], photos)
        assert stands_clear(scene)
        assert not texts(scene) or smallest_text(scene) >= (34 if "board" in name else 32)
        assert scene.height + WIDTH <= 10_000  # Telegram takes no more


@pytest.mark.parametrize(
    "name",
    [
        "week of 40 a day, words, da, 20 past", "week of 3 in all", "week of 0 a day, pictures, en, 0 past",
        "board of 40, words, 20 past", "board of 3, pictures, 1 past", "board of 0, words, 0 past",
    ],
)  # fmt: skip
def test_they_are_drawn(name: str) -> None:
    drawn = draw(PICTURES[name], {7: PNG})
    assert struct.unpack_from(">LL", drawn, 16) == (WIDTH, lay_out(PICTURES[name], {7: PNG}).height)


def test_a_week_is_no_higher_than_a_phone_can_show() -> None:
    assert all(lay_out(picture).height <= 1650 for name, picture in PICTURES.items() if "week" in name)


@pytest.mark.parametrize("words", [True, False])
@pytest.mark.parametrize("today", range(7))
def test_a_usual_week_takes_the_whole_width_of_a_phone(today: int, words: bool) -> None:
    """Six plans and two check-ins today, one or two plans on other days: at most about 1.25 times as high as wide."""
    plans = tuple(DayEntry("🏊", TITLES[2 * at % 4], f"{9 + at}.00", small=at % 4 == 3) for at in range(8))
    picture = week(0, today=today, now=3, words=words)
    days = [replace(one, entries=plans[: 8 if at == today else 1 + at % 2]) for at, one in enumerate(picture.days)]
    scene = lay_out(replace(picture, days=tuple(days)))
    assert scene.height <= 1250 and folded(scene) == 0 and smallest_text(scene) >= 32


def sizes(scene: Scene, *shown: str) -> set[float]:
    return {part.size for part in scene.parts if isinstance(part, TextLine) and part.text in shown}


@pytest.mark.parametrize("count", [1, 3, 6])
def test_what_is_on_today_and_the_names_of_days_are_large(count: int) -> None:
    today = tuple(DayEntry("🏊", f"Nr{at}", f"{9 + at}.00", note="Flyttet", state="moved") for at in range(count))
    days = tuple(WeekDay(name, "1.1", today if at == 2 else ()) for at, name in enumerate(DAYS["da"]))
    said = [words for entry in today for words in (entry.title, entry.time)]
    scene = lay_out(replace(week(0), days=days))
    assert min(sizes(scene, *said)) >= 44
    assert min(sizes(scene, *DAYS["da"], "Onsdag 1.1")) >= 36
    assert min(sizes(lay_out(BoardPicture("", today)), *said)) >= 48


def test_check_ins_have_their_time_only_today_and_on_past_days_a_sign_if_answered() -> None:
    def seen(state: DayEntryState, at: int) -> tuple[int, set[str]]:
        empty = week(0)
        asked = replace(empty.days[at], entries=(DayEntry("🌤️", "Trivsel", "16.00", state, small=True),))
        scene = lay_out(replace(empty, days=(*empty.days[:at], asked, *empty.days[at + 1 :])))
        return texts(scene).count("16.00"), marks(scene)

    assert seen("done", 2) == (1, {"🌤", "✅", "📭"}) and seen("planned", 2) == (1, {"🌤", "📭"})
    assert seen("done", 0) == (0, {"✅", "📭"})
    assert seen("planned", 0) == seen("planned", 4) == (0, {"📭"})


def folded(scene: Scene) -> int:
    return sum(int(text.split()[1]) for text in texts(scene) if text.startswith("+ "))


@pytest.mark.parametrize("now", [0, 20, 40])
def test_of_many_entries_those_around_now_are_shown_and_all_others_counted(now: int) -> None:
    numbered = tuple(DayEntry("🏊", f"Nr{index}", "9.00") for index in range(40))
    picture = replace(week(0, now=now), days=tuple(WeekDay(n, "1.1", numbered) for n in DAYS["da"]))
    for many, of in ((picture, 7 * 40), (BoardPicture("", numbered, now=now, more="+ {count} mere"), 40)):
        scene = lay_out(many)
        assert texts(scene).count("9.00") + folded(scene) == of
        if many is not picture:
            assert {f"Nr{max(now - 1, 0)}", f"Nr{min(now, 39)}"} <= set(texts(scene))


def test_of_more_than_there_is_room_for_those_that_stand_are_shown() -> None:
    off = tuple(DayEntry("🏊", f"Aflyst{n}", f"{n}.00", "cancelled") for n in range(8))
    day = (*off, DayEntry("🎵", "Kor", "19.00"), DayEntry("🦷", "Tandlæge", "20.00"))
    seen = texts(lay_out(replace(week(0), days=tuple(WeekDay(n, "1.1", day) for n in DAYS["da"]))))
    assert seen.count("19.00") >= 6 and seen.count("20.00") >= 6


def test_few_entries_are_all_shown() -> None:
    assert folded(lay_out(week(2))) == 0 and folded(lay_out(board(7))) == 0
    assert folded(lay_out(week(1, 1, 5, 1, 1, 1, 1))) == 0


def marks(scene: Scene) -> set[str]:
    return {part.sign for part in scene.parts if isinstance(part, Sign)}


@pytest.mark.parametrize("state", STATES[1:])
@pytest.mark.parametrize("today", [2, 4])
def test_every_state_has_a_sign_and_not_only_a_colour(state: DayEntryState, today: int) -> None:
    """On today's large day, and on another."""
    one = DayEntry("🏊", "Svømning", "9.00", state)
    for picture in (
        WeekPicture("", tuple(WeekDay(n, "1.1", (one,) if at == 2 else ()) for at, n in enumerate(DAYS["da"])), today),
        BoardPicture("", (one,)),
    ):
        scene = lay_out(picture)
        assert STATE_SIGNS[state].replace("\ufe0f", "") in marks(scene)
        struck = {part.text for part in scene.parts if isinstance(part, TextLine) and part.struck}
        assert struck == ({"9.00", "Svømning"} if state in ("cancelled", "declined") else set())


def test_states_have_different_signs() -> None:
    assert len(set(STATE_SIGNS.values())) == len(STATES) - 1


def test_past_days_are_ticked_and_today_has_a_frame_of_its_own() -> None:
    def shapes(scene: Scene, mark: str) -> int:
        return sum(mark in part.markup for part in scene.parts if isinstance(part, Shape))

    scene = lay_out(week(1, today=3))
    assert shapes(scene, "stroke-linecap") == 3
    assert shapes(scene, 'stroke-width="8"') == 1


def test_the_mark_at_now_stands_between_what_has_begun_and_what_comes() -> None:
    three = tuple(DayEntry("🏊", title, "9.00") for title in ("Først", "Så", "Sidst"))
    for now, before in ((0, []), (2, ["Først", "Så"]), (3, ["Først", "Så", "Sidst"])):
        scene = lay_out(BoardPicture("", three, now=now, now_word="Nu"))
        tops = {part.text: part.y for part in scene.parts if isinstance(part, TextLine)}
        assert [title for title in ("Først", "Så", "Sidst") if tops[title] < tops["Nu"]] == before


def test_a_photo_takes_the_place_of_the_pictogram_once_there_is_one() -> None:
    tiled = CardPicture("🌤️", "", (Tile("🚌", "Tur", photo=7), Tile("🏊", "Svømning")))
    day = tuple(WeekDay(n, "1.1", (DayEntry("🚌", "Tur", "9.00", photo=7),)) for n in DAYS["da"])
    for picture, times in ((tiled, 1), (WeekPicture("", day, 2), 7), (BoardPicture("", day[0].entries), 1)):
        assert photos_on(picture) == {7}
        for photos, shown in (({}, 0), ({7: b"no photo"}, 0), ({7: png()}, 0), ({8: PNG}, 0), ({7: PNG}, times)):
            scene = lay_out(picture, photos)
            assert sum(isinstance(part, Photo) for part in scene.parts) == shown
            assert ("🚌" in marks(scene)) is (shown == 0)
        assert draw(picture, {7: PNG}) != draw(picture)


def test_the_key_tells_whether_the_photo_was_there() -> None:
    picture = BoardPicture("", (DayEntry("🚌", "Tur", photo=7), DayEntry("🚌", "Tur", photo=8)))
    keys = [picture_key(picture, known) for known in ((), (7,), (8,), (7, 8))]
    assert len(set(keys)) == 4 and picture_key(picture, [8, 7]) == keys[3]
    assert picture_key(replace(picture, title="x")) != keys[0]


def test_who_reads_text_gets_the_same_in_lines() -> None:
    said = "\n".join(week_lines(week(3, now=1), 3500))
    for title in (*TITLES[:3], *DAYS["da"], "Flyttet", "20 minutter senere"):
        assert title in said
    assert said.count("— Nu —") == 1 and "✓ Mandag 23.11" in said and "Onsdag 25.11 – I dag" in said
    assert said.index("• 7.00 Svømning", said.index("Onsdag")) < said.index("— Nu —") < said.index("Torsdag")
    said = "\n".join(board_lines(board(6, now=6), 3500))
    for words in (
        *TITLES,
        "Fælleskøkkenet",
        "Mette og Jonas",
        "▸ Aften: Lis Birgitte Sørensen-Kjærgaard",
        "Dag: Mette",
    ):
        assert words in said
    assert said.endswith("— Nu —")


@pytest.mark.parametrize("now", [0, 20, 40])
def test_the_lines_are_never_longer_than_a_message(now: int) -> None:
    for lines in (week_lines(week(40, now=now), 3500), board_lines(board(40, now=now), 1500)):
        assert len("\n".join(lines)) <= 3500
        assert any(line.startswith("+ ") for line in lines)
        assert sum(line.startswith("— Nu") for line in lines) == 1


def test_an_empty_day_is_said() -> None:
    assert "Der er ingen planer i dag." in week_lines(week(0), 3500)
    assert "Der er ingen planer i dag." in board_lines(board(0), 3500)
    assert "Der er ingen planer i dag." in texts(lay_out(board(0))) and "Der er ingen planer i dag." in texts(
        lay_out(week(0))
    )
