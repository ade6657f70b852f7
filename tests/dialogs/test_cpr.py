"""CPR numbers in every spelling are hidden, and no other number is."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.masking import masked
from dialogs.words.cpr import DOT, hide

SPELLINGS = [
    *("010190-1234", "0101901234", "010190 1234", "01 01 90 1234", "01.01.90-1234", "01/01/90 - 1234", "311299–4321"),
    *("610190-1234", "910190-1234", "31.02.1999-1234", "010190/1234", "010190.1234", "010190,1234", "010190_1234"),
    *("01-01-1990-1234", "01011990-1234", "010119901234", "01 01 1990 1234", "1/1-90-1234", "1.1.1990 1234"),
    *("01 01 90 12 34", "0 1 0 1 9 0 1 2 3 4", "0-1-0-1-9-0-1-2-3-4", "0101 901234", "0101 90 1234", "010190 -- 1234"),
    *("1. januar 1990-1234", "1. jan. 90 1234", "1990-01-01-1234", "19900101-1234", "(010190)1234", "010190(1234)"),
    *("010190\n1234", "0101\n901234", "010190\u00a01234", "010190\u20111234", "010190—1234", "010190\u22121234"),
    *("0101\u200b90-12\u200d34", "0101\u00ad901234", "\u202e010190-1234\u202c", "010190\u2028 1234"),
    *("010190#1234", "010190+1234", "010190 x 1234", "010190・1234", '"010190"-"1234"', "[010190]-[1234]"),
    *("010190 ........ 1234", "010190 & 1234", "010190 → 1234", "01JAN90-1234", "1/1 1990 1234", "O1O19O-1234"),
    *("0101901 234", "010 190 1234", "0 10 19 0 12 34", "l01l90-1234", "0101 9012 34", "01.01.90 12.34"),
    *("０１０１９０－１２３４", "٠١٠١٩٠-١٢٣٤", "𝟎𝟏𝟎𝟏𝟗𝟎-𝟏𝟐𝟑𝟒", "0️⃣1️⃣0️⃣1️⃣9️⃣0️⃣1️⃣2️⃣3️⃣4️⃣"),
]  # fmt: skip

ORDINARY = [
    *("12 34 56 78", "kl. 10.30 og 14.45", "320190-1234", "011390-1234", "12345678901", "ordre 0105219876"),
    *("kl 12.11.10 1000", "Min ordre hos butikken er 0105219876", "faktura nr. 0101901234", "ordrenummer: 0101901234"),
    *("tlf. 0101901234", "+4512345678", "+45 12 10 90 12", "Ring 12 10 90 12 eller 34 56 78 90", "70 20 12 66"),
    *("Ses den 24.12.25 1430", "fredag 24.12.2025 1430", "01.01.2025-31.12.2025", "2025-12-24 1430", "d. 24/12 1400"),
    *("uge 45 10.12.25 1430", "10-12-14 1000 kr", "1201901234 kr.", "1 2 3 4 5 6 7 8 9 10", "lotto 3 8 11 12 23 30 35"),
    *("konto 1234 0101901234", "DK5000400440116243", "AB0101901234DK", "https://example.org/0101901234", "01.02.03"),
    *("09.10, 10.15, 11.20", "10.12, 09.15, 10", "Der var 12, 11, 10 og 1000", "født 1. januar 1990", "20251224-1430"),
    *("bestilling 0105219876", "sporingsnummer 0105219876", "ring 1210901234", "Bingo: 10 12 20 34 56"),
    *("24.12.26 14.30", "10.12.2026 14:30", "Møde 101226 1430", "mødet er 10.12.26, 1430", "1012345678 skridt"),
    *("ordrenr. 0101901234", "Medlemsnr.: 0101901234", "lånernummer 0101901234", "mit kortnr er 0101901234"),
    *("Vagt 12/11 0800-1200", "mandag den 11 0715-1530", "12/11 0700-1500, 13/11 1500-2300"),
    *("pris 1012 901 234", "10l mælk og 12 il", "lotto 10 11 12 13 14"),
    *("", "Godt", "kl. 8", "uge 12 og 13 i 2026", "3. maj 2025 kl. 14.30", "1.234.567,89", "kørte 12 km på 1 time"),
]  # fmt: skip


@pytest.mark.parametrize("number", SPELLINGS)
def test_a_cpr_number_is_hidden_however_it_is_spelt(number: str) -> None:
    for words in (number, f"Mit nr er {number}.", f"{number} er mig", f"Anna {number}, Bo ude"):
        assert not digits(hide(words)), words
        assert units(hide(words)) == units(words)


@pytest.mark.parametrize("words", ORDINARY)
def test_other_numbers_are_left_alone(words: str) -> None:
    assert hide(words) == words
    assert hide(f"{words}. Hej") == f"{words}. Hej"


@pytest.mark.parametrize(
    "words",
    [
        *("mit cpr er 01019 01234", "CPR-nr. 1 1 90 1234", "0101901234 er mit cpr", "personnummer 32 13 90 12 34"),
        *("født: 01-01-1990, sidste 4: 1234", "cpr 24.12.26 14.30", "010190, mine sidste 4 cifre er 1234"),
        *("cpr: 010190, de sidste fire er 1234", "født den 12.11.25 1430", "ordre 010190-1234", "cpr ordre 0105219876"),
        *("født 010190 cpr slutter på 1234", "personnr. 0101901234", "cprnummer 0101901234", "borgernr. 0101901234"),
        *("01 0190-1234", "11 0800-0715", "cpr 11 0800-1200"),
    ],
)  # fmt: skip
def test_where_it_may_be_either_a_word_or_the_sign_of_a_cpr_number_decides(words: str) -> None:
    assert not digits(hide(words))


def test_each_of_several_numbers_is_judged_by_itself() -> None:
    assert hide("tlf. 12345678, 0101901234") == f"tlf. 12345678, {DOT * 10}"
    assert hide("kl. 14 010190-1234 og 020290 4321") == f"kl. 14 {DOT * 11} og {DOT * 11}"
    assert hide("010190-1234/020290-4321") == f"{DOT * 11}/{DOT * 11}"
    assert hide("ordre 0105219876 til Bo 010190-1234") == f"ordre 0105219876 til Bo {DOT * 11}"


@st.composite
def spelt(draw: st.DrawFn) -> str:
    """A CPR number of some day, spelt and set apart in some way."""
    born = draw(st.dates(date(1930, 1, 1), date(1999, 12, 31)))
    day = born.day + draw(st.sampled_from([0, 60]))
    parts = [f"{day:02}", f"{born.month:02}", draw(st.sampled_from([f"{born.year % 100:02}", str(born.year)]))]
    four = f"{draw(st.integers(0, 9999)):04}"
    space = st.sampled_from(["", " ", "\u00a0", "\u2009", "\u200b", "\n", " \u202f"])
    dash = st.sampled_from(["-", "\u2010", "\u2011", "–", "—", "\u2212", "/", ".", "－"])
    within = draw(st.sampled_from(["", ".", "/", "-", " "]))
    joint = draw(st.one_of(space, st.tuples(space, dash, space).map("".join)))
    number = within.join(parts) + joint + four
    return draw(st.sampled_from([number, number.translate({0x30 + n: 0xFF10 + n for n in range(10)})]))


@given(spelt(), st.sampled_from(["{}", "mit cpr er {}", "Jeg hedder Bo. {} 😊", "{}\nhej", "Her: {}, og nu?"]))
def test_every_spelling_from_the_generator_is_hidden(number: str, sentence: str) -> None:
    words = sentence.format(number)
    assert not digits(hide(words))
    assert units(hide(words)) == units(words)


@given(st.text(max_size=60), st.sampled_from(["", "010190-1234", "cpr 0101901234"]))
def test_nothing_written_breaks_it_or_changes_its_length(words: str, number: str) -> None:
    assert units(hide(words + number)) == units(words + number)
    assert hide(hide(words)) == hide(words)


def test_numbers_by_the_thousand_take_no_time() -> None:
    """What anybody may send must not hold up the rest: 4096 characters of the worst kind."""
    for part in ("1 ", "0101901234 ", "010190 ", "1.1.", "cpr 1 ", "jan "):
        hide((part * 4096)[:4096])


def test_every_text_of_an_update_is_looked_at() -> None:
    number, dots = "010190-1234", DOT * 11
    update = {
        "update_id": 101901234,
        "message": {
            "from": {"id": 1, "first_name": number, "username": number},
            "text": number,
            "caption": number,
            "quote": {"text": number, "position": 0},
            "reply_to_message": {"caption": number, "document": {"file_id": number, "file_name": f"{number}.pdf"}},
            "contact": {"phone_number": "0101901234", "first_name": number, "vcard": f"N:{number}"},
            "poll": {"id": number, "question": number, "options": [{"text": number}]},
            "forward_origin": {"type": "hidden_user", "sender_user_name": number},
        },
        "callback_query": {"id": "0101901234", "data": number},
    }
    assert masked(update) == {
        "update_id": 101901234,
        "message": {
            "from": {"id": 1, "first_name": dots, "username": number},
            "text": dots,
            "caption": dots,
            "quote": {"text": dots, "position": 0},
            "reply_to_message": {"caption": dots, "document": {"file_id": number, "file_name": f"{dots}.pdf"}},
            "contact": {"phone_number": "0101901234", "first_name": dots, "vcard": f"N:{dots}"},
            "poll": {"id": number, "question": dots, "options": [{"text": dots}]},
            "forward_origin": {"type": "hidden_user", "sender_user_name": dots},
        },
        "callback_query": {"id": "0101901234", "data": number},
    }


def digits(words: str) -> list[str]:
    return re.findall(r"\d", words)


def units(words: str) -> int:
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
