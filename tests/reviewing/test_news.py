"""*News*: one message with all that a contact person has not marked as seen, what matters first; sent is not seen."""

from __future__ import annotations

import re
from pathlib import Path

from bot.rights.erasing import erase_within
from dialogs.permissions import Role
from dialogs.text import T
from storage import sharing
from tests.house import PLAN, TOPICS, House, open_house
from tests.phone import Phone
from tests.review_stage import FIT, asks_who_has_seen, looks, rated
from tests.reviewing.test_summaries import answers
from tests.talking.test_read_now import ASK, MONDAY, on_duty

LIFE, TOGETHER = (T(score.name.id) for score in FIT.scores)
SAID = "Jeg savner min hund"
MOST_WORDS = 60


async def moves_in(house: House, chat_id: int, name: str) -> Phone:
    """Another borger of Mette's."""
    borger = await house.joins(chat_id, name, Role.BORGER, plan=PLAN)
    await house.contacts(borger, house.mette)
    await house.shares(borger, house.mette, *TOPICS)
    return borger


async def three(house: House) -> tuple[Phone, Phone]:
    """Alma rates far lower than before, Bo says something, and Carl answers as he does."""
    bo, carl = await moves_in(house, 15, "Bo"), await moves_in(house, 16, "Carl")
    alma, mette = await house.known(house.alma), await house.known(house.mette)
    await house.service.db.write(sharing.set_grant, alma.id, mette.id, "fit", True, house.clock.now())
    await rated(house, "2026-11-09", (8, 7, 8, 7), (10, 10, 10, 10))
    await rated(house, "2026-11-23", (3, 2, 3, 2), (3, 2, 3, 2), at=house.local("2026-11-23 11.00"))
    await answers(carl)
    await answers(bo, SAID)
    return bo, carl


async def test_what_differs_stands_first_then_own_words_then_the_rest_in_one_line(tmp_path: Path) -> None:
    async with open_house(tmp_path, news_says="all") as house:
        await three(house)
        await house.mette.presses("News")
        message = house.mette.shown[-1]
        first, second, third, *more = (message.text or "").splitlines()[1:]
        lower = house.mette.say("{score}: {before} → {now}, lower by {least} or more",
                                score=LIFE, before=30.0, now=10.0, least=5.0)  # fmt: skip
        assert first.startswith("Alma: ") and lower in first and "40 → 10" in first
        assert second == f"Bo: »{SAID}«"
        assert third == house.mette.say("Have answered: {names}", names=("Carl",))
        assert len(house.mette.shown) == 1 and not message.photo and not more
        assert len(re.findall(r"\w+", message.text or "")) <= MOST_WORDS


async def test_the_least_is_who_and_what_kind_and_what_was_said_comes_by_a_tap(house: House) -> None:
    await three(house)
    await house.at("2026-11-23 18.00")
    mette = house.mette
    assert mette.last.splitlines()[1:] == [
        f"Alma: {mette.say('not as usual')}", f"Bo: {mette.say('own words')}",
        mette.say("Have answered: {names}", names=("Carl",)),
    ]  # fmt: skip
    mette.sees_not(SAID, "→")
    await mette.taps("Alma")
    assert "30 → 10" in mette.last.splitlines()[1], "why stands first where it is opened"
    await mette.taps("Bo")
    mette.sees(SAID)


async def test_a_total_that_differs_is_not_told_again_part_by_part(house: House) -> None:
    await three(house)
    await house.mette.presses("News")
    await house.mette.taps("Alma")
    assert house.mette.last.count("→") == 2 and "plejer" not in house.mette.last


async def test_of_a_collapse_the_total_and_its_rule_come_first_and_each_answer_by_a_tap(house: House) -> None:
    mette = house.mette
    await three(house)
    await mette.presses("News")
    await mette.taps("Alma")
    when, *totals = mette.last.splitlines()[4:]
    assert mette.last.splitlines()[1].endswith("mindst 5 lavere")
    assert when == "mandag den 23. november kl. 11.00"
    assert totals == [f"{mette.say(LIFE.id)}: 10", f"{mette.say(TOGETHER.id)}: 10"], "and no line for each of the eight"
    await mette.taps("Each answer")
    assert mette.last.count("(3)") == mette.last.count("(2)") == 4
    assert not mette.has_button("Each answer")


async def test_a_total_that_lacks_an_answer_is_none(house: House) -> None:
    alma, mette = await house.known(house.alma), await house.known(house.mette)
    await house.service.db.write(sharing.set_grant, alma.id, mette.id, "fit", True, house.clock.now())
    await rated(house, "2026-11-23", (3, 2, None, 2), (8, 8, 8, 8), at=house.local("2026-11-23 11.00"))
    await house.mette.presses("News")
    await house.mette.taps("Alma")
    assert f"{house.mette.say(TOGETHER.id)}: 32" in house.mette.last.splitlines()
    assert house.mette.last.count("(3)") == 1 and house.mette.say(LIFE.id) not in house.mette.last


async def test_as_usual_is_said_of_who_has_a_usual(house: House) -> None:
    for day in range(23, 27):
        await house.at(f"2026-11-{day} 16.00")
        await answers(house.alma)
    await house.at("2026-11-26 18.00")
    house.mette.reads("As usual: {names}", names=("Alma",))
    await house.at("2026-11-27 16.00")
    await answers(house.alma, mood="Very badly")
    await house.at("2026-11-27 18.00")
    house.mette.reads("not as usual")
    await house.mette.taps("Alma")
    house.mette.reads("{question}: {answer} (usually {usual})", question=T("Mood"), answer=T("Very badly"), usual=7.5)


async def test_sent_is_not_seen(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, SAID)
    await house.at("2026-11-23 18.00")
    assert await looks(house) == []
    await asks_who_has_seen(alma)
    alma.reads("Sent to {name}, and not opened yet, {when}.", name="Mette", when=house.local("2026-11-23 18.00"))
    await mette.taps("Alma")
    assert await looks(house) == ["summary"]
    alma.turns_page()
    await asks_who_has_seen(alma)
    alma.reads("an overview of your answers")
    assert "ikke åbnet" not in alma.last.casefold()


async def test_a_note_waits_until_it_is_seen_however_old_and_seen_can_be_undone(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, SAID)
    await house.at("2026-12-20 12.00")
    await mette.opens_news()
    mette.sees(SAID)
    await mette.taps("Seen")
    mette.turns_page()
    await mette.presses("News")
    mette.sees_not("own words")
    await house.at("2026-12-20 12.10")
    await mette.opens_news()
    mette.sees_not(SAID)


async def test_seen_that_was_not_meant(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, SAID)
    await mette.opens_news()
    await mette.taps("Seen")
    alma.sees("{name} has read your answer.", name="Mette")
    listed = next(m for m in mette.shown if m.text.startswith(mette.say("News")))
    assert "Alma" not in listed.text, "the list says it at once"
    await mette.taps("Back among the news")
    alma.sees("{name} has read your answer.", name="Mette")
    listed = next(m for m in mette.shown if m.text.startswith(mette.say("News")))
    assert "Alma" in listed.text
    mette.turns_page()
    await house.at("2026-11-23 18.00")
    mette.reads("own words")
    await mette.taps("Alma", "Seen")
    assert await looks(house) == ["summary", "summary"]
    alma.turns_page()
    await house.at("2026-11-24 09.00")
    alma.sees_not(alma.say("{name} has read your answer.", name="Mette"))


async def test_seen_at_night_and_back_among_the_news_the_borger_hears_in_the_morning_what_is_so(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, SAID)
    await house.at("2026-11-23 23.30")
    await mette.opens_news()
    await mette.taps("Seen", "Back among the news")
    await house.at("2026-11-24 09.00")
    assert alma.has_seen("{name} has read your answer.", name="Mette") == 1
    await mette.taps("Seen")
    assert alma.has_seen("{name} has read your answer.", name="Mette") == 1


async def test_followed_up_after_it_was_back_among_the_news_it_is_said_once_that_it_was_read(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, SAID)
    await mette.opens_news()
    await mette.taps("Seen", "Back among the news", "I follow up", "I will talk with you about it.", "Today")
    read = [text for text in alma.texts if alma.say("{name} has read your answer.", name="Mette") in text]
    assert len(read) == 1 and mette.say("I will talk with you about it.") in read[0]


async def test_what_is_shared_no_more_is_not_on_the_list_any_more(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, SAID)
    keep = alma.button("Don't share")
    await mette.presses("News")
    mette.reads("own words")
    tap = mette.button("Alma")
    await alma.taps_data(*keep)
    mette.sees_not("Alma")
    await mette.taps_data(*tap)
    mette.sees_not(SAID)
    assert await looks(house) == []


async def test_a_call_that_waits_stands_first(house: House) -> None:
    await answers(house.alma, SAID)
    await house.alma.presses("Talk to someone")
    await house.mette.presses("News")
    first = house.mette.last.splitlines()[1]
    assert first.startswith("☎️ Alma")


async def erases_alma(house: House) -> None:
    alma = await house.known(house.alma)
    texts = house.service.house.texts["da"]
    await house.service.db.write(erase_within, alma, house.clock.now(), texts)
    house.service.sender.wake()
    await house.quiet()


async def test_a_list_that_names_somebody_who_is_erased_goes(house: House) -> None:
    await answers(house.alma, SAID)
    await house.mette.presses("News")
    await erases_alma(house)
    house.mette.sees_not("Alma")


async def test_so_does_the_list_of_who_was_only_called(house: House) -> None:
    await on_duty(house, house.jonas, MONDAY, "day")
    await house.alma.presses("Talk to someone")
    await house.jonas.presses("News")
    house.jonas.sees("Alma")
    await erases_alma(house)
    house.jonas.sees_not("Alma")


async def test_and_of_who_was_chosen_to_read_it(house: House) -> None:
    alma, jonas = await house.known(house.alma), await house.known(house.jonas)
    now = house.clock.now()
    await house.service.db.write(sharing.set_grant, alma.id, jonas.id, "trivsel", True, now, chosen=True)
    await house.at("2026-11-24 18.00")
    await house.jonas.presses("News")
    house.jonas.sees("Alma")
    await erases_alma(house)
    house.jonas.sees_not("Alma")


async def test_words_that_a_reader_asks_for_are_a_look(tmp_path: Path) -> None:
    async with open_house(tmp_path, news_says="all") as house:
        await answers(house.alma, SAID)
        await house.mette.presses("News")
        house.mette.sees(SAID)
        assert await looks(house) == ["summary"]
        house.alma.turns_page()
        await asks_who_has_seen(house.alma)
        assert "ikke åbnet" not in house.alma.last.casefold()


async def test_a_call_says_what_it_is_for(house: House) -> None:
    await answers(house.alma, SAID)
    await house.alma.taps(ASK)
    house.mette.turns_page()
    await house.mette.presses("News")
    first = house.mette.last.splitlines()[1]
    assert "læser noget" in first and "snak" not in first


async def test_a_call_that_a_colleague_has_taken_waits_no_more(house: House) -> None:
    alma, jonas, mette = house.alma, house.jonas, house.mette
    await on_duty(house, jonas, MONDAY, "day")
    await on_duty(house, mette, MONDAY, "day")
    await alma.presses("Talk to someone")
    await house.passes(minutes=11)
    mette.turns_page()
    await mette.presses("News")
    mette.sees("har bedt om en snak")
    await jonas.taps("I am coming now")
    mette.sees_not("har bedt om en snak")


async def test_all_are_read_by_one_tap(house: House) -> None:
    await three(house)
    await house.mette.presses("News")
    await house.mette.taps("Read all")
    assert [m.text.splitlines()[0] for m in house.mette.shown[-3:]] == ["Alma", "Bo", "Carl"]


async def test_a_leader_sets_how_much_news_say(house: House) -> None:
    lis = house.lis
    await answers(house.alma, SAID)
    await lis.presses("More")
    await lis.taps("Hours and numbers", "News on Telegram")
    lis.reads("News on Telegram: who, and what kind.")
    await lis.taps("Also what was said")
    lis.sees("News on Telegram: all.")
    await house.mette.presses("News")
    house.mette.reads(f"»{SAID}«")
