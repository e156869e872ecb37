"""Threads and posts: opened once, furnished, changed, entered, written into."""

import pytest

from bot.effects import (
    AddToThread,
    CreateForumTag,
    CreateThread,
    EditMessage,
    EditThread,
    Message,
    SendInside,
    SendMessage,
)
from sandbox import permissions
from sandbox.model import Channel
from sandbox.person import Person
from sandbox.town import Town
from sandbox.world.threads import REQUIRE_TAG
from tests.bot.test_actions_live import Desk, desk
from tests.steward import Running

__all__ = ["desk"]

pytestmark = pytest.mark.features()

THREADS = "/channels/*/threads"
HELLO = Message(text="hello")


@pytest.fixture
async def mia(steward: Running, town: Town) -> Person:
    person = await town.person("Mia", joins=True)
    await steward.settled()
    return person


def private(town: Town, mia: Person, **parts: object) -> CreateThread:
    return CreateThread(
        channel_id=town.place("#community-team").id,
        name="Mia",
        private=True,
        member_ids=(mia.id,),
        **parts,
    )


def post(town: Town, *tags: str, **parts: object) -> CreateThread:
    forum = town.place("#help")
    known = {tag.name: tag.id for tag in forum.tags.values()}
    ids = tuple(known[tag] for tag in tags)
    return CreateThread(
        channel_id=forum.id, name="How?", tag_ids=ids, **{"opening": HELLO, **parts}
    )


def named(town: Town, name: str) -> list[Channel]:
    return [one for one in town.guild.threads.values() if one.name == name]


def tags(town: Town, thread: Channel) -> list[str]:
    assert thread.thread is not None
    forum = town.place("#help")
    return sorted(forum.tags[tag_id].name for tag_id in thread.thread.tags)


async def test_a_private_thread_has_its_members_and_its_opening_message(
    desk: Desk, town: Town, mia: Person
) -> None:
    result = await desk.do("1", private(town, mia, opening=HELLO), "desk.thread")
    (thread,) = named(town, "Mia")
    assert (result.state, result.created_id) == ("sent", thread.id)
    assert thread.thread is not None
    assert thread.thread.private
    assert set(thread.thread.members) == {town.world.bot.id, mia.id}
    assert [one.content for one in town.messages(thread)] == ["hello"]


async def test_what_follows_is_written_inside_wherever_the_thread_is(
    desk: Desk, steward: Running, town: Town, mia: Person
) -> None:
    await desk.do("1", private(town, mia), "desk.thread")
    inside = SendInside(of=desk.key("1", "desk.thread"), message=HELLO)
    assert (await desk.do("1", inside, "desk.words")).state == "sent"
    (thread,) = named(town, "Mia")
    await steward.pass_time(days=8)
    assert thread.thread is not None
    assert thread.thread.archived
    await steward.restart()
    assert (await desk.do("2", inside, "desk.words")).state == "sent"
    assert [one.content for one in town.messages(thread)] == ["hello", "hello"]


async def test_words_for_a_thread_wait_until_it_is_made_and_end_with_it(
    desk: Desk, steward: Running, town: Town, mia: Person
) -> None:
    desk.fault(route=THREADS, status=503, times=None)
    key = desk.key("1", "desk.thread")
    async with steward.core.db.write() as tx:
        await steward.core.outbox.plan(tx, key, private(town, mia))
    inside = SendInside(of=key, message=HELLO)
    assert (await desk.do("1", inside, "desk.words")).state == "planned"
    town.sandbox.faults.remove()
    await steward.pass_time(minutes=1)
    assert (await desk.result("1", "desk.words")).state == "sent"
    (thread,) = named(town, "Mia")
    town.world.threads.delete(town.owner.user, thread)
    await steward.settled()
    assert (await desk.do("2", inside, "desk.words")).code == "thread_gone"


async def test_words_whose_answer_was_lost_are_not_written_twice(
    desk: Desk, steward: Running, town: Town, mia: Person
) -> None:
    await desk.do("1", private(town, mia), "desk.thread")
    (thread,) = named(town, "Mia")
    desk.fault(route=f"/channels/{thread.id}/messages", drop="after")
    await desk.do("1", SendInside(of=desk.key("1", "desk.thread"), message=HELLO), "desk.words")
    await steward.crash()
    await steward.begin()
    assert [one.content for one in town.messages(thread)] == ["hello"]
    assert (await desk.result("1", "desk.words")).state == "sent"


@pytest.mark.parametrize("route", [THREADS, "/channels/*/messages", "/channels/*/thread-members/*"])
async def test_a_thread_whose_making_was_interrupted_is_found_and_finished(
    desk: Desk, steward: Running, town: Town, mia: Person, route: str
) -> None:
    desk.fault(method="*", route=route, drop="after")
    await desk.do("1", private(town, mia, opening=HELLO), "desk.thread")
    await steward.crash()
    await steward.begin()
    await steward.pass_time(minutes=1)
    (thread,) = named(town, "Mia")
    assert (await desk.result("1", "desk.thread")).created_id == thread.id
    assert thread.thread is not None
    assert mia.id in thread.thread.members
    assert [one.content for one in town.messages(thread)] == ["hello"]


async def test_a_thread_of_the_same_name_by_somebody_else_is_not_taken_for_ours(
    desk: Desk, steward: Running, town: Town, mia: Person
) -> None:
    desk.fault(route=THREADS, drop="before")
    await desk.do("1", private(town, mia), "desk.thread")
    body = {"name": "Mia", "type": 12}
    theirs = town.world.threads.start(town.owner.user, town.place("#community-team"), body)
    await steward.pass_time(minutes=1)
    assert (await desk.result("1", "desk.thread")).created_id != theirs.id
    assert len(named(town, "Mia")) == 2


async def test_a_message_has_one_thread(desk: Desk, town: Town) -> None:
    message = await town["Bo"].say("#general", "Let us talk")
    effect = CreateThread(
        channel_id=message.channel_id, name="Talk", on_message=message.id, archive_after=1440
    )
    first = await desk.do("1", effect, "desk.thread")
    second = await desk.do("2", effect, "desk.thread")
    assert first.created_id == second.created_id == message.id
    assert len(named(town, "Talk")) == 1


async def test_the_thread_of_our_own_message_is_found_when_the_answer_was_lost(
    desk: Desk, steward: Running, town: Town
) -> None:
    said = SendMessage(channel_id=town.place("#general").id, message=HELLO)
    message = await desk.do("1", said, "desk.words")
    desk.fault(route="/channels/*/messages/*/threads", drop="after")
    effect = CreateThread(
        channel_id=said.channel_id, name="Talk", on_message=message.created_id, archive_after=1440
    )
    await desk.do("1", effect, "desk.thread")
    await steward.pass_time(minutes=1)
    assert (await desk.result("1", "desk.thread")).created_id == message.created_id
    assert desk.requests("POST", "/channels/{channel_id}/messages/{message_id}/threads") == 1


async def test_a_post_has_tags_and_an_opening_that_can_be_edited(desk: Desk, town: Town) -> None:
    await desk.do("1", post(town, "Unanswered", "Woodwork"), "desk.post")
    (thread,) = named(town, "How?")
    assert tags(town, thread) == ["Unanswered", "Woodwork"]
    edited = EditMessage(of=desk.key("1", "desk.post"), message=Message(text="new"))
    assert (await desk.do("1", edited, "desk.edit")).state == "sent"
    assert [one.content for one in town.messages(thread)] == ["new"]


async def test_a_post_whose_answer_was_lost_is_not_opened_twice(
    desk: Desk, steward: Running, town: Town
) -> None:
    desk.fault(route=THREADS, drop="after")
    await desk.do("1", post(town), "desk.post")
    await steward.pass_time(minutes=1)
    (thread,) = named(town, "How?")
    assert (await desk.result("1", "desk.post")).created_id == thread.id


async def test_a_forum_that_requires_a_tag_holds_up_a_post_without_one(
    desk: Desk, steward: Running, town: Town
) -> None:
    town.world.channels.edit(town.owner.user, town.place("#help"), {"flags": REQUIRE_TAG})
    await steward.settled()
    result = await desk.do("1", post(town), "desk.post")
    assert (result.state, result.code, result.detail) == ("planned", "tag_required", "#help")
    assert desk.requests("POST", "/channels/{channel_id}/threads") == 0


async def test_a_full_server_holds_up_a_thread(desk: Desk, town: Town, mia: Person) -> None:
    desk.fault(route=THREADS, status=400, code=160006)
    result = await desk.do("1", private(town, mia), "desk.thread")
    assert (result.state, result.code) == ("planned", "too_many_threads")


async def test_tags_and_state_of_a_post_are_changed_and_nothing_else(
    desk: Desk, steward: Running, town: Town
) -> None:
    asked = await town["Bo"].post("#help", "Why?", "It hums.", tags=["Unanswered", "Electronics"])
    known = {tag.name: tag.id for tag in town.place("#help").tags.values()}
    solved = (known["Solved"], known["Electronics"], 1)
    await desk.do("1", EditThread(thread_id=asked.id, tag_ids=solved), "desk.edit")
    assert tags(town, asked) == ["Electronics", "Solved"]
    await desk.do("2", EditThread(thread_id=asked.id, archived=True, locked=True), "desk.edit")
    assert asked.thread is not None
    assert (asked.thread.archived, asked.thread.locked, asked.name) == (True, True, "Why?")
    sleeping = EditThread(thread_id=asked.id, tag_ids=(known["Solved"],))
    assert (await desk.do("3", sleeping, "desk.edit")).state == "sent"
    assert (tags(town, asked), asked.thread.archived) == (["Solved"], True)
    await desk.do("4", EditThread(thread_id=asked.id, archived=False), "desk.edit")
    assert not asked.thread.archived


async def test_our_own_thread_is_renamed_by_its_key_and_what_is_gone_is_nobodys_fault(
    desk: Desk, steward: Running, town: Town, mia: Person
) -> None:
    await desk.do("1", private(town, mia), "desk.thread")
    rename = EditThread(of=desk.key("1", "desk.thread"), name="Closed", archived=True)
    assert (await desk.do("1", rename, "desk.edit")).state == "sent"
    (thread,) = named(town, "Closed")
    town.world.threads.delete(town.owner.user, thread)
    await steward.settled()
    result = await desk.do("2", rename, "desk.edit")
    assert (result.state, result.code) == ("skipped", "thread_gone")


async def test_a_member_comes_into_a_thread_that_sleeps(
    desk: Desk, steward: Running, town: Town, mia: Person
) -> None:
    asked = await town["Bo"].post("#help", "Why?", "It hums.")
    await steward.pass_time(days=8)
    add = AddToThread(thread_id=asked.id, member_id=mia.id)
    assert (await desk.do("1", add, "desk.add")).state == "sent"
    assert asked.thread is not None
    assert mia.id in asked.thread.members


async def test_what_is_missing_is_named(
    desk: Desk, steward: Running, town: Town, mia: Person
) -> None:
    desk.forbid("#community-team", permissions.CREATE_PRIVATE_THREADS)
    await steward.settled()
    result = await desk.do("1", private(town, mia), "desk.thread")
    assert result.detail == "Create Private Threads in #community-team"


async def test_a_tag_is_added_once_and_one_of_that_name_is_taken(desk: Desk, town: Town) -> None:
    forum = town.place("#help")
    add = CreateForumTag(channel_id=forum.id, name="Needs staff", moderated=True)
    first = await desk.do("1", add, "desk.tag")
    (made,) = [tag for tag in forum.tags.values() if tag.name == "Needs staff"]
    assert (first.created_id, made.moderated) == (made.id, True)
    again = CreateForumTag(channel_id=forum.id, name="needs STAFF")
    assert (await desk.do("2", again, "desk.tag")).created_id == made.id
    assert len(forum.tags) == 6


async def test_a_tag_whose_answer_was_lost_is_there_once(
    desk: Desk, steward: Running, town: Town
) -> None:
    desk.fault(method="PATCH", route="/channels/*", drop="after")
    await desk.do("1", CreateForumTag(channel_id=town.place("#help").id, name="New"), "desk.tag")
    await steward.pass_time(minutes=1)
    names = [tag.name for tag in town.place("#help").tags.values()]
    assert names.count("New") == 1
    assert (await desk.result("1", "desk.tag")).state == "sent"
