"""Chromium for the tests that use the demo's page as a person does."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Error, async_playwright, expect

REQUIRED = "REQUIRE_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000  # milliseconds until the page shows what it should; a slow machine is no failure


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser: the machine's own Chromium, else Playwright's. Without any, the test is skipped, or fails where
    REQUIRE_BROWSER=1 says that there must be one."""
    installed = next((path for name in NAMES if (path := shutil.which(name))), None)
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(executable_path=installed, args=ARGS)
        except Error as error:
            reason = f"there is no Chromium to test the page with: {error.message.splitlines()[0]}"
            if os.environ.get(REQUIRED) == "1":
                pytest.fail(reason)
            pytest.skip(f"{reason} ({REQUIRED}=1 makes this a failure)")
        expect.set_options(timeout=PATIENCE)
        try:
            yield browser
        finally:
            await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The browser that all tests of a worker share; each opens pages of its own."""
    async with chromium() as begun:
        yield begun
