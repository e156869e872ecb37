"""What waits for an answer, and what answers it: pure decisions over facts about messages.

Each decision looks at a bounded neighbourhood of a message and at nothing else, not even at the
order in which things became known. So it does not matter whether a message was heard live, came
late, or was read from history.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from bot.messages import MessageEvent
from cogs.zero_reply.questions import asks_something

INLINE_WITHIN = timedelta(minutes=20)

Kind = Literal["", "post", "thread", "root"]
"""How a message asks: as a forum post, as the start of a thread, in a text channel; or not."""
Room = Literal["forum", "forum_post", "text", "thread", "own_thread"]
"""Where a message stands; an own thread is one that its author started without a message."""
How = Literal["", "probable", "sure"]

_COMMAND = re.compile(r"[!/.?$;%]{1,2}[a-zA-Z]\w*(\s|$)")
_MENTION = re.compile(r"<@!?(\d+)>")


class Written(NamedTuple):
    """What is kept of a message by a person: who, where, when and to whom; not what."""

    message_id: int
    channel_id: int
    author_id: int
    at: datetime
    reply_to: int | None = None
    addressed_to: int | None = None
    asks: Kind = ""

    @property
    def order(self) -> tuple[datetime, int]:
        """Messages stand in this order."""
        return self.at, self.message_id

    @property
    def thread_id(self) -> int:
        """The thread in which answers to it stand; the thread of a message has its id."""
        return self.channel_id if self.asks == "thread" else self.message_id


@dataclass(frozen=True, slots=True)
class Answer:
    """The first answer to an opener."""

    message_id: int
    author_id: int
    at: datetime
    how: How


def written(
    event: MessageEvent, room: Room, at: datetime, *, questions_only: bool, shortest: int
) -> Written | None:
    """Return what is to be kept of a message, None when it is neither opener nor reply."""
    author = event.author
    if author is None or not author.is_human or event.is_system:
        return None
    mention = _MENTION.search(event.content.text)
    addressed_to = int(mention[1]) if mention is not None else None
    return Written(
        message_id=event.message_id,
        channel_id=event.channel_id,
        author_id=author.id,
        at=at,
        reply_to=event.reply_to,
        addressed_to=addressed_to if addressed_to != author.id else None,
        asks=_asks(event, room, addressed_to, questions_only=questions_only, shortest=shortest),
    )


def _asks(
    event: MessageEvent,
    room: Room,
    addressed_to: int | None,
    *,
    questions_only: bool,
    shortest: int,
) -> Kind:
    content = event.content
    if content.poll or _COMMAND.match(content.text):
        return ""
    if room == "own_thread":
        return "thread"
    if room == "forum_post":
        return "post" if event.is_opener else ""
    # Whoever turns to somebody or replies is in the middle of a conversation.
    if room != "text" or event.reply_to is not None or addressed_to is not None:
        return ""
    if questions_only:
        asks = len(content.text.strip()) >= shortest and asks_something(content.text)
    else:
        asks = bool(content.attachments) or len(content.text.strip()) >= shortest
    return "root" if asks else ""


def first_answer(opener: Written, messages: Iterable[Written]) -> Answer | None:
    """Find the first sure answer to an opener, else the first probable one.

    `messages` are those of its thread, those that refer to it or to what its author wrote within
    20 minutes, and those of its channel within 20 minutes; others do no harm.
    """
    known = {one.message_id: one for one in messages}
    ordered = sorted(known.values(), key=lambda one: one.order)
    own = _own_words(opener, ordered)
    probable: Written | None = None
    someone_else_asked = False
    for one in ordered:
        if one.order <= opener.order:
            continue
        if one.author_id != opener.author_id:
            if one.channel_id == opener.thread_id or one.reply_to in own:
                return Answer(one.message_id, one.author_id, one.at, "sure")
            if probable is None and _is_inline(opener, one, someone_else_asked):
                probable = one
            is_next = one.channel_id == opener.channel_id and one.asks == "root"
            someone_else_asked = someone_else_asked or is_next
    if probable is None:
        return None
    return Answer(probable.message_id, probable.author_id, probable.at, "probable")


def _own_words(opener: Written, messages: Sequence[Written]) -> frozenset[int]:
    """Return the opener and what its author added soon after it, by id."""
    added = (
        one.message_id
        for one in messages
        if one.author_id == opener.author_id
        and one.channel_id == opener.channel_id
        and opener.order <= one.order
        and one.at - opener.at <= INLINE_WITHIN
    )
    return frozenset({opener.message_id, *added})


def _is_inline(opener: Written, one: Written, someone_else_asked: bool) -> bool:
    if (
        opener.asks != "root"
        or one.channel_id != opener.channel_id
        or one.asks
        or one.reply_to is not None
        or one.at - opener.at > INLINE_WITHIN
    ):
        return False
    if one.addressed_to is not None:
        return one.addressed_to == opener.author_id
    return not someone_else_asked
