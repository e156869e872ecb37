"""What is taken out of a message, as it comes over the wire."""

from sandbox.model import Upload
from sandbox.town import Town
from tests.bot.listening import Heard
from tests.steward import Running


async def test_a_message_says_who_wrote_what_and_where(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    message = await town["Bo"].say("#general", "good morning")
    await idle_steward.settled()
    (event,) = heard.events
    assert (event.kind, event.message_id, event.channel_id) == (
        "created",
        message.id,
        town.place("#general").id,
    )
    assert event.content.text == "good morning"
    assert event.author is not None
    assert (event.author.id, event.author.is_human) == (town["Bo"].id, True)
    assert town.role("Moderators").id in event.author.role_ids
    assert event.author.joined_at is not None
    assert (event.late, event.is_system, event.is_opener, event.parent_id) == (
        False,
        False,
        False,
        None,
    )
    assert event.at == message.sent_at


async def test_replies_name_what_they_answer(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    question = await town["Bo"].say("#general", "how?")
    await town["Ana"].say("#general", "so", reply_to=question)
    await idle_steward.settled()
    assert [event.reply_to for event in heard.events] == [None, question.id]


async def test_the_opener_of_a_forum_post_is_marked_and_carries_its_title(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    post = await town["Bo"].post("#help", "My lathe hums", "What could it be?")
    await town["Ana"].say(post, "The belt")
    await idle_steward.settled()
    opener, answer = heard.events
    assert (opener.is_opener, answer.is_opener) == (True, False)
    assert opener.thread_title == answer.thread_title == "My lathe hums"
    assert opener.parent_id == answer.parent_id == town.place("#help").id


async def test_messages_in_threads_name_the_channel_around_them(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    message = await town["Bo"].say("#general", "shall we?")
    thread = await town["Bo"].start_thread(message, "Plans")
    await town["Ana"].say(thread, "yes")
    await idle_steward.settled()
    answer = heard.events[-1]
    assert (answer.content.text, answer.thread_title) == ("yes", "Plans")
    assert (answer.channel_id, answer.parent_id) == (thread.id, town.place("#general").id)


async def test_files_come_with_their_names_and_alt_texts(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    files = [Upload("chair.png", b"\x89PNG", "image/png", "A chair of oak")]
    await town["Bo"].say("#general", files=files)
    await idle_steward.settled()
    (file,) = heard.events[0].content.attachments
    assert (file.filename, file.description, file.size) == ("chair.png", "A chair of oak", 4)


async def test_forwards_embeds_and_polls_are_read(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    original = await town["Bo"].say("#general", "hidden words")
    body = {
        "message_reference": {
            "type": 1,
            "message_id": str(original.id),
            "channel_id": str(original.channel_id),
        }
    }
    events, bo = town.place("#events"), town["Bo"].user
    town.world.messages.create(bo, events, body)
    poll = {"question": {"text": "Soup?"}, "answers": [{"poll_media": {"text": "Yes"}}]}
    town.world.messages.create(bo, events, {"poll": poll})
    embed = {"title": "T", "description": "D", "fields": [{"name": "N", "value": "V"}]}
    town.world.messages.create(town.world.bot, events, {"embeds": [embed]})
    await idle_steward.settled()
    _, forward, asked, framed = heard.events
    assert (forward.content.text, forward.content.forwarded) == ("", ("hidden words",))
    assert asked.content.poll == ("Soup?", "Yes")
    assert framed.content.embeds == ("T\nD\nN\nV",)
    assert framed.author is not None
    assert not framed.author.is_human


async def test_all_that_a_forward_carries_is_read(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    general, events = town.place("#general"), town.place("#events")
    embed = {"title": "T", "description": "D"}
    original = town.world.messages.create(town.world.bot, general, {"embeds": [embed]})
    reference = {
        "type": 1, "message_id": str(original.id), "channel_id": str(original.channel_id)
    }  # fmt: skip
    town.world.messages.create(town["Bo"].user, events, {"message_reference": reference})
    await idle_steward.settled()
    forward = heard.events[-1]
    assert (forward.content.text, forward.content.embeds) == ("", ("T\nD",))


async def test_edits_are_heard_also_of_messages_from_before_the_start(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    await idle_steward.stop()
    message = await town["Bo"].say("#general", "befroe")
    await idle_steward.begin()
    heard.events.clear()
    await town["Bo"].edit(message, "before")
    await idle_steward.settled()
    (event,) = heard.events
    assert (event.kind, event.message_id, event.content.text) == ("edited", message.id, "before")


async def test_deletions_are_heard_one_by_one_the_oldest_first(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    messages = [await town["Bo"].say("#general", f"{number}") for number in range(3)]
    await idle_steward.settled()
    heard.events.clear()
    await town["Bo"].delete(messages[0])
    town.world.messages.bulk_delete(
        town.owner.user, town.place("#general"), [messages[2].id, messages[1].id]
    )
    await idle_steward.settled()
    assert [(event.kind, event.message_id) for event in heard.events] == [
        ("deleted", message.id) for message in messages
    ]


async def test_private_messages_do_not_come_through(
    heard: Heard, idle_steward: Running, town: Town
) -> None:
    await town["Bo"].dm("psst")
    await idle_steward.settled()
    assert heard.events == []
