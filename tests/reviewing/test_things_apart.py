"""Ratings inside an each: a curve for each thing, called by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import House, open_house
from tests.methods.test_earlier import life
from tests.phone import Phone
from tests.review_stage import opened

pytestmark = pytest.mark.long

RATED = """
id: folk
title: {da: Mine folk}
pictogram: "🌙"
purpose: answers
topic: trivsel
lists: {things: {items: [{id: a, label: {da: Alfa}}, {id: b, label: {da: Beta}}]}}
steps:
  - id: people
    kind: each
    over: things
    one_more: {most: 2, name: {da: Egen}}
    steps: [{id: much, kind: rating, scale: amount, text: {da: "{item}: hvor meget?"}, name: {da: Meget}}]
"""
NOT_AT_ALL, A_LOT = "🪫🪫", "🔋🔋"


async def rates(alma: Phone, own: str) -> None:
    await life(alma, "Mine folk", NOT_AT_ALL, A_LOT)
    await alma.says(own)
    await alma.taps("Done", A_LOT, "No thanks")


async def curves(house: House) -> Phone:
    mette = await opened(house, "Curves")
    await mette.taps(next(label for label in mette.labels if label.startswith("📈")))
    return mette


async def test_each_thing_has_a_curve_and_what_is_named_anew_is_another(tmp_path: Path) -> None:
    async with open_house(tmp_path, RATED) as house:
        await house.shares(house.alma, house.mette, "trivsel")
        await rates(house.alma, "Bo")
        await house.at("2026-11-24 12.00")
        await rates(house.alma, "Ida")
        await house.at("2026-11-25 12.00")
        await rates(house.alma, "bo")
        mette = await curves(house)
        mette.sees("Alfa · Meget: 3 svar, fra 0 til 0")
        mette.sees("Beta · Meget: 3 svar, fra 10 til 10")
        mette.sees("bo · Meget: 2 svar")
        await mette.taps("More")
        mette.sees("Ida · Meget: ét svar, 10")
