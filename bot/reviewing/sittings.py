"""A borger's shared answers as a page shows them: sitting by sitting, the newest first, as many as fit on a sheet."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from bot.desk.desk import Desk
from bot.desk.page_parts import PagePart, Sight, in_twos
from bot.reviewing.answer_facts import facts_of, has_more
from bot.reviewing.summary_view import LONGEST, written
from bot.telegram.content import length
from dialogs.summary import summary_lines
from dialogs.text import T
from storage import answers
from storage.answers import StoredAnswer

WEEKS = timedelta(days=28)
YEAR = timedelta(days=364)
"""How far back a page goes: 52 weeks."""
EVER = timedelta(days=36500)
SHEET = 3000
"""Units of text on a sheet, as Telegram counts them; one sitting may take more, and is cut where it must be."""


def shared_of(sight: Sight, topic: str | None, back: timedelta) -> list[StoredAnswer]:
    """What the borger shares with the reader now of a topic, or of all, oldest first. No other way leads to it than
    `shared_answers`."""
    desk = sight.desk
    return answers.shared_answers(desk.tx, sight.who, sight.borger.id, desk.now - back, desk.now, topic)


def lately(sight: Sight) -> dict[str, list[StoredAnswer]]:
    """What the borger shares with the reader now by topic, oldest first: of the last four weeks, or of a year for a
    topic with nothing in these."""
    desk = sight.desk
    by_topic: dict[str, list[StoredAnswer]] = defaultdict(list)
    for answer in shared_of(sight, None, WEEKS):
        by_topic[topic_of(desk, answer)].append(answer)
    for topic in desk.topics:
        if topic not in by_topic and (older := shared_of(sight, topic, YEAR)):
            by_topic[topic] = older
    return by_topic


def topic_of(desk: Desk, answer: StoredAnswer) -> str:
    """The topic an answer belongs to."""
    return desk.dialog(answer.version).topic or ""


def latest_answers(sight: Sight) -> PagePart:
    """The newest sitting of each topic, the borger's own and beside it what staff noticed; or with a topic all of its
    sittings, sheet by sheet."""
    topics, topic = sight.desk.topics, sight.argument(1)
    if topic:
        return _history(sight, topic)
    by_topic = lately(sight)
    lines = [f"<b>{sight.say(T('{name}: latest answers', name=sight.borger.name))}</b>"]
    hearable = False
    for name in (name for name in topics if name in by_topic):
        lines.append(f"\n<b>{sight.say(topics[name])}</b>")
        for number, sitting in enumerate(_newest_of_each_voice(by_topic[name])):
            facts = facts_of(sight.desk, sitting)
            told = written(sight.texts, summary_lines(facts))
            lines += told if number else _unspaced(told)
            hearable |= has_more(facts)
    hearable |= length("\n".join(lines)) > LONGEST
    if not by_topic:
        lines.append(sight.say(T("Nothing is shared with you.")))
    rows = in_twos(sight.button("", topics[name], f"answers.{name}") for name in topics if name in by_topic)
    hear = ((sight.button("💬", T("Hear and read all"), "hear"),),) if hearable else ()
    return PagePart(tuple(lines), (*hear, *rows), looked="answers" if by_topic else "")


def before_the_reader(sight: Sight) -> list[StoredAnswer]:
    """The answers on the sheet that the reader is looking at."""
    if topic := sight.argument(1):
        return [answer for sitting in _sheet(sight, topic)[0] for answer in sitting]
    shown = [sitting for found in lately(sight).values() for sitting in _newest_of_each_voice(found)]
    return [answer for sitting in shown for answer in sitting]


def _history(sight: Sight, topic: str) -> PagePart:
    sittings, older = _sheet(sight, topic)
    title = sight.desk.topics.get(topic, T("Answers"))
    lines = [f"<b>{sight.say(T('{name}: {topic}', name=sight.borger.name, topic=title))}</b>"]
    hearable = False
    for sitting in sittings:
        facts = facts_of(sight.desk, sitting)
        lines += written(sight.texts, summary_lines(facts))
        hearable |= has_more(facts)
    hearable |= length("\n".join(lines)) > LONGEST
    if not sittings:
        lines.append(sight.say(T("Nothing is shared with you.")))
    hear = ((sight.button("💬", T("Hear and read all"), "hear"),),) if hearable else ()
    rows = (*hear, *sight.leafing(newer=sight.sheet > 0, older=older))
    return PagePart(
        tuple(lines), (*rows, (sight.button("💬", T("All topics"), "answers"),)), looked="answers" if sittings else ""
    )


def _sheet(sight: Sight, topic: str) -> tuple[list[list[StoredAnswer]], bool]:
    """The sittings of a topic on the sight's sheet, and whether there are older ones behind it. Mostly it is one of the
    first sheets that is asked for, so answers further back are read only if the newer ones do not fill it."""
    sheet: list[list[StoredAnswer]] = []
    for back in (WEEKS, YEAR / 4, YEAR):
        sheet, older = _cut_out(sight, shared_of(sight, topic, back))
        if older:
            return sheet, True
    return sheet, False


def _cut_out(sight: Sight, found: list[StoredAnswer]) -> tuple[list[list[StoredAnswer]], bool]:
    """The sight's sheet of these answers, and whether there are older ones among them."""
    sheets: list[list[list[StoredAnswer]]] = [[]]
    room = SHEET
    for sitting in _sittings(found):
        facts = facts_of(sight.desk, sitting)
        takes = length("\n".join(written(sight.texts, summary_lines(facts))))
        if takes > room and sheets[-1]:
            if len(sheets) > sight.sheet:
                return sheets[-1], True
            sheets.append([])
            room = SHEET
        sheets[-1].append(sitting)
        room -= takes
    return (sheets[sight.sheet] if sight.sheet < len(sheets) else []), False


def _sittings(found: list[StoredAnswer]) -> list[list[StoredAnswer]]:
    """Answers session by session, the newest session first."""
    by_session: dict[int, list[StoredAnswer]] = defaultdict(list)
    for answer in found:
        by_session[answer.session_id].append(answer)
    return [by_session[session_id] for session_id in sorted(by_session, reverse=True)]


def _newest_of_each_voice(found: list[StoredAnswer]) -> list[list[StoredAnswer]]:
    """The newest sitting in the borger's voice, alone or with help, and the newest in that of staff: neither hides the
    other."""
    voices = ([a for a in found if a.provenance != "observed"], [a for a in found if a.provenance == "observed"])
    return [_sittings(voice)[0] for voice in voices if voice]


def _unspaced(lines: list[str]) -> list[str]:
    """The lines of one sitting right under a heading of their own."""
    return [line.removeprefix("\n") for line in lines]
