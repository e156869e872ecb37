"""What ending a raid costs: the plan of `/raid plan` beside banning one by one."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.measuring import Benchmark, Contender, Metric, Result, compare
from bot.effects import BanMember, EffectKey
from bot.features import discover
from bot.logs import set_up_logs
from bot.loops import loop_factory
from demo.stage import Stage, steward_in
from sandbox import Sandbox
from sandbox.person import Person
from sandbox.town import Town

REQUESTS = Metric("requests", "")
SECONDS = Metric("until the last is banned", "s")
CHANNEL = "#community-team"
SETTINGS = """\
version: 1
community:
  name: Riverside Makers
  staff: {managers: [Community team], moderators: [Moderators]}
  staff_channel: "#community-team"
features:
  raids:
"""
Way = Callable[[Stage, Sequence[Person]], Awaitable[None]]


async def with_a_plan(stage: Stage, _: Sequence[Person]) -> None:
    """Do what a moderator does: look at the plan and confirm it."""
    shown = await stage.town["Bo"].command("raid plan", CHANNEL)
    assert shown.message is not None
    button = shown.message.components[0]["components"][0]["custom_id"]
    await stage.town["Bo"].press(shown.message, button)


async def one_by_one(stage: Stage, people: Sequence[Person]) -> None:
    """Ban everybody by a request of their own, through the same outbox."""
    core, guild_id = stage.steward.core, stage.town.guild.id
    async with core.db.write() as tx:
        for person in people:
            key = EffectKey(
                feature="raids", kind="raids.one", guild_id=guild_id, subject=str(person.id)
            )
            await core.outbox.plan(tx, key, BanMember(member_id=person.id))


async def ended(way: Way, size: int) -> Mapping[str, float]:
    """Let a crowd join a town with Discord's limits, and ban it in this way."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        settings = folder / "guidelines.yml"
        settings.write_text(SETTINGS)
        packages = [one for one in discover() if one.feature.name == "raids"]
        async with Sandbox() as sandbox:
            town = Town(sandbox)
            async with steward_in(town, folder, settings=settings, packages=packages) as stage:
                people = [await town.person(f"raider{n}", joins=True) for n in range(size)]
                await stage.settled()
                before = len(sandbox.journal.requests())
                begun = time.perf_counter()
                await way(stage, people)
                await stage.settled()
                assert len(town.guild.bans) == size
                seconds = time.perf_counter() - begun
                requests = len(sandbox.journal.requests()) - before
    return {REQUESTS.name: requests, SECONDS.name: seconds}


def measure(size: int, repeat: int) -> list[Result]:
    """Measure both ways beside each other."""
    ways = {"one by one": one_by_one, "a plan, confirmed": with_a_plan}
    return [
        compare(
            f"A raid of {size:,} accounts",
            [Contender(name, partial(_measured, way, size)) for name, way in ways.items()],
            [REQUESTS, SECONDS],
            repeat=repeat,
            note="With the sandbox's limits: ten requests in five seconds for a route. Answers to "
            "the moderator are counted.",
        )
    ]


def _measured(way: Way, size: int) -> Mapping[str, float]:
    set_up_logs("ERROR", "text")
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        return runner.run(ended(way, size))


RAIDS = Benchmark("raids", "a raid ended at once and one by one", 100, "accounts", 1, measure)
