"""Finds Danish personal numbers (CPR) in what people write, however they set them apart, and hides them.

The rule, in this order:

1. What is compared is the text without what cannot be seen, every digit as 0-9 (o, i and l among digits too), every
   dash as "-". Groups of digits (and names of months) with nothing but spaces and signs between them are looked at
   together.
2. A number is a date - a day (60 more in a number lent to who has none), a month, a year of two or four digits - and
   four digits. Whether such a day exists is not asked.
3. With a word that speaks of such numbers nearby ("cpr", "personnummer", "født") it is hidden, however it is cut up;
   with the first two, so are any ten digits.
4. Without, it is hidden where it is written as such numbers are: with a sign, not only a space, before the last four;
   but not "12/11 0800-1200", which is a day with a span of time.
5. Anything else of ten digits that fits (bare, in pairs, one by one, cut up anyhow by spaces) is hidden, unless the
   words before it say that it is another number ("ordre", "tlf.", "kl.") or a day with a time ("den", "fredag"); or it
   is a day of 2020 or later and a time; or it is longer, has a plus or letters at it, stands in an address or counts
   kroner.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

DOT = "•"

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = (
    r"(?<![^\W\d_])(?:jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?|sept?(?:ember)?"
    r"|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![^\W\d_])"
)
_SIGNS = r"(?:[\W_]{1,12}| ?x ?(?=\d{4}))"
_GROUP = re.compile(rf"\d+|{_MONTH}")
_CHAIN = re.compile(rf"(?:{_GROUP.pattern})(?:{_SIGNS}?(?:{_GROUP.pattern}))*")
_LETTERS = re.compile(r"(?<![^\W_])[\doil]*\d[\doil]*(?![^\W_])")
"""Digits among which a letter may stand for the digit it looks like."""
_LOOK_LIKE = str.maketrans("oil", "011")
_DIGIT = re.compile(r"\d")
_FEWEST = 7
"""Digits of the shortest number that is found ("1. maj 90 1234"); at most half of them are letters that look like
one."""

_SAYS_SO = re.compile(
    r"cpr|person-?\s?(?:nr|num)|f(?:ø|oe|o)d(?:t|sels)|sygesikring|sundhedskort|sidste (?:fire|4)\b|\bborn\b|birth"
)
_SAYS_SO_PLAINLY = re.compile(r"cpr|person-?\s?(?:nr|num)|sidste (?:fire|4)\b")
_ANOTHER_NUMBER = re.compile(
    r"\b(?:ordre|order|faktura|invoice|kunde|customer|konto|account|reg(?:istrerings)?\W{0,2}(?:nr|nummer)|sagsn|vare"
    r"|pakke|parcel|track|forsendelse|kvittering|receipt|booking|reservation|billet|ticket|medlem|member|ref\b|referen"
    r"|bestil|spor(?:ing)?s?(?:nr|num)|lotto|bingo|pris|kost|\bring\b|sms|rejsekort|gavekort|abonnement|serie|serial|model|stregkode|ean|isbn|imei|mobile?\b|mobil(?:nr|num|pay)|tlf|tel\b|telefon|phone|nummerplade"
    r"|kl\b|klokken|(?!id|cpr|person|patient|borger|journal)[^\W\d_]{2,}(?:nr|nummer)\b)"
)
_A_DAY = re.compile(r"\b(?:d|den|the|dato|fra|til|(?:man|tirs|ons|tors|fre|l(?:ø|oe|o)r|s(?:ø|oe|o)n)dag)\b")
_COUNTS = re.compile(r"\s?(?:,-|kr\b|kroner|dkk|stk|point|skridt|gange|km\b|meter|gram|kcal|kalorier)")
_NEAR = 60
"""Characters on either side in which a word speaks of a number."""
_WORDS_BEFORE = 5


@dataclass(frozen=True)
class _Group:
    """Digits that stand together, or the name of a month as its two digits; where they begin and end."""

    digits: str
    start: int
    end: int


@dataclass(frozen=True)
class _Found:
    """A date and four digits: groups `first` to before `last` of a chain, the four from group `four` on."""

    first: int
    four: int
    last: int
    year: int | None
    """1858-2057, or 0-99 where only two digits stand; None for what is no date."""
    loose: bool = False
    """Cut up as nobody would write it who means one; or in an order that is not Danish."""

    @property
    def of_a_grown_up(self) -> bool:
        """Whether nobody can mean a day to come."""
        return self.year is not None and 40 <= self.year <= 1999

    @property
    def of_late(self) -> bool:
        """Whether hardly anybody of that year is grown up and younger than 97."""
        return self.year is not None and (20 <= self.year < 30 or self.year >= 2020)


def hide(words: str) -> str:
    """`words` with every CPR number replaced by dots, as many as it has UTF-16 units: Telegram counts by those."""
    if 2 * len(_DIGIT.findall(unicodedata.normalize("NFKC", words))) < _FEWEST:
        return words  # as nearly everything is, and the rest takes its time
    plain, places = _fold(words)
    for start, end in reversed(list(_spans(plain))):
        begins, ends = places[start], places[end - 1] + 1
        units = len(words[begins:ends].encode("utf-16-le", "surrogatepass")) // 2
        words = words[:begins] + DOT * units + words[ends:]
    return words


def _fold(words: str) -> tuple[str, list[int]]:
    """`words` in small letters without what cannot be seen, and where each character of that came from."""
    plain: list[str] = []
    places: list[int] = []
    for place, original in enumerate(words):
        for char in unicodedata.normalize("NFKC", original).casefold():
            folded = _fold_char(char)
            if folded in (" ", "\n") and plain and plain[-1] in (" ", "\n"):
                plain[-1] = min(folded, plain[-1])  # a line break among spaces is a line break
            elif folded:
                plain.append(folded)
                places.append(place)
    return _LETTERS.sub(_as_digits, "".join(plain)), places


def _as_digits(found: re.Match[str]) -> str:
    digits = sum(map(str.isdigit, found[0]))
    return found[0].translate(_LOOK_LIKE) if 2 * digits >= len(found[0]) else found[0]


def _fold_char(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if char in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    if char.isspace() or char in "\u2800\u3164\u115f\u1160":
        return " "
    if category == "Pd" or char in "\u2212\u2043\u02d7":
        return "-"
    return "" if category in ("Cf", "Cc", "Mn", "Me") else char


def _spans(plain: str) -> Iterator[tuple[int, int]]:
    """Where the numbers stand in a folded text, in order, none over another."""
    chains = [_groups(chain) for chain in _CHAIN.finditer(plain)]
    for place, groups in enumerate(chains):
        at = 0
        while at < len(groups):
            found = next((f for f in _readings(plain, groups, at) if _hidden(plain, groups, f)), None)
            if found:
                yield groups[found.first].start, groups[found.last - 1].end
            at = found.last if found else at + 1
        following = [group for chain in chains[place + 1 : place + 3] for group in chain]
        if apart := _apart(plain, groups, following):
            yield apart


def _groups(chain: re.Match[str]) -> tuple[_Group, ...]:
    found = (each for each in _GROUP.finditer(chain[0]))
    return tuple(
        _Group(
            each[0] if each[0].isdigit() else f"{_MONTHS.index(each[0][:3]) + 1:02}",
            chain.start() + each.start(),
            chain.start() + each.end(),
        )
        for each in found
    )


def _readings(plain: str, groups: tuple[_Group, ...], first: int) -> Iterator[_Found]:
    """The ways to read the groups from `first` on as a date and four digits."""
    for last in range(first + 1, min(first + 12, len(groups)) + 1):
        lengths = tuple(len(group.digits) for group in groups[first:last])
        if sum(lengths) > 12:
            return
        digits = "".join(group.digits for group in groups[first:last])
        for four in _cuts(lengths):
            date = groups[first : first + four]
            year = _year(tuple(group.digits for group in date) if four else (digits[:-4],))
            if year is not None and _one_sign(plain, date):
                yield _Found(first, first + four, last, year[0], year[1] or _signs(plain, date) == {":"})
        if lengths[:2] == (2, 2) and lengths[2:] in ((6,), (8,)) and (year := _year((digits[:-4],))):
            yield _Found(first, last, last, year[0])
        if len(digits) in (10, 12) and (year := _year((digits[:-4],))):
            yield _Found(first, last, last, year[0], loose=lengths not in ((10,), (12,), (4, 6)))
        elif len(digits) == 10:
            yield _Found(first, last, last, None, loose=True)


def _cuts(lengths: tuple[int, ...]) -> Iterator[int]:
    """After how many groups the date may end, so that what is left is 1234, 12 34 or 1 2 3 4."""
    for tail in ((4,), (2, 2), (1, 1, 1, 1)):
        if lengths[-len(tail) :] == tail and len(lengths) > len(tail):
            yield len(lengths) - len(tail)


def _year(date: tuple[str, ...]) -> tuple[int, bool] | None:
    """The year of a date in groups of digits, and whether it is loosely written; None for what is no date."""
    digits = "".join(date)
    if len(date) == 3 and len(date[0]) <= 2 and len(date[1]) <= 2 and len(date[2]) in (2, 4):
        day, month, year, loose = date[0], date[1], date[2], len(digits) not in (6, 8)
    elif len(digits) == 8 and digits[:2] in ("18", "19", "20") and int(digits[4:6]) in range(1, 13):
        day, month, year, loose = digits[6:], digits[4:6], digits[:4], True
    elif len(digits) in (6, 8) and tuple(map(len, date)) in _TOGETHER:
        day, month, year, loose = digits[:2], digits[2:4], digits[4:], False
    else:
        return None
    fits = int(day) in (*range(1, 32), *range(61, 92)) and int(month) in range(1, 13)
    known = len(year) == 2 or 1858 <= int(year) <= 2057
    return (int(year), loose) if fits and known else None


_TOGETHER = {(6,), (8,), (2, 4), (4, 2), (2, 6), (4, 4), (1,) * 6, (1,) * 8}


def _signs(plain: str, groups: tuple[_Group, ...]) -> set[str]:
    """What stands between groups, without spaces."""
    return {plain[a.end : b.start].strip() for a, b in pairwise(groups)}


def _one_sign(plain: str, date: tuple[_Group, ...]) -> bool:
    """Whether a date's parts are set apart in one way: 1.1.90, 1/1-90 or with the month's name, not 9.30-10."""
    named = any(not plain[group.start].isdigit() for group in date)
    signs = _signs(plain, date)
    return named or len(signs) <= 1 or signs == {"/", "-"} or (signs == {"/", ""} and len(date[-1].digits) == 4)


def _hidden(plain: str, groups: tuple[_Group, ...], found: _Found) -> bool:
    """Whether a reading is taken for a CPR number: rules 3 to 5 of the module."""
    start, end = groups[found.first].start, groups[found.last - 1].end
    says_so = _SAYS_SO if found.year is not None else _SAYS_SO_PLAINLY
    if says_so.search(plain, max(0, start - _NEAR), start) or says_so.search(plain, end, end + _NEAR):
        return found.year is not None or not _another(plain, groups, found)
    before, after = _sign_before(plain, groups, found.first), _sign_before(plain, groups, found.last)
    joint = _sign_before(plain, groups, found.four) if found.first < found.four < found.last else ""
    goes_on = bool(joint.strip()) and joint in (before, after)
    whole = _set_apart(before, joint) and _set_apart(after, joint)
    alone = found.last - found.first == 1
    if joint.strip(" \n,") and joint == joint.strip() and found.last - found.four == 1:
        return not goes_on and (not found.loose or found.of_a_grown_up) and not _is_span_of_time(groups, found)
    apart = found.four < found.last or _signs(plain, groups[found.first : found.last]) == {""}
    if not (whole or alone) or goes_on or (found.loose and not (found.of_a_grown_up and apart)):
        return False
    return not _is_day_and_time(groups, found) and not _another(plain, groups, found)


def _is_day_and_time(groups: tuple[_Group, ...], found: _Found) -> bool:
    """Whether a date, apart from its four digits, can only be of late, and they can be a time."""
    time = "".join(group.digits for group in groups[found.four : found.last])
    return found.of_late and time != "" and int(time[:2]) < 24 and int(time[2:]) < 60


def _is_span_of_time(groups: tuple[_Group, ...], found: _Found) -> bool:
    """Whether it is rather from one quarter of an hour to another, after a day: 12/11 0800-1200."""
    spans = [groups[found.four - 1].digits, groups[found.four].digits]
    times = all(re.fullmatch(r"([01]\d|2[0-4])(00|15|30|45)", time) for time in spans)
    return found.four - found.first == 2 and times and spans[0] < spans[1]


def _sign_before(plain: str, groups: tuple[_Group, ...], place: int) -> str:
    """What joins a group to the one before it in its chain; "" at a chain's ends."""
    return plain[groups[place - 1].end : groups[place].start] if 0 < place < len(groups) else ""


def _set_apart(sign: str, joint: str) -> bool:
    """Whether a number ends at `sign`: the text goes on otherwise than inside it."""
    return not sign or (sign != joint and any(mark in sign for mark in ",;\n()"))


def _another(plain: str, groups: tuple[_Group, ...], found: _Found) -> bool:
    """Whether what stands around a number says that it is none of ours."""
    first = found.first
    while first > max(0, found.first - 12) and not set(_sign_before(plain, groups, first)) & set(",;\n"):
        first -= 1
    start, end = groups[first].start, groups[found.last - 1].end
    before = plain[max(0, start - 4 * _NEAR) : start]
    sentence = re.split(r"(?<!nr)(?<!\bkl)(?<!\btlf)(?<!\bd)[.!?]\s|\d", before)[-1]
    words = " ".join(sentence.split()[-_WORDS_BEFORE:])
    token = before.rsplit(" ", 1)[-1]
    if before.endswith("+") or "://" in token or "www." in token or _COUNTS.match(plain, end):
        return True
    attached = re.search(r"(?<![^\W_])[a-z]{1,3}$", token)
    if (attached and attached[0] not in ("nr", "er")) or plain[end : end + 1].isalpha():
        return True
    return bool(_ANOTHER_NUMBER.search(words)) or (not found.of_a_grown_up and bool(_A_DAY.search(words)))


def _apart(plain: str, groups: tuple[_Group, ...], following: list[_Group]) -> tuple[int, int] | None:
    """A date and its four digits with words between them ("de sidste 4: 1234"), where the text speaks of such
    numbers."""
    four = next((group for group in following if group.digits != "4"), None)
    if four is None:
        return None
    between = plain[groups[-1].end : four.start]
    if len(four.digits) != 4 or len(between) > _NEAR or re.search(r"\bkl\b|klokken", between):
        return None
    around = plain[max(0, groups[0].start - _NEAR) : four.end + _NEAR]
    if not _SAYS_SO_PLAINLY.search(around):
        return None
    for first in range(max(0, len(groups) - 8), len(groups)):
        if _year(tuple(group.digits for group in groups[first:])) is not None:
            return groups[first].start, four.end
    return None
