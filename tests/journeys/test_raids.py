"""Many people join at once: the team is told once, a person decides, all of it can be undone."""

import asyncio
import sys

import pytest

from tests.cogs.raids.house import BULK_BAN, Gate, gate

__all__ = ["gate"]
pytestmark = [pytest.mark.features("raids"), pytest.mark.sandbox(rate_limits=False)]


async def test_a_raid_is_told_once_banned_with_few_requests_and_undone(gate: Gate) -> None:
    people = await gate.crowd(30)
    assert "names alike" in gate.card.content
    shown = await gate.command("Bo", "raid plan")
    assert shown.is_private
    assert "30 people would be banned" in shown.text
    assert "1 request and about 2 seconds" in shown.text
    assert gate.banned(people) == 0
    await gate.press("Bo", shown, "Ban 30 people")
    assert gate.banned(people) == 30
    assert gate.requests("POST", BULK_BAN) == 1
    await gate.refresh()
    assert "banned: 30" in gate.card.content
    offer = await gate.command("Cleo", "raid undo")
    assert "30 people who were banned may come back" in offer.text
    assert "30 requests and about 15 seconds" in offer.text
    await gate.press("Cleo", offer, "Undo it")
    assert gate.banned(people) == 0
    await gate.refresh()
    assert "let in again: 30" in gate.card.content


async def test_five_hundred_joins_are_handled_within_a_budget_of_requests(gate: Gate) -> None:
    people = await gate.crowd(500)
    before = len(gate.town.sandbox.journal.requests())
    shown = await gate.command("Bo", "raid plan")
    assert "500 people would be banned" in shown.text
    assert "3 requests and about 6 seconds" in shown.text
    await gate.press("Bo", shown, "Ban 500 people")
    await gate.refresh()
    assert gate.banned(people) == 500
    assert gate.requests("POST", BULK_BAN) == 3
    used = len(gate.town.sandbox.journal.requests()) - before
    sys.stdout.write(f"500 accounts: {used} requests, plan and card included; one by one: 500\n")
    assert used <= 10


async def test_ordinary_joins_are_no_raid(gate: Gate) -> None:
    for name in ("Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Katherine", "Dennis"):
        await gate.crowd(1, name)
    assert gate.cards == []


async def test_the_card_shows_how_it_goes_and_changes_now_and_then(gate: Gate) -> None:
    await gate.crowd(7)
    await gate.crowd(40, "Raider late {n}")
    assert "7 people since" in gate.card.content
    await gate.refresh()
    assert "47 people since" in gate.card.content
    assert gate.requests("PATCH", "/channels/{channel_id}/messages/{message_id}") == 1


async def test_roles_are_called_where_the_settings_say_so(gate: Gate) -> None:
    await gate.use(call="[Moderators]")
    await gate.crowd(20)
    assert gate.card.mention_roles == [gate.town.role("Moderators").id]


async def test_whoever_has_a_role_or_was_left_out_is_in_no_plan(gate: Gate) -> None:
    people = await gate.crowd(20)
    friend, guest, gone = people[:3]
    role = gate.town.role("Greeters")
    gate.town.world.members.add_role(gate.town.owner.user, gate.town.guild, guest.id, role.id)
    await gone.leave()
    await gate.steward.settled()
    shown = await gate.command("Bo", "raid plan")
    assert "18 people would be banned" in shown.text
    assert "gone already: 1" in shown.text
    assert "have a role: 1" in shown.text
    form = await gate.press("Bo", shown, "Leave people out…")
    field = "Who is not part of the raid?"
    shown = await gate.town["Bo"].fill(form, {field: [str(friend.id)]})
    assert "17 people would be banned" in shown.text
    assert "left out by a moderator: 1" in shown.text
    await gate.press("Bo", shown, "Ban 17 people")
    assert gate.banned(people) == 17
    assert gate.banned([friend, guest, gone]) == 0


async def test_a_role_that_everybody_gets_spares_nobody(gate: Gate) -> None:
    await gate.use(ordinary_roles="[Greeters]")
    people = await gate.crowd(10)
    for person in people:
        role = gate.town.role("Greeters")
        gate.town.world.members.add_role(gate.town.owner.user, gate.town.guild, person.id, role.id)
    await gate.steward.settled()
    assert "10 people would be banned" in (await gate.command("Bo", "raid plan")).text


async def test_a_role_that_is_given_after_the_plan_was_shown_still_counts(gate: Gate) -> None:
    people = await gate.crowd(10)
    shown = await gate.command("Bo", "raid plan")
    role = gate.town.role("Greeters")
    gate.town.world.members.add_role(gate.town.owner.user, gate.town.guild, people[0].id, role.id)
    await gate.steward.settled()
    await gate.press("Bo", shown, "Ban 10 people")
    assert gate.banned(people) == 9


async def test_who_joined_after_the_plan_was_shown_is_not_part_of_it(gate: Gate) -> None:
    await gate.crowd(10)
    shown = await gate.command("Bo", "raid plan")
    late = await gate.crowd(5, "Raider late {n}")
    await gate.press("Bo", shown, "Ban 10 people")
    assert gate.banned(late) == 0


async def test_two_moderators_who_confirm_at_once_ban_once(gate: Gate) -> None:
    people = await gate.crowd(10)
    shown = await gate.command("Bo", "raid plan")
    first, second = await asyncio.gather(
        gate.press("Bo", shown, "Ban 10 people"), gate.press("Bo", shown, "Ban 10 people")
    )
    told = sorted([first.text, second.text])
    assert "10 people are being banned" in told[0]
    assert "carried out already" in told[1]
    assert gate.requests("POST", BULK_BAN) == 1
    assert gate.banned(people) == 10


async def test_an_older_plan_cannot_be_confirmed_any_more(gate: Gate) -> None:
    people = await gate.crowd(10)
    older = await gate.command("Bo", "raid plan")
    await gate.command("Cleo", "raid plan", who="everybody")
    assert "newer one" in (await gate.press("Bo", older, "Ban 10 people")).text
    assert gate.banned(people) == 0


async def test_whom_discord_does_not_ban_is_told_and_can_be_tried_again(gate: Gate) -> None:
    people = await gate.crowd(10)
    high = gate.make_untouchable(people[0])
    await gate.use(ordinary_roles="[High]")
    await gate.ban()
    await gate.refresh()
    assert "banned: 9 · could not be banned: 1" in gate.card.content
    gate.town.world.roles.delete(gate.town.owner.user, gate.town.guild, high.id)
    await gate.steward.settled()
    await gate.ban()
    await gate.refresh()
    assert "banned: 10" in gate.card.content
    assert gate.banned(people) == 10


async def test_a_raid_is_over_when_it_is_calm_and_the_next_one_has_its_own_card(gate: Gate) -> None:
    await gate.crowd(10)
    await gate.steward.pass_time(minutes=11)
    assert "it is over" in gate.card.content
    await gate.crowd(10, "Attacker{n}")
    assert [one.content.split(":")[0] for one in gate.cards] == ["**Raid 1", "**Raid 2"]
    assert "10 people would be banned" in (await gate.command("Bo", "raid plan", number=1)).text


async def test_a_rush_that_is_no_raid_is_not_told_again(gate: Gate) -> None:
    await gate.crowd(20)
    await gate.press("Bo", gate.card, "It is over")
    await gate.crowd(3, "Raider late {n}")
    assert len(gate.cards) == 1


async def test_the_same_first_words_make_a_raid(gate: Gate) -> None:
    names = ("Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald")
    for name in names:
        await gate.crowd(1, name)
    for number, name in enumerate(names):
        await gate.town[name].say("#general", f"Free  nitro{' ' * number} HERE")
    await gate.steward.settled()
    assert "write the same" in gate.card.content
    assert "the same first words: 6" in gate.card.content


async def test_a_raid_by_hand_has_those_who_came_shortly_before_it(gate: Gate) -> None:
    await gate.crowd(3, "Stranger{n}")
    told = await gate.command("Bo", "raid on", hours=2)
    assert "are paused until" in told.text
    await gate.crowd(2, "Guest{n}")
    await gate.refresh()
    assert "opened by a moderator" in gate.card.content
    assert "5 people since" in gate.card.content
    assert "0 people would be banned" in (await gate.command("Bo", "raid plan")).text
    shown = await gate.command("Bo", "raid plan", who="everybody")
    assert "5 people would be banned" in shown.text
