"""The page with Steward itself behind it: what a visitor of the demo does first."""

import struct
from pathlib import Path

import pytest
from playwright.async_api import expect

from demo.pictures import FOLDER, take
from demo.scenarios import SCENARIOS
from demo.stage import stage
from sandbox import VirtualClock
from sandbox.pytest_plugin import START
from tests.sandbox.browser import browsing, needs_browser

pytestmark = needs_browser


@pytest.fixture
async def running():
    story = SCENARIOS["riverside"]
    async with stage(VirtualClock(START, frozen=True), before=story.before) as running:
        yield running


async def test_a_newcomer_is_greeted_and_takes_the_first_step(running):
    url = running.sandbox.url
    async with browsing(url) as looking:
        page = looking.page
        await looking.be(url, running.town.owner)
        await page.get_by_role("button", name="New person").click()
        await page.get_by_label("Name", exact=True).fill("Mia")
        await page.get_by_role("button", name="Create").click()
        await page.get_by_role("button", name="Start here").click()
        answer = looking.message("0 of 4 done")
        await expect(answer).to_contain_text("Only you can see this")
        await answer.get_by_role("button", name="Guidelines").click()
        await expect(looking.message("1 of 4 done")).to_be_visible()


async def test_the_setup_is_walked_through_by_keyboard(running):
    url = running.sandbox.url
    async with browsing(url) as looking:
        page = looking.page
        await looking.be(url, running.town.owner)
        await page.get_by_label("Message", exact=True).fill("/setup")
        await expect(page.get_by_role("option", name="/setup")).to_be_visible()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("button", name="Run")).to_be_focused()
        await page.keyboard.press("Enter")
        await looking.message("step 1 of").get_by_role("button", name="Next").focus()
        for step in (2, 3, 4):
            await page.keyboard.press("Enter")
            button = looking.message(f"step {step} of").get_by_role("button", name="Next")
            await expect(button).to_be_focused()


async def test_the_pictures_of_the_docs_are_made_anew(tmp_path):
    await take(tmp_path)
    made, shipped = _sizes(tmp_path), _sizes(FOLDER)
    assert made == {name: shipped.get(name) for name in made}
    assert {"demo.png", "raid-plan.png"} <= made.keys()


def _sizes(folder: Path) -> dict[str, tuple[int, int]]:
    return {file.name: struct.unpack(">II", file.read_bytes()[16:24]) for file in folder.iterdir()}
