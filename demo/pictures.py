"""`python -m demo.pictures`: makes the pictures of the README anew, in a browser on the demo.

Needs playwright and Chromium, like the browser tests.
"""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from playwright.async_api import Browser, Page, async_playwright

from bot.logs import set_up_logs
from bot.loops import loop_factory
from demo.play import Play
from demo.scenarios import SCENARIOS
from demo.stage import Stage, stage
from sandbox import VirtualClock
from sandbox.model import Upload
from sandbox.person import Person

FOLDER = Path(__file__).parents[1] / "docs" / "images"
ZONE = ZoneInfo("Europe/Madrid")
FIRST_DAY = date(2026, 11, 2)
SEED = 1
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# What a manager changes in the demo's guidelines.
CHANGES = (
    ('"you idiot", "you moron"', '"you idiot", "you moron", noobs'),
    ("mode: auto", "mode: propose"),
    ("We come here for each other.", "Here we help each other."),
)
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")


async def take(folder: Path) -> None:
    """Let two days pass in town, a newcomer arrive, and take all pictures."""
    begin = datetime.combine(FIRST_DAY, time.min, ZONE).astimezone(UTC)
    story = SCENARIOS["riverside"]
    async with (
        stage(VirtualClock(begin, frozen=True), before=story.before) as running,
        _browser() as browser,
    ):
        Play(running, story, ZONE, SEED).begin(FIRST_DAY)
        await running.sandbox.clock.advance_to(_instant(1, time(18, 30)))
        newcomer = await _newcomer(running)
        await _town(running, browser, folder / "demo.png")
        await _checklist(running, browser, newcomer, folder / "demo-phone.png")
        await _guidelines(running, browser, folder / "guidelines-upload.png")
    storm = SCENARIOS["storm"]
    async with stage(VirtualClock(begin, frozen=True), before=storm.before) as running:
        await _raid(running, folder / "raid-plan.png")


async def _raid(running: Stage, file: Path) -> None:
    """Let two hundred people join at once, and look at what could be done."""
    Play(running, SCENARIOS["storm"], ZONE, SEED).begin(FIRST_DAY)
    await running.sandbox.clock.advance_to(_instant(1, time(20, 30)))
    owner, channel = running.town.owner, "#community-team"
    async with (
        _browser() as browser,
        _looking(running, browser, owner, (1280, 1000), "light", channel=channel) as page,
    ):
        await page.get_by_role("button", name="See who would be banned").click()
        await page.get_by_role("button", name="Leave people out").wait_for()
        await page.screenshot(path=file)


def _instant(day: int, at: time) -> datetime:
    return datetime.combine(FIRST_DAY + timedelta(days=day), at, ZONE).astimezone(UTC)


async def _newcomer(running: Stage) -> Person:
    """Let somebody join, be greeted, be waved at and answer."""
    town = running.town
    linh = await town.person("Linh", joins=True)
    greeting = await town.bot_says("#welcome", linh.mention)
    for name, minutes in (("Eva", 2), ("Dani", 1)):
        await town.advance(minutes=minutes)
        await town[name].press(greeting, "Say hi")
    await town.advance(minutes=1)
    said = await linh.say("#welcome", "Thank you! I have never held a saw, but I want to learn.")
    await town.advance(minutes=1)
    await town["Gemma"].say("#welcome", "Then come on Saturday, I show you.", reply_to=said)
    await linh.react(said, "🎉")
    await running.settled()
    return linh


async def _town(running: Stage, browser: Browser, file: Path) -> None:
    owner = running.town.owner
    async with _looking(running, browser, owner, (1440, 900), "light") as page:
        await page.get_by_text("come on Saturday").wait_for()
        await page.screenshot(path=file)


async def _checklist(running: Stage, browser: Browser, newcomer: Person, file: Path) -> None:
    async with _looking(running, browser, newcomer, (390, 844), "dark") as page:
        await page.get_by_role("button", name="Start here").last.click()
        await page.locator(".only-you").wait_for()
        await page.mouse.move(0, 0)
        await page.screenshot(path=file)


async def _guidelines(running: Stage, browser: Browser, file: Path) -> None:
    """Hand in guidelines that would flag what somebody has written."""
    town, settings = running.town, running.steward.core.settings
    await (await town.person("Kofi", joins=True)).say("#general", "Noobs, hands off the laser!")
    await running.settled()
    text = settings.text(town.guild.id)
    for before, after in CHANGES:
        assert before in text, "the demo's guidelines say something else by now"
        text = text.replace(before, after, 1)
    async with _looking(
        running, browser, town.owner, (1440, 900), "light", channel="#general"
    ) as page:
        upload = Upload("guidelines.yml", text.encode(), "text/yaml")
        await town.owner.command("guidelines upload", file=upload)
        await page.get_by_role("button", name="Confirm").wait_for()
        await page.mouse.move(0, 0)
        await page.screenshot(path=file)


@asynccontextmanager
async def _browser() -> AsyncIterator[Browser]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        sys.exit("No Chromium: install it (Debian: apt-get install chromium).")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def _looking(
    running: Stage,
    browser: Browser,
    person: Person,
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
    *,
    channel: str = "#welcome",
) -> AsyncIterator[Page]:
    """Look at a channel as somebody, the hint for beginners put away."""
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        timezone_id=ZONE.key,
        locale="en-GB",
    )
    await context.add_init_script("localStorage.setItem('steward-demo-hint-read', 'yes')")
    page = await context.new_page()
    place = running.town.place(channel).id
    await page.goto(f"{running.sandbox.url}/?as={person.id}&channel={place}")
    await page.wait_for_selector("html[data-ready]")
    yield page
    await context.close()


def main() -> None:
    """Take the pictures and say where they are."""
    set_up_logs("WARNING", "text")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(take(FOLDER))
    print(f"The pictures are in {FOLDER}.")  # noqa: T201 - the answer of the command


if __name__ == "__main__":
    main()
