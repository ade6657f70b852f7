"""Pictures: everything is drawn, fits, and stands clear of everything else. Places are tested, not pixels."""

from __future__ import annotations

import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pictures.card import MARGIN, lay_out_tiles
from bot.pictures.draw import draw, lay_out
from bot.pictures.pictograms import MIDDLE_THUMB, pictogram_exists, split_pictograms
from bot.pictures.scene import INK, PAPER, QUIET_INK, TILE, WIDTH, Scene, Sign, TextLine
from bot.pictures.spec import CardPicture, ChartPicture, ChartPoint, ChartRow, Picture, QrPicture, Tile
from bot.pictures.text import fit, measure
from tests.examples import examples
from tests.picture_stage import boxes, smallest_text, stands_clear, texts

LABELS = (
    "Meget dårlig", "Dårlig", "Midt imellem", "God", "Meget god", "Ved ikke", "Sammen med andre",
    "Udviklingshæmning", "Vil ikke svare", "En gåtur", "Very bad", "Something else",
)  # fmt: skip
EMOJI = ("😢", "🙁", "😐", "🙂", "😄", "❓", "👭", "🧠", "🤐", "🚶", "❤️", "👨‍👩‍👧")


def card(count: int, *, heading: str = "Hvordan har du det i dag?") -> CardPicture:
    tiles = tuple(Tile(EMOJI[index], LABELS[index]) for index in range(count))
    return CardPicture("🌤️", heading, tiles, done=2, total=6)


def chart(days: int, *, rows: int = 3) -> ChartPicture:
    values = (10.0, 7.5, None, 0.0, 2.5, 5.0)
    points = tuple(
        ChartPoint(f"{day % 30 + 1}.11", value, "–" if value is None else f"{value:g}".replace(".", ","))
        for day, value in ((day, values[day % len(values)]) for day in range(days))
    )
    row = ChartRow("🛏️", "Søvn", "Meget dårlig", "Meget god", points)
    return ChartPicture("De sidste dage", (row,) * rows)


PICTURES: dict[str, Picture] = {
    **{f"{count} tiles": card(count) for count in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)},
    "pictures only": replace(card(5, heading=""), tiles=tuple(Tile(each) for each in EMOJI[:5])),
    "words only": CardPicture("", "Vælg", tuple(Tile("", each) for each in LABELS[:5])),
    "numbers": CardPicture("⚡", "Hvor meget energi?", tuple(Tile("", number=str(each)) for each in range(11))),
    "numbers with ends": CardPicture("⚡", "", tuple(Tile("", "Midt imellem", str(each)) for each in range(1, 6))),
    "info": CardPicture("👋", "Hej. Jeg stiller dig nogle få spørgsmål. Du bestemmer selv, om du vil svare på dem."),
    "long heading": card(3, heading="Har du været sammen med nogen i dag, som du gerne ville være sammen med?"),
    "endless word": CardPicture("🌤️", "Socialpædagog" * 9, (Tile("🙂", "Udviklingshæmning" * 3),) * 5),
    "receipt": CardPicture("🙏", "Tak. Det her svarede du.", (Tile("🛏️🙂", "Søvn: midt imellem", marked=True),) * 5),
    **{f"chart of {days} days": chart(days) for days in (0, 1, 7, 14, 28)},
    "chart of 5 rows": chart(28, rows=5),
    "no rows": ChartPicture("", ()),
    "qr": QrPicture("https://t.me/trivselsbot_demo?start=abcdefghijklmnopqrstuv", "Scan med din telefon"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_everything_stands_on_the_picture_and_clear_of_everything_else(name: str) -> None:
    assert stands_clear(lay_out(PICTURES[name]))


@pytest.mark.parametrize("name", ["2 tiles", "12 tiles", "pictures only", "chart of 28 days", "chart of 0 days", "qr"])
def test_a_drawing_is_a_png_of_the_scenes_size_and_always_the_same(name: str) -> None:
    png = draw(PICTURES[name])
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack_from(">LL", png, 16) == (WIDTH, lay_out(PICTURES[name]).height)
    with ThreadPoolExecutor(2) as threads:
        assert set(threads.map(draw, [PICTURES[name]] * 2)) == {png}


def test_text_boxes_that_touch_are_noticed() -> None:
    assert not stands_clear(Scene(100, (TextLine("Dårlig", 10, 10, 40), TextLine("God", 40, 30, 40))))
    assert not stands_clear(Scene(100, (TextLine("Udviklingshæmning " * 3, 10, 10, 40),)))


@pytest.mark.parametrize("count", range(1, 13))
def test_labels_fit_their_tiles_in_at_most_two_lines(count: int) -> None:
    grid = lay_out_tiles(card(count).tiles)
    for label in grid.labels:
        assert len(label.lines) <= 2
        assert all(measure(line, label.size) <= grid.tile_width for line in label.lines)
        assert label.size >= (40 if count <= 5 else 30)
    assert grid.columns * grid.tile_width <= WIDTH - 2 * MARGIN


def test_a_scale_of_five_faces_stands_in_one_row() -> None:
    assert lay_out_tiles(card(5).tiles).columns == 5


def test_a_card_is_no_higher_than_its_contents() -> None:
    heights = [lay_out(card(count)).height for count in (5, 7, 12)]
    assert heights == sorted(heights)
    assert heights[0] < 600 and heights[-1] < 1700
    bottom = max(y2 for *_, y2 in boxes(lay_out(replace(card(5), total=0))))
    assert lay_out(replace(card(5), total=0)).height - bottom < 60


MUCH = (
    Tile("📅🔴", "Jeg begynder: lørdag den 15. marts 2025"), Tile("👩", "Anne-Margrethe Sørensen-Østergaard: Gerne"),
    Tile("🏃👥📅🙂", "Alt i alt: Meget godt"), *(Tile("🙂💬", f"{label}: Gemt") for label in LABELS if len(label) < 17),
)  # fmt: skip


def test_a_receipt_of_very_much_stands_on_a_phone_with_words_that_can_be_read() -> None:
    scene = lay_out(CardPicture("🦋", "", MUCH))
    assert stands_clear(scene) and scene.height <= 1700 and smallest_text(scene) >= 30
    assert min(part.size for part in scene.parts if isinstance(part, Sign)) >= 60
    assert lay_out_tiles(MUCH).columns > 2, "one long label does not make all tiles wide"


def test_a_long_label_makes_its_own_row_high_and_no_other() -> None:
    grid = lay_out_tiles(
        (Tile("🙂", "Noget, jeg gerne vil gøre mere af om aftenen sammen med Ole"), *[Tile("🙂", "Mad")] * 8)
    )
    assert grid.row_heights[0] > grid.row_heights[-1]


def test_a_double_name_is_broken_at_its_hyphen() -> None:
    assert fit("Anne-Margrethe Sørensen-Østergaard", 200, (30,), max_lines=4).lines == (
        "Anne-", "Margrethe", "Sørensen-", "Østergaard",
    )  # fmt: skip


def test_every_value_of_a_chart_is_written_large_enough_to_read() -> None:
    scene = lay_out(chart(28, rows=1))
    for shown, times in {"10": 5, "7,5": 5, "–": 5, "0": 5, "2,5": 4, "5": 4}.items():
        assert texts(scene).count(shown) == times
    assert smallest_text(scene) >= 30
    assert [text for text in texts(scene) if text.endswith(".11")] == ["7.11", "14.11", "21.11", "28.11"]


def test_days_are_joined_only_where_both_have_a_score() -> None:
    def joins(*values: float | None) -> int:
        points = tuple(ChartPoint("1.11", value, "x") for value in values)
        scene = lay_out(ChartPicture("", (ChartRow("🛏️", "Søvn", "", "", points),)))
        return sum('stroke-width="3"/>' in part.svg() and "<path" in part.svg() for part in scene.parts)

    assert joins(1, 2, None, 3, 4, 5) == 3
    assert joins(1, None, 2) == 0


def test_hostile_text_is_drawn_as_text() -> None:
    hostile = '</text><script x="&">\x00\ud800'
    points = (ChartPoint(hostile, 1, hostile),)
    for picture in (
        CardPicture("🌤️", hostile, (Tile("🙂", hostile), Tile("", hostile, number='<&">'))),
        ChartPicture(hostile, (ChartRow("🌤️", hostile, hostile, hostile, points),)),
        QrPicture('https://example.org/?<&">', hostile),
    ):
        assert draw(picture).startswith(b"\x89PNG")
        assert "</text><script" in "".join(texts(lay_out(picture)))


@pytest.mark.parametrize("emoji", ["🙂", "❤️", "❤", "👨‍👩‍👧", "👍🏽", "🛏️🙂", "1️⃣", "🇩🇰", "🏃‍♂️", MIDDLE_THUMB])
def test_emoji_in_any_spelling_have_pictograms(emoji: str) -> None:
    assert pictogram_exists(emoji)
    assert draw(CardPicture(emoji)).startswith(b"\x89PNG")


def test_joined_emoji_are_one_pictogram_and_neighbours_are_several() -> None:
    assert [len(split_pictograms(each)) for each in ("👨‍👩‍👧", "👍🏽", "🛏️🙂", "")] == [1, 1, 2, 0]


@pytest.mark.parametrize("emoji", ["A", "🙂x", "\U0001fbff", "🙂\u200d"])
def test_an_emoji_without_a_pictogram_is_named(emoji: str) -> None:
    assert not pictogram_exists(emoji)
    with pytest.raises(ValueError, match=r"no pictogram for .*U\+[0-9A-F]{4,5} is not in OpenMoji"):
        draw(CardPicture("🙂", "", (Tile(emoji),)))


def test_no_emoji_is_no_pictogram() -> None:
    assert not pictogram_exists("")


def test_a_sideways_thumb_is_the_thumbs_up_turned() -> None:
    up, middle = (lay_out(CardPicture(each)).parts[0].svg() for each in ("👍", MIDDLE_THUMB))
    assert middle.startswith('<g transform="rotate(') and up in middle


def test_pictograms_in_one_picture_share_no_ids() -> None:
    scotland, wales = "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁷󠁬󠁳󠁿"
    assert lay_out(CardPicture(scotland)).parts[0].svg().count('id="emoji"') == 0
    assert draw(CardPicture(scotland + wales)) != draw(CardPicture(wales + scotland))


def test_marked_tiles_and_numbers_show() -> None:
    plain, marked = Tile("🙂", "God"), Tile("🙂", "God", marked=True)
    assert draw(CardPicture("🌤️", "", (plain,))) != draw(CardPicture("🌤️", "", (marked,)))
    numbered = lay_out(CardPicture("🌤️", "", (Tile("🙂", "God", number="7"),)))
    assert "7" in texts(numbered) and sum(isinstance(part, Sign) for part in numbered.parts) == 2, (
        "beside what it is about"
    )


def dark_at(png: bytes, places: list[tuple[int, int]]) -> list[bool]:
    """Whether the PNG (8 bits, RGBA, as resvg writes) is dark at each (x, y); undoes the row filters of the format."""
    assert png[24:26] == b"\x08\x06"
    data, at = b"", 8
    while at < len(png):
        size, kind = struct.unpack_from(">L4s", png, at)
        data += png[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    raw, stride = zlib.decompress(data), WIDTH * 4
    rows = [bytearray(4 + stride)]
    for start in range(0, len(raw), stride + 1):
        above, row = rows[-1], bytearray(4) + raw[start + 1 : start + 1 + stride]
        for index in range(4, len(row)):
            a, b, c = row[index - 4], above[index], above[index - 4]
            paeth = min((a, b, c), key=lambda each: abs(a + b - c - each))
            row[index] = (row[index] + (0, a, b, (a + b) // 2, paeth)[raw[start]]) % 256
        rows.append(row)
    return [rows[y + 1][4 + 4 * x] < 128 for x, y in places]


@pytest.mark.long
def test_the_code_on_the_picture_is_the_links_code() -> None:
    link = "https://t.me/trivselsbot_demo?start=abcdefghijklmnopqrstuv"
    matrix = segno.make_qr(link, error="m").matrix
    step = 760 // (len(matrix) + 8)
    left = (WIDTH - step * len(matrix)) // 2
    cells = [(x, y) for y in range(-4, len(matrix) + 4) for x in range(-4, len(matrix) + 4)]
    places = [(left + x * step + step // 2, 40 + (y + 4) * step + step // 2) for x, y in cells]
    inside = range(len(matrix))
    expected = [bool(matrix[y][x]) if x in inside and y in inside else False for x, y in cells]
    assert dark_at(draw(QrPicture(link)), places) == expected


def test_an_empty_link_makes_no_code() -> None:
    with pytest.raises(ValueError, match="link"):
        draw(QrPicture(""))


@pytest.mark.parametrize(("ink", "ground"), [(INK, PAPER), (INK, TILE), (QUIET_INK, PAPER)])
def test_text_has_the_contrast_of_wcag_aa(ink: str, ground: str) -> None:
    def luminance(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert (luminance(ground) + 0.05) / (luminance(ink) + 0.05) >= 4.5


@settings(max_examples=examples(30), deadline=None)
@given(st.text(max_size=80), st.integers(60, 900))
def test_any_text_fits_any_width_without_losing_letters(text: str, width: int) -> None:
    fitted = fit(text, width, (48, 40, 32))
    assert all(measure(line, fitted.size) <= width for line in fitted.lines)
    assert sum(map(len, fitted.lines)) >= len("".join(fit(text, 10**6, (32,), max_lines=1).lines).replace(" ", ""))
