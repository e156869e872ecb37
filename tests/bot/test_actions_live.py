"""Effects on a Discord at the wire: every kind, and everything that can get in their way."""

from datetime import timedelta

import pytest

from bot.effects import (
    AddRole,
    Button,
    CreateChannel,
    CreateRole,
    DeleteMessage,
    EditMessage,
    Effect,
    EffectKey,
    Embed,
    EmbedField,
    Message,
    RemoveRole,
    Result,
    SendMessage,
)
from sandbox import permissions
from sandbox.faults import Fault
from sandbox.model import Message as Posted
from sandbox.town import Town
from tests.steward import Running

pytestmark = pytest.mark.features()

MESSAGES = "/channels/*/messages"


class Desk:
    """Does things through the outbox and looks at what came of it."""

    def __init__(self, steward: Running, town: Town) -> None:
        self.steward, self.town = steward, town
        self.guild_id = town.guild.id

    def key(self, subject: str, kind: str = "desk.note") -> EffectKey:
        return EffectKey(feature="desk", kind=kind, guild_id=self.guild_id, subject=subject)

    def note(self, text: str = "hello", where: str = "#welcome", **parts: object) -> SendMessage:
        channel = self.town.place(where)
        return SendMessage(channel_id=channel.id, message=Message(text=text, **parts))

    async def do(self, subject: str, effect: Effect, kind: str = "desk.note") -> Result:
        """Plan an effect and let it be attempted once."""
        key = self.key(subject, kind)
        async with self.steward.core.db.write() as tx:
            await self.steward.core.outbox.plan(tx, key, effect)
        await self.steward.settled()
        return await self.result(subject, kind)

    async def result(self, subject: str, kind: str = "desk.note") -> Result:
        async with self.steward.core.db.read() as tx:
            result = await self.steward.core.outbox.result(tx, self.key(subject, kind))
        assert result is not None
        return result

    def posted(self, where: str = "#welcome") -> list[Posted]:
        return self.town.messages(where)

    def texts(self, where: str = "#welcome") -> list[str]:
        return [message.content for message in self.posted(where)]

    def requests(self, method: str, route: str) -> int:
        return len(self.town.sandbox.journal.requests(method, route))

    def sends(self) -> int:
        return self.requests("POST", "/channels/{channel_id}/messages")

    def fault(self, **fault: object) -> None:
        self.town.sandbox.faults.add(Fault(**{"method": "POST", "route": MESSAGES, **fault}))

    def forbid(self, where: str, permission: int) -> None:
        bot = self.town.world.bot
        body = {"type": 1, "allow": "0", "deny": str(permission)}
        self.town.world.channels.set_overwrite(
            self.town.owner.user, self.town.place(where), bot.id, body
        )

    def allow(self, where: str) -> None:
        bot = self.town.world.bot
        self.town.world.channels.remove_overwrite(
            self.town.owner.user, self.town.place(where), bot.id
        )


@pytest.fixture
def desk(steward: Running, town: Town) -> Desk:
    return Desk(steward, town)


async def test_a_message_arrives_with_embeds_and_buttons(desk: Desk) -> None:
    embed = Embed(
        title="Today", text="Soup", fields=(EmbedField(name="When", value="Noon"),), footer="Bye"
    )
    buttons = (
        (Button(label="Start here", custom_id="welcome:start", style="primary"),),
        (Button(label="Map", url="https://example.org/map", style="link"),),
    )
    result = await desk.do("1", desk.note("Welcome!", embeds=(embed,), rows=buttons))
    (posted,) = desk.posted()
    assert (result.state, result.created_id) == ("sent", posted.id)
    assert posted.content == "Welcome!"
    assert posted.embeds[0]["fields"][0]["value"] == "Noon"
    labels = [part["label"] for row in posted.components for part in row["components"]]
    assert labels == ["Start here", "Map"]
    assert posted.components[0]["components"][0]["custom_id"] == "welcome:start"


async def test_nobody_is_pinged_but_those_who_are_named(desk: Desk, town: Town) -> None:
    mia, leo = await town.person("Mia", joins=True), await town.person("Leo", joins=True)
    greeters = town.role("Greeters")
    text = f"{mia.mention} {leo.mention} <@&{greeters.id}> @everyone"
    await desk.do("1", desk.note(text, mention_users=(mia.id,)))
    await desk.do("2", desk.note(text, mention_roles=(greeters.id,)))
    first, second = desk.posted()
    assert [user.id for user in first.mentions] == [mia.id]
    assert (first.mention_roles, first.mention_everyone) == ([], False)
    assert [list(second.mentions), second.mention_roles] == [[], [greeters.id]]


async def test_a_reply_pings_nobody_and_survives_the_loss_of_what_it_answers(
    desk: Desk, town: Town
) -> None:
    question = await town["Bo"].say("#welcome", "how?")
    await desk.do("1", desk.note("so", reply_to=question.id))
    await town["Bo"].delete(question)
    result = await desk.do("2", desk.note("and so", reply_to=question.id))
    first, second = desk.posted()[-2:]
    assert first.reference is not None
    assert not first.mentions
    assert (second.content, result.state) == ("and so", "sent")


async def test_a_sent_message_is_edited_and_taken_back_by_its_key(desk: Desk) -> None:
    button = ((Button(label="Press", custom_id="desk:press"),),)
    await desk.do("1", desk.note("old", rows=button))
    edited = EditMessage(of=desk.key("1"), message=Message(text="new"))
    assert (await desk.do("1", edited, "desk.edit")).state == "sent"
    (posted,) = desk.posted()
    assert (posted.content, posted.components) == ("new", [])
    gone = DeleteMessage(of=desk.key("1"))
    assert (await desk.do("1", gone, "desk.delete")).state == "sent"
    assert desk.posted() == []
    again = await desk.do("2", gone, "desk.delete")
    assert (again.state, again.code) == ("skipped", "message_gone")


async def test_roles_are_given_and_taken(desk: Desk, town: Town) -> None:
    mia, role = await town.person("Mia", joins=True), town.role("Greeters")
    give = AddRole(member_id=mia.id, role_id=role.id, reason="volunteered")
    assert (await desk.do("1", give, "desk.give")).state == "sent"
    assert role.id in mia.member.roles
    take = RemoveRole(member_id=mia.id, role_id=role.id)
    assert (await desk.do("1", take, "desk.take")).state == "sent"
    assert role.id not in mia.member.roles


async def test_channels_and_roles_are_made(desk: Desk, town: Town) -> None:
    role = await desk.do("role", CreateRole(name="Helpers"), "desk.role")
    assert town.role("Helpers").id == role.created_id
    private = CreateChannel(name="team-desk", topic="Quiet", private_to=(role.created_id,))
    channel = await desk.do("channel", private, "desk.channel")
    assert town.place("#team-desk").id == channel.created_id
    mia = await town.person("Mia", joins=True)
    assert town.place("#team-desk") not in town.world.channels.list_for(mia.user, town.guild)
    note = SendMessage(channel_id=channel.created_id, message=Message(text="in"))
    assert (await desk.do("1", note)).state == "sent"


async def test_without_permission_no_request_is_made_until_it_is_granted(desk: Desk) -> None:
    desk.forbid("#welcome", permissions.SEND_MESSAGES)
    await desk.steward.settled()
    waiting = await desk.do("1", desk.note())
    assert (waiting.state, waiting.code) == ("planned", "missing_permission")
    assert waiting.detail == "Send Messages in #welcome"
    await desk.steward.pass_time(hours=1)
    assert desk.sends() == 0
    desk.allow("#welcome")
    await desk.steward.pass_time(minutes=10)
    assert (await desk.result("1")).state == "sent"
    assert desk.sends() == 1


async def test_embeds_and_replies_ask_for_their_own_permissions(desk: Desk, town: Town) -> None:
    question = await town["Bo"].say("#welcome", "how?")
    desk.forbid("#welcome", permissions.EMBED_LINKS | permissions.READ_MESSAGE_HISTORY)
    await desk.steward.settled()
    result = await desk.do("1", desk.note(embeds=(Embed(title="x"),)))
    assert result.detail == "Embed Links in #welcome"
    result = await desk.do("2", desk.note(reply_to=question.id))
    assert result.detail == "Read Message History in #welcome"
    assert desk.sends() == 0


async def test_a_channel_that_was_deleted_ends_the_effect(desk: Desk, town: Town) -> None:
    note = desk.note(where="#events")
    town.world.channels.delete(town.owner.user, town.place("#events"))
    await desk.steward.settled()
    result = await desk.do("1", note)
    assert (result.state, result.code) == ("skipped", "channel_gone")


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_trouble_at_discord_delays_a_message_and_does_not_double_it(
    desk: Desk, status: int
) -> None:
    desk.fault(status=status, times=None)
    note = desk.note()
    async with desk.steward.core.db.write() as tx:
        await desk.steward.core.outbox.plan(tx, desk.key("1"), note)
    await desk.town.until(lambda: desk.sends() or None)
    desk.town.sandbox.faults.remove()
    await desk.steward.settled()
    await desk.steward.pass_time(minutes=2)
    assert desk.texts() == ["hello"]
    assert (await desk.result("1")).state == "sent"


async def test_a_connection_lost_before_the_effect_is_tried_again(desk: Desk) -> None:
    desk.fault(drop="before")
    assert (await desk.do("1", desk.note())).state == "sending"
    await desk.steward.pass_time(seconds=5)
    assert desk.texts() == ["hello"]
    assert (await desk.result("1")).state == "sent"


async def test_a_connection_lost_after_the_effect_does_not_double_it(desk: Desk) -> None:
    desk.fault(drop="after")
    assert (await desk.do("1", desk.note())).state == "sending"
    await desk.steward.pass_time(hours=1)
    assert desk.texts() == ["hello"]
    assert desk.sends() == 1
    assert (await desk.result("1")).created_id == desk.posted()[0].id


async def test_a_message_is_found_again_after_a_crash_long_past_the_nonce(
    desk: Desk, town: Town
) -> None:
    desk.fault(drop="after")
    await desk.do("1", desk.note())
    await desk.steward.crash()
    await town.advance(hours=3)
    for number in range(60):
        await town["Bo"].say("#welcome", f"{number}")
    await desk.steward.begin()
    assert desk.texts().count("hello") == 1
    assert (await desk.result("1")).created_id == desk.posted()[0].id


async def test_equal_messages_are_told_apart_after_a_lost_connection(desk: Desk) -> None:
    await desk.do("1", desk.note())
    desk.fault(drop="before")
    await desk.do("2", desk.note())
    await desk.steward.pass_time(minutes=1)
    assert desk.texts() == ["hello", "hello"]
    first, second = await desk.result("1"), await desk.result("2")
    assert [first.created_id, second.created_id] == [posted.id for posted in desk.posted()]


async def test_what_others_say_alike_is_not_taken_for_ours(desk: Desk, town: Town) -> None:
    desk.fault(drop="before")
    await desk.do("1", desk.note())
    await town["Bo"].say("#welcome", "hello")
    await desk.steward.pass_time(minutes=1)
    assert desk.texts() == ["hello", "hello"]


async def test_made_channels_are_found_again_after_a_lost_connection(
    desk: Desk, town: Town
) -> None:
    desk.fault(route="/guilds/*/channels", drop="after")
    await desk.do("1", CreateChannel(name="team-desk"), "desk.channel")
    await desk.steward.pass_time(minutes=1)
    assert (await desk.result("1", "desk.channel")).state == "sent"
    names = [channel.name for channel in town.guild.channels.values()]
    assert names.count("team-desk") == 1


async def test_a_rate_limit_is_waited_out(desk: Desk) -> None:
    desk.fault(status=429, retry_after=0.05)
    assert (await desk.do("1", desk.note())).state == "sent"
    assert desk.texts() == ["hello"]


@pytest.mark.sandbox(rate_limits=False)
async def test_an_old_message_that_was_changed_too_often_waits(desk: Desk) -> None:
    await desk.do("1", desk.note())
    desk.posted()[0].sent_at -= timedelta(hours=2)
    for n in range(4):
        change = EditMessage(of=desk.key("1"), message=Message(text=f"hello {n}"))
        result = await desk.do(str(n), change, "desk.edit")
    assert (result.state, result.code) == ("planned", "too_many_edits")
    assert desk.texts() == ["hello 2"]


async def test_a_ban_by_cloudflare_is_not_knocked_at(desk: Desk) -> None:
    desk.fault(status=429, via=False, times=None)
    assert (await desk.do("1", desk.note())).code == "rate_limited"
    attempts = desk.sends()
    await desk.steward.pass_time(minutes=9)
    assert desk.sends() == attempts
    desk.town.sandbox.faults.remove()
    await desk.steward.pass_time(minutes=2)
    assert desk.texts() == ["hello"]


async def test_a_slow_answer_is_waited_for(desk: Desk) -> None:
    desk.fault(delay=0.3)
    assert (await desk.do("1", desk.note())).state == "sent"
    assert desk.sends() == 1


async def test_a_role_above_the_bots_own_is_not_touched(desk: Desk, town: Town) -> None:
    high = town.world.roles.create(town.owner.user, town.guild, {"name": "High"})
    count = len(town.guild.roles) - 1
    town.world.roles.move(town.owner.user, town.guild, [{"id": str(high.id), "position": count}])
    await desk.steward.settled()
    mia = await town.person("Mia", joins=True)
    result = await desk.do("1", AddRole(member_id=mia.id, role_id=high.id), "desk.give")
    assert (result.state, result.code) == ("planned", "role_too_high")
    assert desk.requests("PUT", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}") == 0


async def test_a_member_who_left_ends_the_effect(desk: Desk, town: Town) -> None:
    mia = await town.person("Mia", joins=True)
    await mia.leave()
    give = AddRole(member_id=mia.id, role_id=town.role("Greeters").id)
    result = await desk.do("1", give, "desk.give")
    assert (result.state, result.code) == ("skipped", "member_gone")


async def test_a_rehearsal_reaches_nobody(idle_steward: Running, town: Town) -> None:
    idle_steward.deployment = idle_steward.deployment.model_copy(update={"dry_run": True})
    await idle_steward.begin()
    desk = Desk(idle_steward, town)
    result = await desk.do("1", desk.note())
    assert (result.state, result.code) == ("skipped", "dry_run")
    assert desk.posted() == []
