"""Channels are closed and opened exactly as they were; invites and messages are paused."""

from datetime import timedelta

import pytest

from sandbox import permissions
from sandbox.errors import ApiError
from sandbox.faults import Fault
from tests.cogs.raids.house import CHANNEL, Gate, gate, steward_packages

__all__ = ["gate", "steward_packages"]
pytestmark = pytest.mark.sandbox(rate_limits=False)

EVERYONE = ("#general", "#welcome", "#help", "#weekly-goals", "#events", "#kind-words")


async def test_nobody_but_the_team_writes_while_channels_are_closed(gate: Gate) -> None:
    mia, bo = await gate.town.person("Mia", joins=True), gate.town["Bo"]
    told = await gate.command("Bo", "lockdown on")
    assert "6 channels are being closed" in told.text
    assert "6 requests and about 3 seconds" in told.text
    for name in EVERYONE[:2]:
        with pytest.raises(ApiError):
            await mia.say(name, "let me in")
    with pytest.raises(ApiError):
        await mia.post("#help", "let me in", "please")
    await bo.say("#general", "we are back soon")
    await gate.command("Cleo", "lockdown off")
    await mia.say("#general", "hello again")


async def test_whoever_is_staff_by_permission_alone_goes_on_writing(gate: Gate) -> None:
    town, rosa = gate.town, await gate.town.person("Rosa", joins=True)
    body = {"name": "Night watch", "permissions": str(permissions.MODERATE_MEMBERS)}
    role = town.world.roles.create(town.owner.user, town.guild, body)
    town.world.members.add_role(town.owner.user, town.guild, rosa.id, role.id)
    await gate.steward.settled()
    await gate.command("Bo", "lockdown on")
    await rosa.say("#general", "I am here")


async def test_channels_are_opened_exactly_as_they_were(gate: Gate) -> None:
    mia = await gate.town.person("Mia", joins=True)
    general, role = gate.town.place("#general"), gate.town.role("Greeters")
    gate.allow(general, role.id, allow=permissions.SEND_MESSAGES | permissions.ATTACH_FILES)
    gate.allow(general, mia.id, kind=1, allow=permissions.SEND_MESSAGES)
    gate.allow(general, gate.town.guild.id, deny=permissions.ATTACH_FILES)
    await gate.steward.settled()
    before = gate.overwrites()
    await gate.command("Bo", "lockdown on")
    assert gate.overwrites() != before
    with pytest.raises(ApiError):
        await mia.say("#general", "I was allowed to")
    await gate.steward.restart()
    await gate.command("Bo", "lockdown off")
    assert gate.overwrites() == before


async def test_what_staff_change_meanwhile_is_told_and_not_lost(gate: Gate) -> None:
    general, goals = gate.town.place("#general"), gate.town.place("#weekly-goals")
    before, everyone = gate.overwrites(), gate.town.guild.id
    await gate.command("Bo", "lockdown on")
    gate.allow(general, everyone, allow=permissions.SEND_MESSAGES)
    role = gate.town.role("Greeters")
    gate.allow(goals, role.id, allow=permissions.MANAGE_MESSAGES)
    await gate.steward.settled()
    told = await gate.command("Bo", "lockdown off")
    assert f"I have left what they changed: <#{general.id}>" in told.text
    assert f"<#{goals.id}>" not in told.text
    assert general.overwrites[everyone].allow == permissions.SEND_MESSAGES
    assert goals.overwrites[role.id].allow == permissions.MANAGE_MESSAGES
    after = gate.overwrites()
    assert {name for name in after if after[name] != before[name]} == {"general", "weekly-goals"}
    await gate.refresh()
    assert "as the team had changed them: 1" in gate.card.content


async def test_one_channel_is_closed_alone(gate: Gate) -> None:
    mia = await gate.town.person("Mia", joins=True)
    await gate.command("Bo", "lockdown on", channel=gate.town.place("#general"))
    with pytest.raises(ApiError):
        await mia.say("#general", "let me in")
    await mia.say("#weekly-goals", "a chair")
    await gate.refresh()
    assert "1 channel is closed" in gate.card.content
    assert "\nSince <t:" in gate.card.content, "nobody is counted where nobody is meant"


async def test_closing_twice_and_opening_what_is_open_change_nothing(gate: Gate) -> None:
    await gate.command("Bo", "lockdown on")
    before = gate.overwrites()
    assert "There is no channel to close" in (await gate.command("Cleo", "lockdown on")).text
    assert gate.overwrites() == before
    await gate.command("Bo", "lockdown off")
    assert "No channel is closed" in (await gate.command("Cleo", "lockdown off")).text


async def test_a_channel_that_is_deleted_meanwhile_is_forgotten(gate: Gate) -> None:
    await gate.command("Bo", "lockdown on")
    gate.town.world.channels.delete(gate.town.owner.user, gate.town.place("#general"))
    await gate.steward.settled()
    assert "5 channels are opened again" in (await gate.command("Bo", "lockdown off")).text
    assert "No channel is closed" in (await gate.command("Bo", "lockdown off")).text


async def test_a_pause_ends_by_itself_at_the_latest_after_a_day(gate: Gate) -> None:
    await gate.command("Bo", "raid on", hours=24)
    until = gate.town.world.clock.now() + timedelta(hours=24)
    assert gate.paused() == {until.isoformat()}
    await gate.refresh()
    assert f"paused until <t:{int(until.timestamp())}:F>" in gate.card.content


async def test_a_pause_ends_with_the_raid(gate: Gate) -> None:
    await gate.command("Bo", "raid on")
    assert gate.paused() != {None}
    told = await gate.command("Cleo", "raid off")
    assert "Raid 1 is over" in told.text
    assert gate.paused() == {None}
    await gate.refresh()
    assert "paused until" not in gate.card.content


async def test_a_pause_that_does_not_come_about_is_told(gate: Gate) -> None:
    refused = Fault("PUT", "/guilds/*/incident-actions", status=403, code=50013)
    gate.steward.sandbox.faults.add(refused)
    await gate.command("Bo", "raid on")
    await gate.refresh()
    assert "could not be paused" in gate.card.content
    assert "paused until" not in gate.card.content
    await gate.press("Bo", gate.card, "Pause invites and messages")
    await gate.refresh()
    assert "paused until" in gate.card.content


async def test_a_longer_pause_of_the_team_itself_stays(gate: Gate) -> None:
    longer = (gate.town.world.clock.now() + timedelta(hours=20)).isoformat()
    body = {"invites_disabled_until": longer, "dms_disabled_until": None}
    gate.town.world.guilds.set_incident_actions(gate.town.owner.user, gate.town.guild, body)
    await gate.steward.settled()
    await gate.command("Bo", "raid on", hours=1)
    await gate.command("Bo", "raid off")
    assert gate.paused() == {longer, None}


async def test_all_of_a_raid_is_undone_together(gate: Gate) -> None:
    before = gate.overwrites()
    people = await gate.crowd(10)
    await gate.press("Bo", gate.card, "Pause invites and messages")
    await gate.command("Bo", "lockdown on")
    await gate.ban()
    offer = await gate.command("Cleo", "raid undo")
    assert "10 people" in offer.text
    assert "6 channels" in offer.text
    assert "pause" in offer.text
    await gate.press("Cleo", offer, "Undo it")
    assert gate.banned(people) == 0
    assert gate.overwrites() == before
    assert gate.paused() == {None}
    again = await gate.command("Cleo", "raid undo")
    assert "nothing to undo" in again.text
    assert [one.name for one in gate.town.guild.channels.values()].count(CHANNEL[1:]) == 1
