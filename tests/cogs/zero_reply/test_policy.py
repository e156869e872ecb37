"""What waits for an answer, and what answers it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.messages.event import Attachment, Author, Content, MessageEvent
from cogs.zero_reply.policy import Written, first_answer, written

MIA, TOM, EVA = 1, 2, 3
NINE = datetime(2026, 11, 2, 9, tzinfo=UTC)
CHANNEL = 50


def event(text: str = "Which glue works on oak?", **changes: object) -> MessageEvent:
    plain = MessageEvent(
        kind="created",
        guild_id=1,
        channel_id=CHANNEL,
        message_id=100,
        at=NINE,
        author=Author(MIA, is_human=True),
        content=Content(text),
    )
    return plain._replace(**changes)


def asks(told: MessageEvent, room: str = "text", **settings: object) -> str | None:
    options = {"questions_only": True, "shortest": 15, **settings}
    found = written(told, room, NINE, **options)
    return found.asks if found is not None else None


def test_a_question_in_a_channel_asks():
    assert asks(event()) == "root"


@pytest.mark.parametrize(
    "told",
    [
        event("The oak is lovely today."),
        event("why?"),
        event("!help how do I do this"),
        event(reply_to=99),
        event("<@2> which glue works on oak?"),
        event(content=Content("Which one shall we build?", poll=("Which?", "This"))),
    ],
    ids=["statement", "too short", "command", "reply", "to somebody", "poll"],
)
def test_what_needs_no_answer_does_not_ask(told):
    assert asks(told) == ""


@pytest.mark.parametrize(
    "told",
    [
        event(author=Author(MIA, is_human=False)),
        event(is_system=True),
        event(author=None),
    ],
    ids=["bot or webhook", "system", "nobody"],
)
def test_what_no_person_wrote_is_nothing_at_all(told):
    assert asks(told) is None


def test_every_longer_message_and_every_picture_asks_where_not_only_questions_do():
    picture = Content("", attachments=(Attachment("lamp.png", "image/png", 10),))
    assert asks(event("The oak is lovely today."), questions_only=False) == "root"
    assert asks(event(content=picture), questions_only=False) == "root"
    assert asks(event("lovely oak"), questions_only=False) == ""


def test_a_forum_post_asks_whatever_it_says_and_its_later_messages_do_not():
    assert asks(event("hm", is_opener=True), "forum_post") == "post"
    assert asks(event("any news?"), "forum_post") == ""


def test_who_starts_a_thread_asks_and_whoever_writes_in_one_does_not():
    assert asks(event("help with the lamp"), "own_thread") == "thread"
    assert asks(event("how does that work?"), "thread") == ""


def at(minutes: float, author: int, **values: object) -> Written:
    number = int(minutes * 60) + 1000
    return Written(
        message_id=number,
        channel_id=values.pop("channel_id", CHANNEL),
        author_id=author,
        at=NINE + timedelta(minutes=minutes),
        **values,
    )


OPENER = at(0, MIA, asks="root")


def how(*others: Written, opener: Written = OPENER) -> str:
    answer = first_answer(opener, [opener, *others])
    return answer.how if answer is not None else ""


def test_a_reply_by_somebody_else_is_an_answer_however_late():
    late = at(9000, TOM, reply_to=OPENER.message_id)
    assert how(late) == "sure"


def test_what_the_author_adds_is_no_answer():
    assert how(at(1, MIA), at(2, MIA, reply_to=OPENER.message_id)) == ""


def test_a_message_in_the_thread_of_an_opener_is_an_answer():
    assert how(at(300, TOM, channel_id=OPENER.message_id)) == "sure"


def test_a_reply_to_what_the_author_added_soon_is_an_answer():
    added = at(3, MIA)
    assert how(added, at(90, TOM, reply_to=added.message_id)) == "sure"
    much_later = at(40, MIA)
    assert how(much_later, at(90, TOM, reply_to=much_later.message_id)) == ""


def test_what_is_said_within_twenty_minutes_is_probably_an_answer():
    assert how(at(20, TOM)) == "probable"
    assert how(at(20.1, TOM)) == ""


def test_after_somebody_else_has_asked_what_is_said_is_theirs():
    assert how(at(1, EVA, asks="root"), at(2, TOM)) == ""
    assert how(at(1, MIA, asks="root"), at(2, TOM)) == "probable"


def test_what_is_addressed_counts_for_whom_it_is_addressed_to():
    between = at(1, EVA, asks="root")
    assert how(between, at(2, TOM, addressed_to=MIA)) == "probable"
    assert how(at(2, TOM, addressed_to=EVA)) == ""


def test_a_reply_counts_before_what_was_said_earlier():
    answer = first_answer(OPENER, [at(1, TOM), at(5, EVA, reply_to=OPENER.message_id)])
    assert answer is not None
    assert (answer.how, answer.author_id) == ("sure", EVA)
