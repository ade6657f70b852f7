"""What somebody said in time counts, however late it comes: Telegram was away, or the bot was."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dialogs.text import T
from storage.answers import StoredAnswer, own_answers
from storage.followup import open_talks
from storage.sessions import session_by_id
from tests.clock_stage import check_ins
from tests.house import House

WINDOW_ENDS = "2026-11-24 00.00"
KEEP_IT = "Shall I keep what you sent?"


async def asked(house: House) -> None:
    """Alma was asked at four, with time to answer until midnight, and is at the last question: own words."""
    await house.at("2026-11-23 16.00")
    for tile in ("🙂", "😐"):
        await house.alma.taps(tile)
    await house.alma.taps("Don't know")
    await house.alma.taps("Nobody", "Food")


async def cut_off(house: House, at: str) -> None:
    """Telegram cannot be reached from then on; the bot hears the last before that."""
    await house.at(at)
    await house.mette.opens_news()
    house.sim.faults.down = True
    house.sim.drop_connections()


async def back(house: House, at: str) -> None:
    """Telegram is there again; meanwhile the clock has gone on, and the bot has looked at it."""
    house.clock.jump_to(house.local(at))
    await house.service.ticker.tick()
    house.sim.faults.down = False
    await house.service.ticker.tick()
    await house.quiet()


async def kept(house: House) -> list[StoredAnswer]:
    """All that Alma has answered."""
    return await house.service.db.read(own_answers, (await house.known(house.alma)).id)


async def test_own_words_written_in_time_are_the_answer_though_telegram_was_away(house: House) -> None:
    await asked(house)
    await cut_off(house, "2026-11-23 23.50")
    house.clock.jump_to(house.local("2026-11-23 23.55"))
    house.alma.person.sends("Jeg savner min hund")
    await back(house, "2026-11-24 00.10")
    *_, answer = await kept(house)
    assert answer.words == "Jeg savner min hund"
    assert abs(answer.said_at - house.local("2026-11-23 23.55")) < timedelta(minutes=1)
    house.alma.sees_not(KEEP_IT)


async def test_a_summary_waits_for_what_was_said_before_it_though_telegram_was_away(house: House) -> None:
    await asked(house)
    await cut_off(house, "2026-11-23 17.50")
    house.clock.jump_to(house.local("2026-11-23 17.55"))
    house.alma.person.taps(house.alma.say("⏭️"))
    await back(house, "2026-11-23 18.05")
    await house.is_back()
    await house.mette.reads_all()
    house.mette.sees("{question}: {answer} ({score})", question=T("Mood"), answer=T("Well"), score=7.5)


async def test_own_words_written_too_late_are_no_answer_though_they_come_first(house: House) -> None:
    await asked(house)
    await cut_off(house, "2026-11-23 23.50")
    house.clock.jump_to(house.local("2026-11-24 00.05"))
    house.alma.person.sends("Jeg savner min hund")
    await back(house, "2026-11-24 00.10")
    assert not any(answer.words for answer in await kept(house))
    house.alma.sees(KEEP_IT)


async def test_a_tap_in_time_counts_at_the_last_time_telegram_was_heard_before_it(house: House) -> None:
    await house.at("2026-11-23 16.00")
    await cut_off(house, "2026-11-23 23.50")
    house.clock.jump_to(house.local("2026-11-23 23.55"))
    house.alma.person.taps(house.alma.say("🙂"))
    await back(house, "2026-11-24 00.10")
    (answer,) = await kept(house)
    stored = await house.service.db.read(session_by_id, answer.session_id)
    assert answer.said_at < house.local(WINDOW_ENDS) and stored and stored.status == "expired"


async def test_a_tap_in_time_counts_though_the_bot_was_stopped(house: House) -> None:
    await house.at("2026-11-23 16.00")
    await house.at("2026-11-23 23.50")
    await house.passes(minutes=2)
    await house.closes()
    house.clock.jump_to(house.local("2026-11-23 23.55"))
    house.alma.person.taps(house.alma.say("🙂"))
    house.clock.jump_to(house.local("2026-11-24 00.10"))
    await house.opens()
    await house.passes(seconds=1)
    (answer,) = await kept(house)
    assert answer.said_at < house.local(WINDOW_ENDS)


async def test_while_telegram_is_away_who_has_nothing_to_answer_is_asked_all_the_same(house: House) -> None:
    await cut_off(house, "2026-11-23 15.59")
    house.clock.jump_to(house.local("2026-11-23 16.00"))
    await house.service.ticker.tick()
    came = await check_ins(house.service.db, (await house.known(house.alma)).id)
    assert came == [(house.local("2026-11-23 16.00"), "asked")]


async def test_a_call_for_a_talk_goes_on_though_nothing_can_be_heard(house: House) -> None:
    await house.alma.presses("Talk to someone")
    house.sim.faults.next("getUpdates", status=502, count=1000)
    house.sim.drop_connections()
    house.clock.jump_to(house.clock.now() + timedelta(minutes=11))
    await house.service.ticker.tick()
    house.service.sender.wake()
    (talk,) = await house.service.db.read(open_talks)
    assert talk.level == 1


@pytest.mark.parametrize("code", [409])
async def test_another_program_that_takes_the_updates_holds_nothing_up(house: House, code: int) -> None:
    house.sim.faults.next("getUpdates", status=code, count=1000)
    house.sim.drop_connections()
    await house.at("2026-11-23 16.00")
    house.alma.sees("How are you today?")
