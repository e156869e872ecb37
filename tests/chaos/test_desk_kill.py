"""The bot is killed again and again while moderators work: no flag lost, nothing done twice.

More rounds: `CHAOS=50 python -m pytest tests/chaos/test_desk_kill.py`. Another course of events:
`CHAOS_SEED=…`; the seed of a failed run is shown with the failure.
"""

import asyncio
import os
import random
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.faults import Fault
from sandbox.model import Message, Upload
from sandbox.person import Person
from sandbox.town import Town
from sandbox.transcript import text_of
from tests.chaos.mortal import Mortal
from tests.cogs.desk.house import AGREED, CHANNEL, RUDE, SCAM, defaults
from tests.steward import SETTINGS

ROUNDS = int(os.environ.get("CHAOS", "4"))
SEED = int(os.environ.get("CHAOS_SEED", random.SystemRandom().randrange(10**6)))
FEATURES = ("desk", "guidelines", "outreach")
FILE = Upload("plan.txt", b"words", content_type="text/plain")
# Long enough to die before, during and after the card, the form, the deletion and the words.
LONGEST_LIFE = 0.5
UNFINISHED = (
    "SELECT 1 FROM core_outbox WHERE due_at IS NOT NULL"
    " UNION ALL SELECT 1 FROM desk_cases WHERE stage IN ('acting', 'telling')"
)


@pytest.mark.timeout(120 + 15 * ROUNDS)
async def test_no_flag_is_lost_and_nothing_is_done_twice_however_often_the_bot_is_killed(
    tmp_path: Path,
) -> None:
    dice = random.Random(SEED)
    settings = AGREED.replace("desk: {", "desk: {fold_within: 0s, ")
    (tmp_path / "guidelines.yml").write_text(SETTINGS + settings)
    async with Sandbox(rate_limits=False) as sandbox:
        town, bot = Town(sandbox), Mortal(sandbox, tmp_path, FEATURES)
        people: list[Person] = []
        await first_visit(sandbox, town, bot, people)
        sandbox.faults.add(Fault("POST", "/channels/*/messages", times=None, delay=0.05))
        sandbox.faults.add(Fault("DELETE", "/channels/*/messages/*", times=None, delay=0.05))
        for number in range(ROUNDS):
            await bot.begin()
            mia = await town.person(f"Mia{number}", joins=True)
            people.append(mia)
            words = SCAM if number % 3 == 0 else RUDE  # deleted by the bot itself, or by Bo
            await mia.say("#general", f"{words} {number}", files=[FILE])
            work = asyncio.create_task(moderate(town, dice))
            await asyncio.sleep(dice.uniform(0, LONGEST_LIFE))
            await bot.kill()
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
        await bot.begin()
        try:
            await sandbox.until(lambda: len(cards(town)) >= len(people) or None, 60)
            await work_off(town, bot)
        finally:
            await bot.kill()
        check(town, bot, people)


async def first_visit(sandbox: Sandbox, town: Town, bot: Mortal, people: list[Person]) -> None:
    """Let the bot see a flag once, so that it knows from where to catch up."""
    await bot.begin()
    mia = await town.person("First", joins=True)
    people.append(mia)
    await mia.say("#general", RUDE)
    await sandbox.until(lambda: cards(town) or None, 60)
    await bot.kill()


async def moderate(town: Town, dice: random.Random) -> None:
    """Decide what waits, as far as the bot lives to hear of it."""
    with suppress(AssertionError, ApiError):
        waiting = [one for one in cards(town) if one.components and '"desk:claim' in str(
            one.components).replace("'", '"')]  # fmt: skip
        if waiting:
            await delete(town, dice.choice(waiting))


async def delete(town: Town, card: Message) -> None:
    bo = town["Bo"]
    form = await bo.press(card, "Delete")
    if form.modal is not None:
        await bo.fill(form, defaults(form))


async def work_off(town: Town, bot: Mortal) -> None:
    """Decide what is left, and wait until all of it is done."""
    for card in cards(town):
        if any(
            item.get("label") == "Delete" for row in card.components for item in row["components"]
        ):
            with suppress(AssertionError):
                await delete(town, card)
    await bot.until_none(UNFINISHED)


def check(town: Town, bot: Mortal, people: list[Person]) -> None:
    told = f"CHAOS_SEED={SEED}"
    of_items = Counter(re.match(r"\*\*#(\d+)", one.content)[1] for one in cards(town))
    assert set(of_items.values()) == {1}, told
    assert len(of_items) == len(people), told
    by_member = Counter(bot.rows("SELECT member_id FROM desk_items"))
    assert by_member == Counter((one.id,) for one in people), told
    of_cases = Counter(bot.rows("SELECT item_id FROM desk_cases"))
    assert set(of_cases.values()) == {1}, told
    assert len(of_cases) == len(people), told
    assert town.messages("#general") == [], told
    assert bot.rows("SELECT 1 FROM desk_cases WHERE stage NOT IN ('done')") == [], told
    copies = bot.rows("SELECT message_id FROM desk_files WHERE digest != ''")
    assert len(set(copies)) == len(copies) == len(people) - 1, told  # the first had no file
    letters = {
        one.user.name: len([text for text in private(town, one) if "Case " in text])
        for one in people
    }
    assert set(letters.values()) == {1}, f"{told}: {letters}"


def private(town: Town, person: Person) -> list[str]:
    bot = town.world.bot
    room = town.messages(person.private_channel)
    return [text_of(one) for one in room if one.author is bot]


def cards(town: Town) -> list[Message]:
    bot = town.world.bot
    return [
        one for one in town.messages(CHANNEL)
        if one.author is bot and one.content.startswith("**#")
    ]  # fmt: skip
