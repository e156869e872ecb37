"""Lists of unwelcome domains that somebody else keeps."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest

from sandbox.town import Town
from tests.cogs.guidelines.feeds.keeper import Keeper
from tests.journeys.test_guidelines import Square
from tests.steward import SETTINGS, Running

pytestmark = [pytest.mark.features("guidelines"), pytest.mark.sandbox(rate_limits=False)]

GUIDELINES = """\
guidelines:
  - id: no-phishing
    title: No phishing
    detect: [links: {deny_lists: [phishing]}]
lists:
  phishing: {url: "https://lists.example/phishing.txt", refresh: 1h}
features:
  guidelines: {staff_channel: "#community-team"}
"""
FILE = GUIDELINES.replace('url: "https://lists.example/phishing.txt", refresh: 1h', "file: own.txt")


@pytest.fixture
async def keeper() -> AsyncIterator[Keeper]:
    async with Keeper() as running:
        yield running


@dataclass
class Nearby:
    fetch: Callable[[str, str], Awaitable[object]]


@pytest.fixture
async def square(idle_steward: Running, town: Town, keeper: Keeper) -> Square:
    idle_steward.write_settings(SETTINGS)
    await idle_steward.begin()
    square = Square(idle_steward, town)
    await nearby(square, keeper)
    return square


async def nearby(square: Square, keeper: Keeper) -> None:
    """Let the bot of now find the keeper on this machine under the address of the settings."""
    feeds = square.steward.client.get_cog("GuidelinesCog").feeds
    fetcher = type(feeds._fetcher)(loopback=True)
    feeds._fetcher = Nearby(lambda _, mark: fetcher.fetch(keeper.list, mark))


async def test_what_stands_on_the_list_is_flagged(square: Square) -> None:
    await square.steward.use(SETTINGS + GUIDELINES)
    mia = await square.newcomer()
    await square.say(mia, "look at https://www.scam.example/win and https://fine.example")
    (note,) = square.notes()
    assert "www.scam.example is on the list phishing." in note.content


async def test_staff_who_ask_are_told_what_stands_on_the_list(square: Square) -> None:
    await square.steward.use(SETTINGS + GUIDELINES)
    bo = square.town["Bo"]
    await bo.command("guidelines explain", text="https://scam.example")
    told = await square.town.bot_says("#general", "No phishing", to=bo)
    assert "scam.example is on the list phishing." in told.content


async def test_new_versions_of_the_list_count_and_the_same_one_is_not_sent_again(
    square: Square, keeper: Keeper
) -> None:
    await square.steward.use(SETTINGS + GUIDELINES)
    mia = await square.newcomer()
    await square.say(mia, "https://new.example")
    await square.steward.pass_time(hours=1, minutes=5)
    keeper.text += "new.example\n"
    await square.steward.pass_time(hours=1, minutes=5)
    assert [bool(mark) for mark in keeper.asked] == [False, True, True]
    assert square.notes() == []
    await square.say(mia, "https://new.example")
    assert len(square.notes()) == 1


async def test_the_last_good_version_counts_over_restarts_and_staff_are_told_once(
    square: Square, keeper: Keeper
) -> None:
    await square.steward.use(SETTINGS + GUIDELINES)
    await square.steward.restart()
    await nearby(square, keeper)
    keeper.is_gone = True
    await square.steward.pass_time(hours=4)
    (told,) = square.notes()
    assert "The list phishing" in told.content
    assert "still counts" in told.content
    mia = await square.newcomer()
    await square.say(mia, "https://scam.example")
    assert len(square.notes()) == 2
    keeper.is_gone = False
    await square.steward.pass_time(hours=2)
    keeper.is_gone = True
    await square.steward.pass_time(hours=2)
    assert len(square.notes()) == 3


async def test_a_page_that_is_no_list_does_not_take_the_place_of_one(
    square: Square, keeper: Keeper
) -> None:
    await square.steward.use(SETTINGS + GUIDELINES)
    keeper.text = "<!DOCTYPE html><p>Gone to lunch</p>"
    await square.steward.pass_time(hours=2)
    (told,) = square.notes()
    assert "no domains on it" in told.content
    await square.say(await square.newcomer(), "https://scam.example")
    assert len(square.notes()) == 2


async def test_a_list_beside_the_settings_is_read(square: Square) -> None:
    await square.steward.use(SETTINGS + FILE)
    (told,) = square.notes()
    assert "no such file" in told.content
    (square.steward.folder / "own.txt").write_text("mine.example\n")
    await square.steward.pass_time(minutes=31)
    await square.say(await square.newcomer(), "https://mine.example")
    assert len(square.notes()) == 2
