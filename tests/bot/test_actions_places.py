"""Slowmode, overwrites and the pause of a server; many messages deleted; words under a name."""

from datetime import timedelta

import pytest

from bot.effects import (
    DeleteMessage,
    DeleteTheirMessages,
    EditMessage,
    Message,
    Overwrite,
    PauseServer,
    PostAs,
    SetOverwrites,
    SetSlowmode,
)
from bot.overwrites import overwrites_of
from sandbox import model, permissions
from sandbox.person import Person
from sandbox.town import Town
from tests.bot.test_actions_live import Desk, desk
from tests.steward import Running

__all__ = ["desk"]

pytestmark = pytest.mark.features()

BULK_DELETE = "/channels/{channel_id}/messages/bulk-delete"
WEBHOOKS = "/webhooks/*"


@pytest.fixture
async def mia(steward: Running, town: Town) -> Person:
    person = await town.person("Mia", joins=True)
    await steward.settled()
    return person


async def test_a_channel_and_a_thread_are_slowed_down(desk: Desk, town: Town, mia: Person) -> None:
    post = await mia.post("#help", "Why?", "It hums.")
    for number, place in enumerate((town.place("#general"), town.place("#help"), post)):
        effect = SetSlowmode(channel_id=place.id, seconds=30, reason="flood")
        assert (await desk.do(str(number), effect)).state == "sent"
        assert place.slowmode == 30


async def test_overwrites_are_replaced_and_put_back(desk: Desk, town: Town, mia: Person) -> None:
    general, everyone = town.place("#general"), town.guild.id
    mine = Overwrite(target_id=mia.id, target="member", allow=permissions.SEND_MESSAGES)
    closed = Overwrite(target_id=everyone, deny=permissions.SEND_MESSAGES)
    lock = SetOverwrites(channel_id=general.id, overwrites=(closed, mine), reason="raid")
    assert (await desk.do("1", lock)).state == "sent"
    assert set(general.overwrites) == {everyone, mia.id}
    assert general.overwrites[everyone].deny == permissions.SEND_MESSAGES
    assert (general.overwrites[mia.id].type, general.overwrites[mia.id].allow) == (
        1,
        permissions.SEND_MESSAGES,
    )
    unlock = SetOverwrites(channel_id=general.id, overwrites=())
    assert (await desk.do("2", unlock)).state == "sent"
    assert general.overwrites == {}


async def test_bits_that_have_no_name_yet_are_written_as_they_are(desk: Desk, town: Town) -> None:
    general = town.place("#general")
    new = Overwrite(target_id=town.guild.id, deny=1 << 60)
    effect = SetOverwrites(channel_id=general.id, overwrites=(new,))
    assert (await desk.do("1", effect)).state == "sent"
    (request,) = town.sandbox.journal.requests("PATCH", "/channels/{channel_id}")
    assert request["body"]["permission_overwrites"][0]["deny"] == str(1 << 60)


async def test_bits_that_have_no_name_yet_are_read_as_they_are(
    desk: Desk, steward: Running, town: Town
) -> None:
    general, owner = town.place("#general"), town.owner.user
    general.overwrites[7] = model.Overwrite(7, 1, 1 << 60, 0)
    town.world.channels.edit(owner, general, {"topic": "anything"})
    await steward.settled()
    guild = steward.client.get_guild(town.guild.id)
    assert guild is not None
    found = guild.get_channel(general.id)
    assert found is not None
    assert overwrites_of(found) == (Overwrite(target_id=7, target="member", allow=1 << 60),)


async def test_only_what_is_changed_must_be_the_bots_to_give(
    desk: Desk, steward: Running, town: Town
) -> None:
    general, everyone = town.place("#general"), town.guild.id
    given = Overwrite(target_id=everyone, allow=permissions.ADMINISTRATOR)
    effect = SetOverwrites(channel_id=general.id, overwrites=(given,))
    result = await desk.do("1", effect)
    assert (result.code, result.detail) == ("missing_permission", "Administrator in #general")
    assert desk.requests("PATCH", "/channels/{channel_id}") == 0


async def test_a_server_is_paused_and_goes_on(desk: Desk, steward: Running, town: Town) -> None:
    until = steward.core.clock.now() + timedelta(hours=6)
    pause = PauseServer(invites_until=until, dms_until=None)
    assert (await desk.do("1", pause)).state == "sent"
    incidents = town.guild.settings["incidents_data"]
    assert incidents == {
        "invites_disabled_until": until.isoformat(),
        "dms_disabled_until": None,
    }
    assert (await desk.do("2", PauseServer(invites_until=None, dms_until=None))).state == "sent"
    assert set(town.guild.settings["incidents_data"].values()) == {None}


async def test_many_messages_go_with_one_request(desk: Desk, town: Town, mia: Person) -> None:
    spam = [await mia.say("#general", f"spam {number}") for number in range(20)]
    kept = await mia.say("#general", "sorry")
    ids = tuple(one.id for one in spam)
    effect = DeleteTheirMessages(channel_id=kept.channel_id, message_ids=ids, reason="case 7")
    assert (await desk.do("1", effect)).state == "sent"
    assert town.messages("#general") == [kept]
    assert desk.requests("POST", BULK_DELETE) == 1
    assert (await desk.do("2", effect)).state == "sent"


async def test_old_messages_go_one_by_one(
    desk: Desk, steward: Running, town: Town, mia: Person
) -> None:
    old = [await mia.say("#general", f"old {number}") for number in range(3)]
    await steward.pass_time(days=15)
    new = await mia.say("#general", "new")
    await mia.delete(old[1])
    ids = tuple(one.id for one in (*old, new))
    effect = DeleteTheirMessages(channel_id=new.channel_id, message_ids=ids)
    assert (await desk.do("1", effect)).state == "sent"
    assert town.messages("#general") == []


def kind_words(town: Town, text: str = "Thank you all!", where: str = "#kind-words") -> PostAs:
    return PostAs(channel_id=town.place(where).id, name="Mia", message=Message(text=text))


async def test_words_are_posted_under_their_authors_name_through_one_webhook(
    desk: Desk, town: Town
) -> None:
    await desk.do("1", kind_words(town))
    await desk.do("2", kind_words(town, "And again!"))
    first, second = town.messages("#kind-words")
    assert [first.author.name, second.author.name] == ["Mia", "Mia"]
    assert first.webhook is second.webhook
    assert (await desk.result("1")).created_id == first.id


async def test_a_name_with_a_word_that_discord_keeps_for_itself_is_written_otherwise(
    desk: Desk, town: Town
) -> None:
    words = kind_words(town).model_copy(update={"name": "Discord fan Clyde"})
    assert (await desk.do("1", words)).state == "sent"
    (posted,) = town.messages("#kind-words")
    assert posted.author.name == "Dis·cord fan Cly·de"


async def test_what_was_posted_under_a_name_is_changed_and_taken_back(
    desk: Desk, town: Town
) -> None:
    await desk.do("1", kind_words(town))
    edited = EditMessage(of=desk.key("1"), message=Message(text="Thank you!"))
    assert (await desk.do("1", edited, "desk.edit")).state == "sent"
    assert [one.content for one in town.messages("#kind-words")] == ["Thank you!"]
    await desk.do("1", DeleteMessage(of=desk.key("1")), "desk.delete")
    assert town.messages("#kind-words") == []


async def test_words_whose_answer_was_lost_are_posted_once(
    desk: Desk, steward: Running, town: Town
) -> None:
    await desk.do("0", kind_words(town))
    desk.fault(route=WEBHOOKS, drop="after")
    await desk.do("1", kind_words(town))
    await steward.crash()
    await steward.begin()
    assert len(town.messages("#kind-words")) == 2
    assert (await desk.result("1")).created_id == town.messages("#kind-words")[1].id


async def test_posting_under_a_name_waits_for_the_permission(
    desk: Desk, steward: Running, town: Town
) -> None:
    desk.forbid("#kind-words", permissions.MANAGE_WEBHOOKS)
    await steward.settled()
    result = await desk.do("1", kind_words(town))
    assert result.detail == "Manage Webhooks in #kind-words"
