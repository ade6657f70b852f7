"""A database of version 408a2ad: what was said, shared, planned and agreed is found again, and comes when it is due."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.copies import export
from bot.config import read_settings
from tests.fixtures.days_408a2ad import taps_on
from tests.phone import Phone, da
from tests.reader_stage import chooses
from tests.review_stage import asks_who_has_seen
from tests.upgrade_stage import Old, page, upgraded, words_of

pytestmark = pytest.mark.long


def drawn(phone: Phone) -> str:
    """What is on the picture of the newest message, as its sketch names it."""
    file = phone.shown[-1].file
    return file.content.decode("utf-8", "ignore") if file else ""


def sounds(phone: Phone) -> list[tuple[str, bytes]]:
    """The kinds of files that came, with what is in them."""
    return [(m.file.kind, m.file.content) for m in phone.shown if m.file]


# What a borger finds of their own


async def test_a_borger_finds_their_curve_and_their_week(old: Old) -> None:
    alma = old.alma
    await alma.presses("More")
    await alma.taps("How I am", "My curve")
    for point in ("day='26.11', value=30.0", "day='26.11', value=40.0"):
        assert point in drawn(alma), drawn(alma)
    await alma.presses("My week")
    for entry in ("title='Svømning', time='16.30', state='planned'", "title='Motion', time='10.00'",
                  "title='Kor', time='10.00', state='cancelled'", "title='Kor', time='11.00', state='moved'",
                  "title='Hvordan jeg har det', time='16.05', state='done'"):  # fmt: skip
        assert entry in drawn(alma), drawn(alma)
    await alma.taps("Next week")
    assert "Tandlæge" in drawn(alma)


async def test_a_borger_finds_who_has_seen_their_answers(old: Old) -> None:
    await asks_who_has_seen(old.alma)
    old.alma.sees("Jonas så et overblik over dine svar tirsdag den 1. december kl. 18.00.")
    old.alma.sees("Mette så dit ønske søndag den 29. november kl. 18.10.")


async def test_own_reminders_are_listed(old: Old) -> None:
    await old.alma.presses("More")
    await old.alma.taps("My week", "Remind me", "My reminders")
    assert any("Medicin" in label for label in old.alma.labels), old.alma.labels


async def test_a_receipt_from_before_still_takes_an_answer_back(old: Old) -> None:
    await taps_on(old.alma, "Jeg svømmede ti baner", "Del ikke")
    await page(old.mette, "Alma", "Answers")
    old.mette.sees_not("Jeg svømmede ti baner")


async def test_a_copy_of_everything_holds_all_that_was_said_and_agreed(old: Old, tmp_path: Path) -> None:
    house = old.house
    file = await export(read_settings(house.settings), "Alma", tmp_path / "copy", house.clock.now())
    copy = file.read_text("utf-8")
    for words in (
        "»Jeg savner min hund«", "»en hemmelighed til mig selv«", "»Min nabo larmer om natten«",
        "Blive hørt: Ja, altid", "Svømning, Hvordan det gik: Jeg gjorde det",
        "Egne ord: (1.ogg)", "»Alma sad længe ved vinduet«", "»Se havet«",
        "torsdag den 3. december kl. 16.05: Trivsel\nHumør: Godt\nSøvn: Dårligt\nEnergi: Mellem",
        "Mette skriver: »Jeg ringer til din søster om hunden«", "Mette svarede: »Det er for koldt nu«",
        "Kirken er lukket", "Korlederen er på kursus", "Medicin, hver dag kl. 18.00", "Tandlæge, torsdag",
        "Næste uge: hver søndag kl. 18.00 (24 timer)", "Mette må læse »Livet og samarbejdet«.",
        "kl. 22.00 til kl. 8.00",
    ):  # fmt: skip
        assert words in copy, words
    assert "Mette må læse »Mine noter«" not in copy


# What staff find of what is shared, and nothing else


async def test_what_is_shared_is_read_in_the_words_it_was_asked_in(old: Old) -> None:
    await page(old.mette, "Alma", "Answers")
    for words in ("Jeg svømmede ti baner", "Blive hørt: ", "Det vi gør: ", "Måden: ", "Se havet", "Et besøg"):
        old.mette.sees(words)
    await page(old.mette, "Alma", "Attendance")
    old.mette.sees("Sidst: tirsdag den 24. november, gjort")
    await page(old.jonas, "Bo Opdigtet", "Answers")
    old.jonas.sees("The soup was good")
    old.jonas.sees("A kite")
    await page(old.mette, "Ida Opdigtet", "Answers")
    old.mette.sees("Min kage")
    old.mette.sees("mandag den 30. november kl. 12.00 (med hjælp fra Jonas)")


async def test_what_is_not_shared_stays_unread(old: Old) -> None:
    mette, jonas, karen = old.mette, old.jonas, old.karen
    await page(mette, "Alma", "Answers", "How are you")
    while mette.has_button("Older"):
        await mette.taps("Older")
    mette.sees("Jeg savner min hund")
    mette.sees_not("en hemmelighed", "Min nabo larmer", "ved vinduet")
    await page(mette, "Alma")
    mette.sees_not("My notes", "What staff notice")
    await page(jonas, "Alma", "Answers")
    jonas.sees("Jeg svømmede ti baner")
    jonas.sees_not("Se havet", "Blive hørt")
    await page(jonas, "Ida Opdigtet", "Answers")
    jonas.sees_not("Min kage")
    await page(karen, "Bo Opdigtet")
    karen.sees("{name} shares nothing with you now. {name} decides that.", name="Bo Opdigtet")
    await page(old.lis, "Alma")
    old.lis.sees_not("Jeg svømmede ti baner", "How are you")


async def test_what_was_taken_back_can_be_shared_again(old: Old) -> None:
    await chooses(old.alma, "Mette", "Everything")
    await chooses(old.alma, "Jonas")
    await page(old.mette, "Alma", "Answers")
    old.mette.sees("Min nabo larmer om natten")
    await page(old.jonas, "Alma")
    old.jonas.sees("{name} shares nothing with you now. {name} decides that.", name="Alma")


async def test_a_voice_message_and_a_photo_are_sent_again(old: Old) -> None:
    old.mette.turns_page()
    summary = next(m for m in old.mette.person.messages if "en talebesked" in words_of(m))
    await old.mette.taps_data(summary.message_id, str(summary.buttons[-1][-1].data))
    assert ("voice", b"OggS simulated voice") in sounds(old.mette)
    await page(old.mette, "Ida Opdigtet", "Answers", "Hear and read all")
    assert "photo" in [kind for kind, _ in sounds(old.mette)]


async def test_an_unseen_summary_is_seen_on_its_old_card(old: Old) -> None:
    await taps_on(old.mette, "Jeg svømmede ti baner", "Seen")
    assert old.new(old.alma) == [old.alma.say("{name} has read your answer.", name="Mette")]
    old.mette.sees("You have seen this.")


async def test_a_follow_up_from_before_is_done(old: Old) -> None:
    await old.mette.presses("Follow-up")
    old.mette.reads("Jeg ringer til din søster om hunden")
    assert "Vi bager sammen" not in old.mette.last, "that was done"
    await old.mette.taps(da("Done: {note}", note="Jeg ringer"))
    assert any("Mette har gjort det: »Jeg ringer til din søster om hunden«" in words for words in old.new(old.alma))


async def test_notes_of_staff(old: Old) -> None:
    await page(old.mette, "Ida Opdigtet", "Staff's notes")
    old.mette.sees("Ida er glad for kagen")
    await page(old.jonas, "Ida Opdigtet", "Staff's notes")
    old.jonas.sees("Ida er glad for kagen")


async def test_wishes_that_wait_are_answered_and_answered_ones_wait_no_more(old: Old) -> None:
    mette = old.mette
    mette.turns_page()
    await mette.presses("News")
    for name in ("Ida Opdigtet", "Alma"):
        await mette.taps(da("{name}: wishes", name=name))
    mette.sees("Et besøg, onsdag den 2. december kl. 14.00")
    mette.sees_not("Motion", "Se havet")
    await taps_on(mette, "Flyt fra tirsdag den 1. december", "Write an answer")
    await mette.says("Vi finder en anden dag")
    assert any("Vi finder en anden dag" in words for words in old.new(old.ida))
    await taps_on(mette, "Et besøg", "Find a time")
    await mette.taps("lørdag den 5. december", "kl. 14.00")
    assert any("lørdag den 5. december kl. 14.00" in words for words in old.new(old.alma))


async def test_the_house_and_who_is_on_duty(old: Old) -> None:
    await old.lis.presses("The house")
    old.lis.sees("Borgere who take part: {count}", count=4)
    old.lis.sees("Open follow-ups: {count}", count=1)
    await old.mette.presses("Plan")
    await old.mette.taps("Shifts")
    assert old.mette.labels[1] == f"✓ {da('Day')}"


async def test_the_plan_is_found_moved_and_cancelled_as_it_was(old: Old) -> None:
    await old.mette.presses("Plan")
    week = old.mette.last
    for day in ("fre 4", "lør 5", "tir 8", "ons 9", "tor 10"):
        await old.mette.taps(day)
        week += old.mette.last
    for words in ("kl. 16.30 Alma: 📌 Svømning, Svømmehallen", "kl. 11.00 Alma: 📌 Kor (flyttet)",
                  "kl. 9.30 Alma: 📌 Tandlæge"):  # fmt: skip
        assert words in week
    await old.mette.taps("tir 8", "16.30 Alma: Svømning", "Cancel", "Cancel it")
    await old.mette.taps(old.mette.say("Only for {name}", name="Alma"), "Skip")
    assert any("Svømning" in words for words in old.new(old.alma))


# What comes when it is due


async def test_a_reminder_is_answered_on_its_old_card_and_one_put_off_comes_again(old: Old) -> None:
    await taps_on(old.alma, "Svømmehallen", "OK")
    await old.house.at("2026-12-03 16.14")
    assert not any("Svømning" in words for words in old.new(old.ida))
    await old.house.at("2026-12-03 16.16")
    assert any("Svømning" in words for words in old.new(old.ida))
    await old.house.at("2026-12-03 18.00")
    told = [words for words in old.new(old.mette) if "har ikke svaret på påmindelsen" in words]
    assert [words.split()[0] for words in told] == ["Ida"], "as was agreed; Alma has answered"
    assert any(words.startswith("Medicin") for words in old.new(old.alma)), "her own, every day at 18"


async def test_reminders_to_come(old: Old) -> None:
    await old.house.at("2026-12-08 15.59")
    old.alma.turns_page()
    old.ida.turns_page()
    await old.house.at("2026-12-08 16.00")
    old.alma.sees("Svømning")
    old.ida.sees("Svømning")
    await old.house.at("2026-12-09 19.00")
    old.alma.sees("Tandlæge")


async def test_the_same_morning_nobody_is_asked_twice(old: Old) -> None:
    """What was asked on Thursday is not asked again; Friday is asked about once."""
    for phone in old.phones:
        phone.turns_page()
    await old.house.at("2026-12-04 15.59")
    assert old.alma.has_seen("How are you today?") == 0
    await old.house.at("2026-12-04 16.05")
    assert old.alma.has_seen("How are you today?") == 1


async def test_a_break_holds_until_its_day(old: Old) -> None:
    bo = old.bo
    bo.turns_page()
    await old.house.at("2026-12-07 13.59")
    bo.sees_not("How are you today?", "What would you like next week?")
    await old.house.at("2026-12-07 14.00")
    bo.sees("How are you today?")


async def test_quiet_hours_hold(old: Old) -> None:
    await old.house.at("2026-12-03 21.30")
    old.ida.turns_page()
    await taps_on(old.mette, "med hjælp fra Jonas", "Seen")
    await old.house.at("2026-12-04 07.59")
    assert old.ida.shown == []
    await old.house.at("2026-12-04 08.00")
    old.ida.sees("{name} has read your answer.", name="Mette")


async def test_a_house_that_stood_still_for_two_days_catches_up_with_what_is_still_of_use(tmp_path: Path) -> None:
    async with upgraded(tmp_path, at="2026-12-05 10.00") as old:
        await old.house.passes(minutes=2)
        assert not any("Calling somebody" in words for words in old.new(old.bo)), "that was for Thursday"
        old.alma.reads("Tiden er gået. Det er helt i orden.\n\nMette og Jonas må læse det.")
        assert any(words.startswith("Bo Opdigtet vil gerne tale med nogen.") for words in old.new(old.mette))
        assert any(words.startswith("Jeg var væk fra torsdag den 3. december kl. 16.10") for words in old.new(old.lis))
        await page(old.mette, "Alma", "Answers")
        old.mette.sees("torsdag den 3. december kl. 16.05")


# Whatever else still stands on the phones


async def test_every_old_button_is_answered(old: Old) -> None:
    """Many are outdated, some by each other. None breaks anything: `House.quiet`, after each, would say so."""
    tapped = 0
    for phone in old.phones:
        standing = [(m.message_id, b.data) for m in phone.shown for row in m.buttons for b in row if b.data]
        for message_id, data in standing:
            await phone.taps_data(message_id, data)
        tapped += len(standing)
        assert old.house.sim.state.open_queries(phone.chat_id) == []
    assert tapped > 100
