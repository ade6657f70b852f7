"""A house's own dialog files in a running house: a broken one stops nothing, and the leader is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.dialogs_in_use import dialogs_in_use
from bot.config import read_settings
from storage import house_dialogs
from tests.house import RHYTHM, House

GARDEN = """\
id: {id}
title: {{da: {title}, en: Garden}}
purpose: answers
topic: garden
steps: [{{id: how, kind: say, text: {{da: "Hvad så du?", en: "What?"}}}}]
"""
BROKEN = "id: have\ntitle: [\n"
LAST = "Jeg bruger den, som den var før."
SHIPPED = "Jeg bruger den, der fulgte med."
NONE = "Jeg går videre uden den."
MORE = "»trivselsbot dialogs check«"


def garden(title: str, id_: str = "have") -> str:
    return GARDEN.format(id=id_, title=title)


class Folder:
    """The house's folder of dialogs. What is written there counts from the next start."""

    def __init__(self, house: House, path: Path) -> None:
        self._house = house
        self._path = path / "dialogs"

    async def has(self, **files: str | None) -> None:
        """The bot starts anew with these files; None takes one away."""
        self._path.mkdir(exist_ok=True)
        (self._path / "topics.yaml").write_text("- {id: garden, name: {da: Haven, en: The garden}}\n", "utf-8")
        for name, body in files.items():
            file = self._path / f"{name}.yaml"
            if body is None:
                file.unlink()
            else:
                file.write_text(body, "utf-8")
        await self._house.closes()
        for phone in (self._house.lis, self._house.mette):
            phone.turns_page()
        await self._house.opens()
        await self._house.quiet()

    def title(self, id_: str = "have") -> str:
        """What the running bot calls a dialog in Danish; empty if it has none of this id."""
        dialog = self._house.service.house.dialogs.get(id_)
        return self._house.service.house.texts["da"].say(dialog.title.plain()) if dialog else ""


@pytest.fixture
def folder(house: House, tmp_path: Path) -> Folder:
    return Folder(house, tmp_path)


async def test_a_file_that_breaks_counts_as_it_was_when_it_was_last_good(house: House, folder: Folder) -> None:
    await folder.has(have=garden("Haven"))
    assert folder.title() == "Haven" and house.lis.texts == []
    await folder.has(have=BROKEN)
    assert folder.title() == "Haven"
    (told,) = house.lis.texts
    assert "have.yaml, linje 3: " in told and LAST in told and MORE in told
    assert house.mette.texts == []


async def test_of_two_dialogs_in_one_file_both_count_as_they_were_when_one_breaks(house: House, folder: Folder) -> None:
    await folder.has(have=f"{garden('Haven')}---\n{garden('Høsten', 'have_autumn')}")
    assert (folder.title(), folder.title("have_autumn")) == ("Haven", "Høsten") and house.lis.texts == []
    await folder.has(have=f"{garden('Have')}---\n{BROKEN.replace('have', 'have_autumn')}")
    assert (folder.title(), folder.title("have_autumn")) == ("Haven", "Høsten")
    (told,) = house.lis.texts
    assert "have.yaml, linje 9: " in told and LAST in told


async def test_each_problem_is_told_once_and_again_if_it_comes_back(house: House, folder: Folder) -> None:
    await folder.has(have=garden("Haven"), mad=garden("Mad", "mad").replace("kind: say", "kind: tell"))
    assert len(house.lis.texts) == 1 and NONE in house.lis.texts[0]
    await folder.has()
    assert house.lis.texts == []
    await folder.has(have=BROKEN)
    (told,) = house.lis.texts
    assert "have.yaml" in told and "mad.yaml" not in told
    await folder.has(mad="# a remark\n" + garden("Mad", "mad").replace("kind: say", "kind: tell"))
    assert house.lis.texts == [], "the same problem, on another line"
    await folder.has(mad=garden("Mad", "mad"), have=garden("Haven nu"))
    assert house.lis.texts == [] and (folder.title(), folder.title("mad")) == ("Haven nu", "Mad")
    await folder.has(have=BROKEN)
    assert len(house.lis.texts) == 1 and folder.title() == "Haven nu"


async def test_a_file_that_was_never_good_leaves_the_shipped_one_or_none(house: House, folder: Folder) -> None:
    await folder.has(have=BROKEN, wish="id: wish")
    assert folder.title() == "" and folder.title("wish") == "Mine ønsker"
    (told,) = house.lis.texts
    assert NONE in told and SHIPPED in told
    await house.alma.presses("More")
    house.alma.sees("What would you like?")


async def test_a_file_that_is_taken_away_is_forgotten(house: House, folder: Folder) -> None:
    await folder.has(wish=garden("Ønskehave", "wish"), have=garden("Haven"))
    assert folder.title("wish") == "Ønskehave"
    await folder.has(wish=None, have=None)
    assert (folder.title("wish"), folder.title()) == ("Mine ønsker", "") and house.lis.texts == []
    await folder.has(have=BROKEN)
    assert folder.title() == "", "what it was before it was taken away is gone"


async def test_a_form_that_the_app_could_not_read_is_not_used(house: House, folder: Folder) -> None:
    """A house's summary_time.yaml with a renamed step ended in a ValueError once."""
    form = (
        "id: summary_time\ntitle: My summary\npurpose: form\nsteps:\n"
        "  - {id: %s, kind: when, what: time, text: When do you want your summary?, offers: ['15:00']}\n"
        "  - {id: days, kind: several, text: Which days?, options: [{id: mon, value: 1, label: Monday},"
        " {id: tue, value: 2, label: Tuesday}]}\n"
    )
    await folder.has(summary_time=form % "when")
    assert "summary_time.yaml, linje 4: " in house.lis.texts[0] and SHIPPED in house.lis.texts[0]
    await folder.has(summary_time=form % "at")
    await house.mette.presses("More")
    await house.mette.taps("My summary", "kl. 15.00", "Tuesday", "Done")
    house.mette.sees("Thank you.")


async def test_what_leads_to_a_file_that_is_left_out_is_not_used_either(house: House, folder: Folder) -> None:
    leads = "id: %s\ntitle: More\npurpose: menu\nsteps: [{id: what, kind: choice, text: Which days?, options: ["
    leads += "{id: a, label: Monday, opens: %s}, {id: b, label: Tuesday, opens: wish}]}]\n"
    await folder.has(vej=leads % ("vej", "have"), have=BROKEN, sti=leads % ("sti", "vej"))
    assert [folder.title(id_) for id_ in ("vej", "have", "sti")] == ["", "", ""]
    (told,) = house.lis.texts
    assert "have.yaml" in told and "vej.yaml" not in told, "it is wrong in one place alone"
    await folder.has(have=garden("Haven"))
    assert [folder.title(id_) for id_ in ("vej", "have", "sti")] == ["Mere", "Haven", "Mere"]
    await folder.has(have=BROKEN)
    assert [folder.title(id_) for id_ in ("vej", "have", "sti")] == ["Mere", "Haven", "Mere"]


async def test_two_files_of_one_id_leave_the_first(house: House, folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "dialogs" / "ude").mkdir(parents=True)
    (tmp_path / "dialogs" / "ude" / "have.yaml").write_text(garden("Ude"), "utf-8")
    (tmp_path / "dialogs" / "ude" / "mad.yml").write_text(garden("Mad", "mad"), "utf-8")
    await folder.has(have=garden("Haven"))
    assert folder.title() == "Haven" and "ude/have.yaml: " in house.lis.texts[0]
    assert "ude/mad.yml: " in house.lis.texts[0]


async def test_a_version_that_this_app_cannot_use_any_more_is_not_used(house: House, folder: Folder) -> None:
    await folder.has(have=garden("Haven"), wish=garden("Ønskehave", "wish"))
    old = {"have": '{"id": "have"}', "wish": "no JSON"}
    await house.service.db.write(house_dialogs.keep, old)
    await folder.has(have=BROKEN, wish="id: wish")
    assert (folder.title(), folder.title("wish")) == ("", "Mine ønsker")


async def test_without_a_leader_it_waits_for_one(house: House, folder: Folder) -> None:
    await house.service.db.write(house_dialogs.note_told, [])
    await folder.has(have=BROKEN)
    assert len(house.lis.texts) == 1
    await house.lis.blocks()
    await folder.has(have=None, mad="id: mad")
    await house.lis.unblocks()
    house.lis.turns_page()
    await folder.has()
    assert "mad.yaml" in house.lis.texts[0]


async def test_commands_go_by_the_same_dialogs_as_the_bot(house: House, folder: Folder) -> None:
    await folder.has(have=garden("Haven"))
    await folder.has(have=BROKEN)
    found = await dialogs_in_use(read_settings(house.settings), house.service.db)
    assert found["have"].title.languages["da"] == "Haven"


async def test_at_night_the_leader_is_left_in_peace(house: House, folder: Folder) -> None:
    await house.lives(house.lis, RHYTHM)
    await house.at("2026-11-23 23.00")
    await folder.has(have=BROKEN)
    assert house.lis.texts == []
    await house.at("2026-11-24 08.00")
    assert len(house.lis.texts) == 1
