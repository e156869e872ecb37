"""discord.py, unmodified, in the sandbox: what a bot's life consists of."""

from __future__ import annotations

import asyncio
import io
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest

from sandbox import Sandbox, VirtualClock, model, permissions
from sandbox.faults import Fault
from tests.sandbox.clients import Steward, connected

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    clock = VirtualClock(datetime(2026, 11, 2, 9, tzinfo=UTC), frozen=True)
    async with Sandbox(clock=clock, rate_limits=False) as running:
        yield running


@pytest.fixture
def guild(sandbox):
    ana = sandbox.world.users.create("ana")
    guild = sandbox.world.guilds.create(ana, "Riverside")
    sandbox.world.channels.create(ana, guild, {"name": "general"})
    sandbox.world.guilds.add_bot(guild, sandbox.world.bot, permissions.ADMINISTRATOR)
    return guild


@pytest.fixture
def ana(sandbox, guild):
    return sandbox.world.user(guild.owner_id)


@pytest.fixture
def general(guild):
    return next(iter(guild.channels.values()))


@pytest.fixture
async def client(sandbox, guild):
    async with connected(Steward(sandbox.url), sandbox) as running:
        yield running


class Buttons(discord.ui.View):
    def __init__(self):
        super().__init__(timeout=None)

    @discord.ui.button(label="Tell me", custom_id="tell")
    async def tell(self, interaction, button):
        await interaction.response.send_message("Only you see this.", ephemeral=True)

    @discord.ui.button(label="Change", custom_id="change")
    async def change(self, interaction, button):
        await interaction.response.edit_message(content="Changed", view=None)

    @discord.ui.button(label="Ask", custom_id="ask")
    async def ask(self, interaction, button):
        await interaction.response.send_modal(Question())


class Question(discord.ui.Modal, title="A question"):
    why = discord.ui.Label(text="Why?", component=discord.ui.TextInput(custom_id="why"))
    who = discord.ui.Label(text="Who?", component=discord.ui.UserSelect(custom_id="who"))

    async def on_submit(self, interaction):
        chosen = self.who.component.values[0]
        await interaction.response.send_message(f"{self.why.component.value} by {chosen.name}")


@pytest.fixture
async def message(client, general):
    channel = client.get_channel(general.id)
    return await channel.send("Choose", view=Buttons())


async def test_the_client_knows_guild_channels_and_members_when_ready(client, guild, general):
    known = client.get_guild(guild.id)
    assert (known.name, known.chunked, known.member_count) == ("Riverside", True, 2)
    assert [channel.name for channel in known.text_channels] == ["general"]
    assert known.get_member(guild.owner_id).name == "ana"
    assert known.me.guild_permissions.administrator


async def test_a_message_is_heard_and_answered(sandbox, client, ana, general):
    async def answer(message):
        if message.author != client.user:
            await message.reply("Hello yourself")

    client.on_message = answer
    asked = sandbox.world.messages.create(ana, general, {"content": "Hello"})
    reply = await sandbox.until(lambda: [m for m in general.messages.values() if m.type == 19])
    assert reply[0].content == "Hello yourself"
    assert reply[0].referenced is asked
    assert reply[0].mentions == [ana]


async def test_a_slash_command_is_synced_used_and_answered_in_private(
    sandbox, client, ana, general
):
    @client.tree.command(description="Adds")
    async def add(interaction: discord.Interaction, one: int, two: int, who: discord.Member):
        await interaction.response.defer(ephemeral=True)
        await interaction.followup.send(f"{one + two} for {who.name}")

    await client.tree.sync()
    options = {"one": 1, "two": "2", "who": str(ana.id)}
    used = sandbox.world.interactions.command(ana, general, "add", options)
    answer = await used.answered(5)
    assert answer.kind == "deferred"
    await sandbox.until(lambda: answer.message.content)
    assert answer.message.content == "3 for ana"
    assert answer.message.only_for == ana.id


async def test_autocomplete_offers_choices(sandbox, client, ana, general):
    @client.tree.command(description="Picks")
    async def pick(interaction: discord.Interaction, fruit: str):
        await interaction.response.send_message(fruit)

    @pick.autocomplete("fruit")
    async def offer(interaction: discord.Interaction, current: str):
        return [discord.app_commands.Choice(name=current + "pple", value="apple")]

    await client.tree.sync()
    typed = sandbox.world.interactions.autocomplete(ana, general, "pick", {"fruit": "a"}, "fruit")
    answer = await typed.answered(5)
    assert answer.choices == [{"name": "apple", "value": "apple"}]


async def test_a_button_answers_for_one_persons_eyes(sandbox, message, ana, general):
    pressed = sandbox.world.interactions.press(ana, general, message.id, "tell")
    answer = await pressed.answered(5)
    assert (answer.message.content, answer.message.only_for) == ("Only you see this.", ana.id)


async def test_a_button_changes_its_message(sandbox, message, ana, general):
    pressed = sandbox.world.interactions.press(ana, general, message.id, "change")
    assert (await pressed.answered(5)).kind == "update"
    assert general.messages[message.id].content == "Changed"
    assert general.messages[message.id].components == []


async def test_a_modal_is_opened_filled_in_and_answered(sandbox, message, ana, general):
    opened = sandbox.world.interactions.press(ana, general, message.id, "ask")
    modal = (await opened.answered(5)).modal
    assert modal["title"] == "A question"
    values = {"why": "Because", "who": [str(ana.id)]}
    sent = sandbox.world.interactions.submit(ana, opened.id, values)
    assert (await sent.answered(5)).message.content == "Because by ana"


async def test_context_menus_get_their_target(sandbox, client, ana, general):
    @client.tree.context_menu(name="Quote this")
    async def quote(interaction: discord.Interaction, message: discord.Message):
        await interaction.response.send_message(f"> {message.content}")

    await client.tree.sync()
    said = sandbox.world.messages.create(ana, general, {"content": "wise words"})
    used = sandbox.world.interactions.command(ana, general, "Quote this", target_id=said.id)
    assert (await used.answered(5)).message.content == "> wise words"


async def test_a_dropped_connection_is_resumed_without_loss(sandbox, client, ana, general):
    sandbox.gateway.drop()
    sandbox.world.messages.create(ana, general, {"content": "while you were away"})
    async with asyncio.timeout(10):
        await client.resumed.wait()
    async with asyncio.timeout(5):
        assert await client.heard.get() == "while you were away"


async def test_an_invalidated_session_is_opened_anew(sandbox, client):
    client.came_ready.clear()
    sandbox.gateway.invalidate()
    async with asyncio.timeout(10):
        await client.came_ready.wait()
    assert len(sandbox.gateway.sessions) == 1


async def test_op_7_makes_the_client_come_back_and_resume(sandbox, client):
    sandbox.gateway.ask_to_reconnect()
    async with asyncio.timeout(10):
        await client.resumed.wait()


async def test_a_429_is_waited_for_and_retried(sandbox, client, general):
    sandbox.faults.add(Fault("POST", "/channels/*/messages", status=429, retry_after=0.05))
    await client.get_channel(general.id).send("patient")
    assert [m.content for m in general.messages.values()] == ["patient"]
    statuses = [r["status"] for r in sandbox.journal.requests("POST")]
    assert statuses == [429, 200]


async def test_a_429_without_via_is_an_error_as_from_cloudflare(sandbox, client, general):
    fault = Fault("POST", "/channels/*/messages", status=429, retry_after=0.05, via=False)
    sandbox.faults.add(fault)
    with pytest.raises(discord.HTTPException) as refused:
        await client.get_channel(general.id).send("banned")
    assert refused.value.status == 429


async def test_a_connection_cut_after_the_effect_leaves_the_message(sandbox, client, general):
    sandbox.faults.add(Fault("POST", "/channels/*/messages", drop="after"))
    with pytest.raises(aiohttp.ClientError):
        await client.get_channel(general.id).send("sent all the same")
    assert len(general.messages) == 1
    sandbox.faults.add(Fault("POST", "/channels/*/messages", drop="before"))
    with pytest.raises(aiohttp.ClientError):
        await client.get_channel(general.id).send("never")
    assert len(general.messages) == 1


async def test_a_newcomer_is_pending_until_screened(sandbox, client, guild):
    guild.screening = True
    mia = sandbox.world.users.create("mia")
    joined = asyncio.create_task(client.wait_for("member_join", timeout=5))
    updated = asyncio.create_task(client.wait_for("member_update", timeout=5))
    await asyncio.sleep(0)
    sandbox.world.members.join(guild, mia)
    assert (await joined).pending
    sandbox.world.members.screen(guild, mia)
    before, after = await updated
    assert (before.pending, after.pending) == (True, False)


async def test_files_embeds_and_polls_arrive_and_can_be_read(client, general):
    channel = client.get_channel(general.id)
    poll = discord.Poll("Tea?", duration=timedelta(hours=2))
    poll.add_answer(text="Yes")
    file = discord.File(io.BytesIO(b"a,b"), "table.csv", description="Numbers")
    sent = await channel.send("look", embed=discord.Embed(title="T"), file=file)
    fetched = await channel.fetch_message(sent.id)
    assert fetched.embeds[0].title == "T"
    assert await fetched.attachments[0].read() == b"a,b"
    asked = await channel.send(poll=poll)
    assert asked.poll.question == "Tea?"


async def test_history_threads_events_and_invites_work_through_the_client(client, guild, general):
    channel = client.get_channel(general.id)
    for number in range(120):
        await channel.send(str(number))
    history = [m.content async for m in channel.history(limit=None, oldest_first=True)]
    assert history == [str(number) for number in range(120)]
    forum = await client.get_guild(guild.id).create_forum(
        "help", available_tags=[discord.ForumTag(name="Open")]
    )
    post = await forum.create_thread(
        name="How?", content="How do I?", applied_tags=[forum.available_tags[0]]
    )
    assert post.thread.applied_tags[0].name == "Open"
    assert [t.name for t in await client.get_guild(guild.id).active_threads()] == ["How?"]
    now = datetime(2026, 11, 2, 9, tzinfo=UTC)
    event = await client.get_guild(guild.id).create_scheduled_event(
        name="Meetup",
        start_time=now + timedelta(hours=1),
        end_time=now + timedelta(hours=2),
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location="Hall",
    )
    assert guild.scheduled_events[event.id].location == "Hall"
    invite = await channel.create_invite(max_uses=1)
    assert [i.code for i in await client.get_guild(guild.id).invites()] == [invite.code]


async def test_moderation_works_through_the_client(sandbox, client, guild):
    world = sandbox.world
    people = [world.users.create(f"p{n}") for n in range(4)]
    for person in people:
        world.members.join(guild, person)
    known = client.get_guild(guild.id)
    members = [await known.fetch_member(person.id) for person in people]
    until = sandbox.clock.now() + timedelta(hours=1)
    await members[0].edit(timed_out_until=until, reason="Zeit für eine Pause")
    assert guild.members[people[0].id].timed_out_until == until
    role = await known.create_role(name="helper", permissions=discord.Permissions(1 << 11))
    await members[1].add_roles(role)
    assert guild.members[people[1].id].roles == {role.id}
    await members[2].kick(reason="bye")
    await known.bulk_ban([members[0], members[3]], delete_message_seconds=60)
    assert set(guild.bans) == {people[0].id, people[3].id}
    entries = [e async for e in known.audit_logs(limit=5, action=discord.AuditLogAction.kick)]
    assert [(e.target.id, e.reason) for e in entries] == [(people[2].id, "bye")]
    await known.edit(invites_disabled_until=until)
    assert guild.settings["incidents_data"]["invites_disabled_until"] is not None


async def test_a_private_channel_hidden_from_the_bot_stays_silent(sandbox, client, ana, guild):
    role = next(r for r in guild.roles.values() if r.managed_by)
    role.permissions = permissions.VIEW_CHANNEL
    deny = {"id": str(guild.id), "type": 0, "deny": str(permissions.VIEW_CHANNEL)}
    body = {"name": "staff", "type": model.TEXT, "permission_overwrites": [deny]}
    staff = sandbox.world.channels.create(ana, guild, body)
    sandbox.world.messages.create(ana, staff, {"content": "secret"})
    general = next(iter(guild.channels.values()))
    sandbox.world.messages.create(ana, general, {"content": "public"})
    async with asyncio.timeout(5):
        assert await client.heard.get() == "public"
