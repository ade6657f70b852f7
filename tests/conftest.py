"""Fixtures that several files share, and which tests share a worker."""

import functools
import ssl
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from aiohttp.multipart import parse_content_disposition
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from bot.desk.desk import Desk
from bot.telegram.content import Content
from dialogs.engine.cards import Card
from dialogs.permissions import Role
from dialogs.text import Text
from storage.people import Person
from tests.browser import browser
from tests.counting import count, count_shown, reads_right
from tests.demo_stage import demo, page_of_house
from tests.examples import examples
from tests.house import house
from tests.planning_stage import bo, planner
from tests.upgrade_stage import old

__all__ = ["bo", "browser", "demo", "house", "old", "page_of_house", "planner"]

_TOGETHER = {
    "tests/simulator/test_demo.py": "demo",
    "tests/simulator/test_demo_flows.py": "demo",
    "tests/simulator/test_demo_method.py": "demo",
    "tests/simulator/test_demo_minute.py": "demo",
    "tests/simulator/test_demo_page.py": "demo",
    "tests/simulator/test_demo_plan.py": "demo",
    "tests/simulator/test_demo_review.py": "demo",
    "tests/simulator/test_demo_voice.py": "demo",
    "tests/test_architecture.py": "code",
    "tests/test_docs.py": "documents",
    "tests/test_texts.py": "texts",
}
"""Files whose tests share what is slow to get, a browser with a demo or all of the code, and so share a worker."""

settings.register_profile("here", max_examples=examples(60), deadline=None)
settings.load_profile("here")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "dated: long, and about days and hours; `.ci/run` runs it on other dates too")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the transcripts of tests/goldens anew")


@pytest.fixture(scope="session", autouse=True)
def _what_is_slow_is_done_once() -> Iterator[None]:
    """Each bot that is started would read all of the world's certificates twice, to talk with loopback without any; and
    the simulator would spend a tenth of its time on the head of each part of a form, of which there are few."""
    certificates = patch("ssl.create_default_context", functools.cache(ssl.create_default_context))
    with certificates, patch("aiohttp.multipart.parse_content_disposition", functools.cache(parse_content_disposition)):
        yield


@pytest.fixture(scope="session", autouse=True)
def _the_disk_is_not_waited_for() -> Iterator[None]:
    """Power fails in no test that runs in this process; those that kill the bot start a process of their own."""
    with patch("storage.database.DURABLE", "synchronous = OFF"):
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_told_a_borger_in_prose_alone() -> Iterator[None]:
    """Who reads pictures gets a picture with every word, whatever a test is about; the message that brings the keyboard
    has its signs."""
    tell = Desk.tell

    def told(desk: Desk, person: Person, text: Text, **how: Any) -> None:
        signed = how.get("pictogram") or how.get("keyboard")
        assert signed or person.role is not Role.BORGER, f"told without a picture: {text.id}"
        if person.profile.language == "da":
            reads_right(desk.texts(person).say(text))
        tell(desk, person, text, **how)

    with patch.object(Desk, "tell", told):
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_card_holds_more_than_one_can_weigh() -> Iterator[None]:
    """Every card that any test brings to a phone is counted, whatever that test is about."""
    show, show_card = Desk.show, Desk.show_card

    def shown(desk: Desk, person: Person, content: Content, *args: Any, **how: Any) -> None:
        count_shown(person, content)
        if person.profile.language == "da":
            reads_right("\n".join([content.text, *(button.text for row in content.rows for button in row)]))
        show(desk, person, content, *args, **how)

    def card_shown(desk: Desk, person: Person, card: Card, *args: Any, **how: Any) -> None:
        if person.role is Role.BORGER:
            count(card)
        show_card(desk, person, card, *args, **how)

    with patch.multiple(Desk, show=shown, show_card=card_shown):
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_configuration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keys and ledgers go into a folder of the tests' own, whoever runs them."""
    with patch.dict("os.environ", {"XDG_CONFIG_HOME": str(tmp_path_factory.mktemp("config"))}):
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no worker is left with it when the others are done."""
    items.sort(key=lambda item: 0 if _is_slow(item.nodeid) else 1 if item.get_closest_marker("long") else 2)


def _is_slow(nodeid: str) -> bool:
    return nodeid.startswith("tests/whole/") or _file(nodeid) in _TOGETHER


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Each test goes wherever there is room, but those of `_TOGETHER` to one worker. (The xdist_group mark would say
    the same, but pytest 9.2 no longer lets xdist write it into a test's id.)"""
    scheduler = LoadScopeScheduling(config, log)
    scheduler._split_scope = lambda nodeid: _TOGETHER.get(_file(nodeid), nodeid)
    return scheduler
