"""The demo's last day: the running bot asks, the invented people answer. Then everybody clears their chat, and opens
one fresh card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import resvg_py

from bot.deleting import ALLOWED
from bot.desk.desk import Desk
from bot.reviewing.followups import OWN
from bot.reviewing.summaries import open_summary
from bot.reviewing.summary_view import SUMMARY
from bot.simulator.demo_host import Demo
from bot.simulator.demo_house import BORGERE, CHECK_IN, WORKERS, ZONE, Borger
from bot.telegram.buttons import Tap, button_data
from dialogs.engine.buttons import Button
from dialogs.engine.session import Pressed
from dialogs.time.schedule import instant
from storage import clearing, people, sessions
from storage.tx import Tx


@dataclass(frozen=True)
class Says:
    """Own words on the phone: `kind` is "text", "voice" or "photo"."""

    words: str = ""
    kind: str = "text"


Answers = Sequence[str | Says]

ALMA: Answers = ("3/5", "3/5", "2/5", "one", "people", Says("Jeg vil gerne til byen og købe garn."), Button.ON)
BENT: Answers = ("2/3", "1/3", "1/3", "more", "food", Says(kind="voice"), Button.ON)
CARLA: Answers = ("3/5", "2/5", "3/5", "nobody", "activity", Says("Hylden er sat op.", "photo"), Button.ON)
DORTHE: Answers = ("6/11", "4/11", "5/11", "one", "calm", Button.SKIP)
FREJA: Answers = ("3/5", "2/5", "2/5", "nobody", Button.DONT_KNOW, Button.SKIP)
VOICE = Path(__file__).parent / "page" / "tone.ogg"
PHOTO = """<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600">
<rect width="800" height="600" fill="#e9e2d3"/><rect y="470" width="800" height="130" fill="#b99a74"/>
<g fill="#8a5a36"><rect x="150" y="215" width="500" height="18"/><rect x="190" y="233" width="16" height="56"/>
<rect x="594" y="233" width="16" height="56"/></g>
<g>
<rect x="190" y="125" width="34" height="90" fill="#3f6f8f"/>
<rect x="228" y="105" width="28" height="110" fill="#c2683f"/>
<rect x="260" y="118" width="40" height="97" fill="#55795a"/>
<rect x="304" y="135" width="30" height="80" fill="#d9b44a"/>
<rect x="350" y="112" width="30" height="104" transform="rotate(12 365 215)" fill="#7a4e6d"/></g>
<path d="M520 215 l-14 -52 h68 l-14 52 z" fill="#c7764d"/>
<g fill="none" stroke="#55795a" stroke-width="9"><path d="M540 163 q-6 -50 -42 -62"/><path d="M540 163 q2 -62 6 -86"/>
<path d="M540 163 q10 -44 46 -50"/></g></svg>"""
ASKED = time(16)
"""When the demo begins: those who are asked at this time have their question then."""
NOTE = "Vi tager til garnbutikken sammen i denne uge."


async def live_lately(demo: Demo, today: date) -> None:
    """Lives from yesterday afternoon to 16.00 today."""

    def at(hour: int, minute: int, days: int = 0) -> datetime:
        return instant(today + timedelta(days=days - 1), time(hour, minute), ZONE)

    for person in (*BORGERE, *WORKERS):
        demo.sim.user(person.user_id).starts()
    await _asked(demo, at(16, 0), {"Alma": ALMA, "Bent": BENT, "Dorthe": DORTHE})
    await demo.walk(at(16, 44))
    await _follows_up(demo)
    await _asked(demo, at(10, 0, 1), {"Carla": CARLA, "Freja": FREJA})
    await demo.walk(at(15, 57, 1))
    await _tidies_up(demo)
    await demo.walk(at(16, 0, 1))
    await demo.settle()


async def _tidies_up(demo: Demo) -> None:
    """Everybody deletes what is in their chat and begins it anew. Who is not about to be asked opens the first of their
    keys: the week, the news, the house."""
    await demo.settle()
    for person in (*BORGERE, *WORKERS):
        demo.sim.user(person.user_id).clears_chat()
        await demo.service.house.write(_nothing_stands, person.user_id)
        demo.sim.user(person.user_id).starts()
    await demo.settle()
    for person in (*BORGERE, *WORKERS):
        phone = demo.sim.user(person.user_id)
        if not (isinstance(person, Borger) and person.at == ASKED):
            phone.sends((phone.reply_keyboard or [[""]])[0][0])
    await demo.settle()


def _nothing_stands(desk: Desk, chat_id: int) -> None:
    """The bot counts on nothing that stood in this chat."""
    person = people.person_by_chat(desk.tx, chat_id)
    assert person is not None
    clearing.take_off(desk.tx, person.id, desk.now - ALLOWED)


async def _asked(demo: Demo, due: datetime, given: Mapping[str, Answers]) -> None:
    """Some are asked, and answer six minutes later."""
    await demo.walk(due)
    demo.clock.jump_to(due + timedelta(minutes=6))
    for name, answers in given.items():
        await _answers(demo, name, answers)


async def _answers(demo: Demo, name: str, given: Answers) -> None:
    """Taps and says what is given, if a check-in is open. The taps between two messages are one commit."""
    borger = next(b for b in BORGERE if b.name == name)
    taps: list[str] = []
    for one in (*given, None):
        if isinstance(one, str):
            taps.append(one)
            continue
        if not await _taps(demo, borger.user_id, taps):
            return
        taps.clear()
        phone = demo.sim.user(borger.user_id)
        if isinstance(one, Says):
            match one.kind:
                case "voice":
                    phone.sends_voice(VOICE.read_bytes(), 4)
                case "photo":
                    phone.sends_photo(bytes(resvg_py.svg_to_bytes(svg_string=PHOTO)), one.words)
                case _:
                    phone.sends(one.words)
            await demo.heard()


async def _taps(demo: Demo, chat_id: int, taps: Sequence[str]) -> bool:
    return await demo.service.house.write(_tapped, chat_id, taps)


def _tapped(desk: Desk, chat_id: int, taps: Sequence[str]) -> bool:
    borger = people.person_by_chat(desk.tx, chat_id)
    assert borger is not None
    for choice in taps:
        stored = sessions.open_session(desk.tx, borger.id, CHECK_IN)
        if stored is None:
            return False
        desk.runner.feed(desk, stored, Pressed(stored.session.turn, choice))
    return True


async def _follows_up(demo: Demo) -> None:
    """Mette opens what is new of Alma and writes what she will do."""
    mette = demo.sim.user(2001)
    if not await demo.service.house.write(_opened, mette.user_id, "Alma"):
        return
    await demo.heard()
    row = await demo.service.db.read(
        Tx.one,
        "SELECT m.id, s.message_id FROM summary m JOIN surface s ON s.id = m.surface_id JOIN person p"
        " ON p.id = m.borger_id WHERE s.chat_id = ? AND p.name = 'Alma' ORDER BY m.id DESC LIMIT 1",
        mette.user_id,
    )
    assert row is not None
    summary_id, message_id = row
    mette.taps_data(message_id, button_data(Tap(SUMMARY, summary_id, 0, "follow_up")))
    await demo.heard()
    await demo.service.house.write(_follow_up_tapped, mette.user_id, OWN)
    mette.sends(NOTE)
    await demo.heard()
    await demo.service.house.write(_follow_up_tapped, mette.user_id, "this_week")
    mette.taps_data(message_id, button_data(Tap(SUMMARY, summary_id, 0, "seen")))
    await demo.heard()


def _opened(desk: Desk, chat_id: int, name: str) -> bool:
    """Opens what is new of a borger."""
    staff = people.person_by_chat(desk.tx, chat_id)
    borger = next((one for one in people.borgere_of(desk.tx, staff.id) if one.name == name), None) if staff else None
    return staff is not None and borger is not None and open_summary(desk, staff, borger)


def _follow_up_tapped(desk: Desk, chat_id: int, choice: str) -> None:
    """A button of what somebody is about to follow up on."""
    staff = people.person_by_chat(desk.tx, chat_id)
    stored = sessions.open_session(desk.tx, staff.id, "follow_up") if staff else None
    if stored:
        desk.runner.feed(desk, stored, Pressed(stored.session.turn, choice))
