"""What people were asked and had signed up for before the tables of it changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import asked_along, hands, offers
from storage.tx import Tx
from tests.storage.test_house import opened
from tests.storage.test_migrations import MIGRATIONS, up_to


async def test_two_who_were_asked_before_are_asked_still(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 73])
    async with opened(tmp_path) as db:
        for number, name in ((1, "N"), (2, "O")):
            await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at)"
                         " VALUES (?, 'borger', ?, '{}', 'active', 0)", number, name)  # fmt: skip
        await db.write(Tx.run, "INSERT INTO hand (id, giver_id, wanter_id, thing, sign, asked_at, giver_says)"
                       " VALUES (3, 1, 2, 'At gå en tur', '🥾', 0, 'yes')")  # fmt: skip
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        hand = await db.read(hands.hand_by_id, 3)
        assert hand and (hand.says(1), hand.says(2), hand.card(1), hand.task_id) == ("yes", "", None, None)


async def test_an_offer_of_before_is_no_news_and_nobody_may_be_asked_along_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 74])
    plan = '{"title": "Tur", "repeat": {"start": "2026-11-26"}, "at": "14:00", "zone": "Europe/Copenhagen"}'
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "INSERT INTO offer (id, plan, open, made_at) VALUES (3, ?, 1, 0)", plan)
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        offer = await db.read(offers.by_id, 3)
        assert offer and (offer.open, offer.opened_at) == (True, None)
        assert await db.read(offers.hearing) == {} and await db.read(asked_along.may_be_asked) == []
        assert await db.read(offers.every_time, 3) == {}
