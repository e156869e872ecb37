"""The bot is killed again and again between kind words and the wall: each thing happens once.

More rounds: `CHAOS=50 python -m pytest tests/chaos/test_testimonials_kill.py`. Another course of
events: `CHAOS_SEED=…`; the seed of a failed run is shown with the failure.
"""

import asyncio
import os
import random
from contextlib import suppress
from pathlib import Path

import pytest

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.faults import Fault
from sandbox.model import Message
from sandbox.person import Person
from sandbox.town import Town
from tests.chaos.mortal import Mortal
from tests.steward import SETTINGS

ROUNDS = int(os.environ.get("CHAOS", "4"))
SEED = int(os.environ.get("CHAOS_SEED", random.SystemRandom().randrange(10**6)))
DESK, WALL = "#community-team", "#welcome"
WORDS = (
    SETTINGS
    + """\
  staff_channel: "#community-team"
features:
  testimonials: {wall: "#welcome"}
  outreach: {}
"""
)
AGREED = {"Where may your words be shown?": ["On this server"], "Under which name?": "No name"}
STILL_TO_DO = "SELECT 1 FROM core_outbox WHERE due_at IS NOT NULL"
# How much the bot and the town say to each other before it is killed, at most.
LONGEST_LIFE = 60


class Voices:
    """People who said something kind; every second one takes it back once it is on the wall."""

    def __init__(self, town: Town, bot: Mortal) -> None:
        self.town, self.bot = town, bot
        self.said: dict[Person, Message] = {}
        self.taking_back: set[Person] = set()

    async def join(self) -> None:
        """Let one more person say something kind."""
        number = len(self.said)
        person = await self.town.person(f"Mia{number}", joins=True)
        self.said[person] = await person.say("#general", f"Thank you all for chair {number}!")

    async def go_on(self, person: Person) -> None:
        """Take the next step for somebody's words, as far as the bot lives to hear of it."""
        with suppress(AssertionError, ApiError):
            state, (ana, bo) = self.state(person), (self.town["Ana"], self.town["Bo"])
            if state == "" and person not in self.taking_back:
                await bo.use_on("Save as testimonial", self.said[person])
            elif state == "asked" and (asked := self.asked(person)):
                form = await person.press(asked[-1], "Choose what may be shown")
                await person.fill(form, AGREED)
            elif state == "consented" and (note := self.shown(person, DESK)):
                await ana.press(note[-1], "Approve")
            elif state == "published" and self.takes_back(person):
                await self.take_back(person)

    async def take_back(self, person: Person) -> None:
        self.taking_back.add(person)
        mine = (await person.command("my testimonials")).message
        labels = [one["label"] for row in mine.components for one in row["components"]]
        await person.press(mine, next(one for one in labels if one.startswith("Take number")))

    def takes_back(self, person: Person) -> bool:
        return list(self.said).index(person) % 2 == 1

    def is_done(self, person: Person) -> bool:
        end = "" if person in self.taking_back else "published"
        return self.state(person) == end and self.takes_back(person) == (not end)

    def state(self, person: Person) -> str:
        """Return how their words stand; nothing once they are taken back and emptied."""
        query = f"SELECT state FROM testimonials_items WHERE author_id = {person.id}"
        return "".join(str(state) for (state,) in self.bot.rows(query))

    def asked(self, person: Person) -> list[Message]:
        return self.shown(person, person.private_channel)

    def shown(self, person: Person, where: object) -> list[Message]:
        """Return what the bot has written in a place that repeats somebody's words."""
        words, steward = self.said[person].content, self.town.world.bot
        room = self.town.messages(where)
        return [one for one in room if one.author is steward and words in one.content]

    async def work(self, dice: random.Random) -> None:
        """Take one step after the other until all is done."""
        while waiting := [one for one in self.said if not self.is_done(one)]:
            await self.go_on(dice.choice(waiting))
            await asyncio.sleep(0)


@pytest.mark.timeout(120 + 15 * ROUNDS)
async def test_words_are_asked_about_and_shown_once_however_often_the_bot_is_killed(
    tmp_path: Path,
) -> None:
    dice = random.Random(SEED)
    (tmp_path / "guidelines.yml").write_text(WORDS)
    async with Sandbox(rate_limits=False) as sandbox:
        bot = Mortal(sandbox, tmp_path, {"testimonials", "outreach"})
        voices = Voices(Town(sandbox), bot)
        for method in ("POST", "DELETE"):
            sandbox.faults.add(Fault(method, "/channels/*", times=None, delay=0.03))
        for _ in range(ROUNDS):
            await bot.begin()
            await voices.join()
            work = asyncio.create_task(voices.work(dice))
            end = sandbox.journal.last + dice.randint(1, LONGEST_LIFE)
            with suppress(AssertionError):  # all is done before
                await sandbox.until(lambda end=end: sandbox.journal.last >= end, 5)
            await bot.kill()
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
        await bot.begin()
        try:
            async with asyncio.timeout(60):
                await voices.work(dice)
            await bot.until_none(STILL_TO_DO)
        finally:
            await bot.kill()
        check(voices)


def check(voices: Voices) -> None:
    told = f"CHAOS_SEED={SEED}"
    counted = {
        person.user.name: tuple(
            len(voices.shown(person, where)) for where in (person.private_channel, WALL, DESK)
        )
        for person in voices.said
    }
    expected = {
        person.user.name: (1, 0, 0) if voices.takes_back(person) else (1, 1, 1)
        for person in voices.said
    }
    assert counted == expected, told
