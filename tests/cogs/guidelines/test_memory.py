"""What is remembered of people's messages, and how much of it at most."""

from datetime import UTC, datetime, timedelta

from bot.messages import MessageEvent
from bot.messages.event import Author, Content
from cogs.guidelines.conduct_settings import MOST_REMEMBERED, REMEMBERED
from cogs.guidelines.memory import MOST_LATELY, Memory

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def event(author: int = 1, *, text: str = "hello", name: str = "Mia", after: float = 0):
    return MessageEvent(
        kind="created",
        guild_id=1,
        channel_id=2,
        message_id=3,
        at=NOW + timedelta(seconds=after),
        author=Author(author, is_human=True, name=name),
        content=Content(text=text),
    )


def test_messages_are_remembered_by_their_author_in_order() -> None:
    memory = Memory()
    memory.remember(event(text="one"))
    memory.remember(event(text="two", after=5))
    memory.remember(event(author=2))
    found = memory.earlier(event(after=9))
    assert [(one.at - NOW).total_seconds() for one in found] == [0, 5]
    assert found[0].fingerprint != found[1].fingerprint


def test_what_is_long_past_is_not_looked_at() -> None:
    memory = Memory()
    memory.remember(event())
    assert memory.earlier(event(after=REMEMBERED.total_seconds() + 1)) == ()


def test_memory_has_an_end_for_each_author_and_for_all_of_them() -> None:
    memory = Memory(most_authors=3)
    for number in range(MOST_REMEMBERED * 2):
        memory.remember(event(after=number / 10))
    assert len(memory.earlier(event(after=60))) == MOST_REMEMBERED
    for author in range(10, 20):
        memory.remember(event(author))
    assert len(memory) == 3
    assert memory.earlier(event()) == ()


def test_memory_has_an_end_for_each_guild() -> None:
    memory = Memory()
    for author in range(MOST_LATELY * 2):
        memory.remember(event(author))
    found = memory.lately(event())
    assert len(found) == MOST_LATELY
    assert found[-1].author_id == MOST_LATELY * 2 - 1
    late = event(after=REMEMBERED.total_seconds() + 1)
    memory.remember(late)
    assert [one.at for one in memory.lately(late)] == [late.at]
    memory.forget(late.guild_id)
    assert memory.lately(late) == ()


def test_the_first_message_of_an_author_is_known_as_such() -> None:
    memory = Memory()
    assert memory.is_first(event())
    memory.remember(event())
    memory.remember(event(after=1))
    assert [one.is_first for one in memory.lately(event())] == [True, False]
    memory.start_over(event())
    assert memory.earlier(event()) == ()
    assert not memory.is_first(event())
