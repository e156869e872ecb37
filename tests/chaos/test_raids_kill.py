"""The bot is killed again and again in a raid: nobody is banned twice or forgotten, all is undone.

More rounds: `CHAOS=50 python -m pytest tests/chaos/test_raids_kill.py`. Another course of events:
`CHAOS_SEED=…`; the seed of a failed run is shown with the failure.
"""

import asyncio
import os
import random

import pytest

from sandbox.faults import Fault
from sandbox.person import Answered
from tests.cogs.raids.house import CHANNEL, Gate, gate

__all__ = ["gate"]
ROUNDS = int(os.environ.get("CHAOS", "1"))
SEED = int(os.environ.get("CHAOS_SEED", random.SystemRandom().randrange(10**6)))
pytestmark = [
    pytest.mark.features("raids"),
    pytest.mark.sandbox(rate_limits=False),
    pytest.mark.timeout(60 + 30 * ROUNDS),
]


async def test_however_often_it_is_killed_a_raid_is_ended_and_undone(gate: Gate) -> None:
    dice = random.Random(SEED)
    for route in ("/guilds/*/bulk-ban", "/channels/*", "/guilds/*/bans/*"):
        fault = Fault(route=route, drop="after", times=None, probability=0.2, seed=SEED)
        gate.steward.sandbox.faults.add(fault)
    before = gate.overwrites()
    for number in range(ROUNDS):
        people = await gate.crowd(12, f"{'ABCDEFGHIJ'[number % 10] * 4} {number} {{n}}")
        await act(gate, dice, "lockdown on")
        shown = await gate.command("Bo", "raid plan")
        await act(gate, dice, shown, "Ban 12 people")
        await gate.steward.pass_time(hours=2)
        assert gate.banned(people) == 12, f"CHAOS_SEED={SEED}"
        offer = await gate.command("Bo", "raid undo")
        await act(gate, dice, offer, "Undo it")
        if (await gate.figures()).states.get("banned"):
            # It died before it had decided anything: nobody was told "done", and one presses again.
            await gate.press("Bo", offer, "Undo it")
        await gate.steward.pass_time(hours=2)
        assert gate.banned(people) == 0, f"CHAOS_SEED={SEED}"
        assert gate.overwrites() == before, f"CHAOS_SEED={SEED}"
        assert len(gate.cards) == number + 1, f"CHAOS_SEED={SEED}"
        assert "let in again: 12" in gate.cards[-1].content, f"CHAOS_SEED={SEED}"


async def act(gate: Gate, dice: random.Random, what: str | Answered, button: str = "") -> None:
    """Let a moderator do something, let the bot get somewhere with it, and end it there."""
    bo = gate.town["Bo"]
    if isinstance(what, str):
        await bo.command(what, CHANNEL)
    else:
        assert what.message is not None
        await bo.press(what.message, button)
    for _ in range(dice.randrange(300)):
        await asyncio.sleep(0)
    await gate.steward.crash()
    await gate.steward.begin()
