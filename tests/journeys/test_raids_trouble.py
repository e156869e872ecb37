"""Restarts, crashes, missing permissions and nonsense change nothing about what was decided."""

import asyncio

import pytest

from bot.outbox.store import outbox
from sandbox import permissions
from sandbox.faults import Fault
from tests.cogs.raids.house import BULK_BAN, CHANNEL, Gate, gate

__all__ = ["gate"]
pytestmark = [pytest.mark.features("raids"), pytest.mark.sandbox(rate_limits=False)]


async def test_a_restart_between_every_two_steps_changes_nothing(gate: Gate) -> None:
    people = await gate.crowd(5)
    await gate.steward.restart()
    people += await gate.crowd(5, "Raider late {n}")
    await gate.steward.restart()
    shown = await gate.command("Bo", "raid plan")
    await gate.steward.restart()
    await gate.press("Bo", shown, "Ban 10 people")
    await gate.steward.restart()
    await gate.refresh()
    offer = await gate.press("Bo", gate.card, "Undo…")
    await gate.steward.restart()
    await gate.press("Bo", offer, "Undo it")
    await gate.refresh()
    assert gate.banned(people) == 0
    assert "let in again: 10" in gate.card.content
    assert gate.requests("POST", BULK_BAN) == 1


async def test_an_old_card_changes_as_often_as_discord_allows(gate: Gate) -> None:
    people = await gate.crowd(10)
    await gate.ban()
    await gate.steward.pass_time(hours=3)
    for _ in range(4):
        await gate.command("Bo", "raid on", hours=1)
        await gate.command("Bo", "raid off")
        await gate.steward.pass_time(minutes=5)
    offer = await gate.command("Bo", "raid undo", number=1)
    await gate.press("Bo", offer, "Undo it")
    await gate.steward.pass_time(hours=2)
    assert gate.banned(people) == 0
    assert "let in again: 10" in gate.cards[0].content


async def test_a_card_that_could_not_be_posted_at_first_is_posted_as_it_reads_by_then(
    gate: Gate,
) -> None:
    place, bot = gate.town.place(CHANNEL), gate.town.world.bot
    gate.allow(place, bot.id, kind=1, deny=permissions.SEND_MESSAGES)
    await gate.crowd(10)
    for _ in range(3):
        await gate.crowd(2, "Raider late {n}")
        await gate.refresh()
    assert gate.cards == []
    gate.allow(place, bot.id, kind=1, allow=permissions.SEND_MESSAGES)
    await gate.steward.pass_time(hours=1)
    assert "16 people since" in gate.card.content


async def test_a_raid_while_the_bot_was_off_is_noticed(gate: Gate) -> None:
    await gate.steward.stop()
    for number in range(20):
        await gate.town.person(f"Raider{number}", joins=True)
    await gate.town.advance(hours=1)
    await gate.steward.begin()
    assert "20 people since" in gate.card.content


async def test_what_was_known_before_a_restart_is_kept_and_added_to(gate: Gate) -> None:
    people = await gate.crowd(10)
    for person in people[:6]:
        await person.say("#general", "free nitro for you")
    await gate.steward.settled()
    await gate.steward.restart()
    await gate.crowd(5, "Raider late {n}")
    figures = await gate.figures()
    assert (figures.people, figures.signs["words"], figures.signs["name"]) == (15, 6, 15)


@pytest.mark.parametrize("moment", [1, 20])
async def test_a_ban_that_is_cut_off_is_finished_once(gate: Gate, moment: int) -> None:
    people = await gate.crowd(250)
    shown = await gate.command("Bo", "raid plan")
    await gate.town["Bo"].press(shown.message, "Ban 250 people")
    for _ in range(moment):
        await asyncio.sleep(0)
    await gate.steward.crash()
    await gate.steward.begin()
    await gate.refresh()
    assert gate.banned(people) == 250
    assert "banned: 250" in gate.card.content
    assert len(gate.cards) == 1


async def test_a_raider_who_has_their_data_erased_leaves_nothing_hanging(gate: Gate) -> None:
    people = await gate.crowd(10)
    waits = Fault("POST", "/guilds/*/bulk-ban", drop="before", times=None)
    gate.steward.sandbox.faults.add(waits)
    await gate.ban()
    async with gate.steward.core.db.write() as tx:
        await tx.execute(outbox.delete().where(outbox.c.kind == "raids.ban"))
    gate.steward.sandbox.faults.remove()
    await gate.steward.restart()
    await gate.ban()
    assert gate.banned(people) == 10


async def test_a_lost_answer_is_no_second_raid(gate: Gate) -> None:
    gate.steward.sandbox.faults.add(Fault("POST", "/guilds/*/bulk-ban", drop="after"))
    people = await gate.crowd(10)
    await gate.ban()
    await gate.steward.pass_time(minutes=1)
    assert gate.banned(people) == 10
    await gate.refresh()
    assert "banned: 10" in gate.card.content


@pytest.mark.parametrize("moment", [1, 40])
async def test_a_lockdown_that_is_cut_off_is_still_undone_exactly(gate: Gate, moment: int) -> None:
    before = gate.overwrites()
    for name in ("lockdown on", "lockdown off"):
        await gate.town["Bo"].command(name, "#community-team")
        for _ in range(moment):
            await asyncio.sleep(0)
        await gate.steward.crash()
        await gate.steward.begin()
    assert gate.overwrites() == before
    assert "No channel is closed" in (await gate.command("Bo", "lockdown off")).text


async def test_a_missing_permission_is_named_before_anything_is_tried(gate: Gate) -> None:
    await gate.crowd(10)
    for lost, command, named in (
        ("BAN_MEMBERS", "raid plan", "Ban Members"),
        ("MANAGE_GUILD", "raid plan", "Manage Server"),
        ("MANAGE_GUILD", "raid on", "Manage Server"),
        ("MANAGE_CHANNELS", "lockdown on", "Manage Channels"),
        ("MANAGE_ROLES", "lockdown on", "Manage Roles"),
    ):
        gate.take_from_bot(lost)
        await gate.steward.settled()
        told = await gate.command("Bo", command)
        assert told.is_private
        assert named in told.text
    assert gate.requests("POST", BULK_BAN) == 0


async def test_a_ban_for_which_the_permission_is_lost_on_the_way_is_told(gate: Gate) -> None:
    people = await gate.crowd(10)
    refused = Fault("POST", "/guilds/*/bulk-ban", times=None, status=403, code=50013)
    gate.steward.sandbox.faults.add(refused)
    await gate.ban()
    await gate.refresh()
    assert gate.banned(people) == 0
    assert "could not be banned: 10" in gate.card.content


async def test_members_may_neither_look_nor_act(gate: Gate) -> None:
    mia, *_ = await gate.crowd(10)
    for name in ("raid plan", "raid status", "raid on", "raid off", "raid undo", "lockdown on"):
        told = await mia.command(name, "#general")
        assert "Moderate Members" in told.text, name
    assert gate.banned([mia]) == 0


async def test_without_a_raid_there_is_nothing_to_see_or_to_undo(gate: Gate) -> None:
    for name in ("raid plan", "raid status", "raid off", "raid undo"):
        assert "There has been no raid here" in (await gate.command("Bo", name)).text, name
    told = await gate.command("Bo", "raid status", number=7)
    assert "no raid with the number 7" in told.text


async def test_a_wrong_number_is_told_in_the_language_of_the_server(gate: Gate) -> None:
    nina = await gate.town.person("Nina", joins=True, locale="de")
    role = gate.town.role("Moderators")
    gate.town.world.members.add_role(gate.town.owner.user, gate.town.guild, nina.id, role.id)
    for language, words in (
        ("en", "There is no raid with the number 99 here."),
        ("es", "Aquí no hay ningún asalto con el número 99."),
        ("it", "Qui non c'è nessun raid con il numero 99."),
        ("ca", "Aquí no hi ha cap assalt amb el número 99."),
        ("vi", "Ở đây không có cuộc đột kích nào mang số 99."),
    ):
        await gate.use(language=language)
        assert (await gate.command("Nina", "raid plan", number=99)).text == words


async def test_names_are_shown_as_they_are_and_call_nobody(gate: Gate) -> None:
    await gate.crowd(10, "Raider **{n}** @everyone\u202e")
    assert "Raider \\*\\*0\\*\\* @\u200beveryone" in gate.card.content
    assert gate.card.mentions == []


async def test_a_very_young_account_is_brought_before_the_team(gate: Gate) -> None:
    await gate.use(gate="{younger_than: 7d, action: propose, lasts: 2d}")
    (young,) = await gate.crowd(1, "Newborn", days_old=1)
    await gate.crowd(1, "Elder")
    (asked,) = gate.asked
    assert "Newborn" in asked.content
    assert young.member.timed_out_until is None
    told = await gate.press("Bo", asked, "Timeout of 2 days")
    assert "Noted" in told.text
    assert young.member.timed_out_until is not None
    (asked,) = gate.asked
    assert "has given" in asked.content


async def test_a_very_young_account_is_given_a_timeout_where_the_settings_say_so(
    gate: Gate,
) -> None:
    await gate.use(gate="{younger_than: 7d, action: timeout}")
    (young,) = await gate.crowd(1, "Newborn", days_old=1)
    (old,) = await gate.crowd(1, "Elder", days_old=8)
    assert young.member.timed_out_until is not None
    assert old.member.timed_out_until is None
    await gate.steward.restart()
    assert gate.requests("PATCH", "/guilds/{guild_id}/members/{user_id}") == 1
    (told,) = gate.asked
    assert "they have a timeout of 1 day" in told.content
    await gate.press("Bo", told, "End the timeout")
    assert young.member.timed_out_until is None
    assert "has ended the timeout" in told.content


async def test_in_a_raid_the_gate_does_not_hold_up_its_end(gate: Gate) -> None:
    await gate.use(gate="{action: timeout}")
    people = await gate.crowd(50, days_old=1)
    assert gate.requests("PATCH", "/guilds/{guild_id}/members/{user_id}") < 10
    await gate.ban()
    assert gate.banned(people) == 50
