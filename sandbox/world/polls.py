"""Polls: opening, voting, ending, and the message that tells how they ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sandbox import permissions
from sandbox.errors import ApiError, invalid_form, unknown
from sandbox.wire.messages import reference_json

if TYPE_CHECKING:
    from collections.abc import Collection

    from sandbox.model import Channel, Json, Message, Poll, User
    from sandbox.state import Event, State
    from sandbox.world.delivery import Delivery
    from sandbox.world.messages import Messages

POLL_RESULT: Final = 46


class Polls:
    """Takes votes and closes polls when their time is up."""

    def __init__(self, state: State, messages: Messages, delivery: Delivery) -> None:
        self._state = state
        self._messages = messages
        self._delivery = delivery
        state.subscribe(self._on_event)

    def _on_event(self, event: Event) -> None:
        """Close the poll of a message that was sent when it expires."""
        message = event.message
        if event.name != "MESSAGE_CREATE" or message is None or message.poll is None:
            return

        async def close() -> None:
            channel = self._state.channels_by_id.get(message.channel_id)
            if channel is not None and message.id in channel.messages:
                self._finish(channel, message)

        self._state.clock.call_at(message.poll.expires_at, close)

    def vote(
        self, user: User, channel: Channel, message_id: int, answer_ids: Collection[int]
    ) -> Message:
        """Choose these answers and no others; none takes the vote back."""
        self._state.require(user, channel, permissions.READ_MESSAGE_HISTORY)
        message, poll = self._poll(user, channel, message_id)
        if user.bot:
            raise ApiError(403, 20001, "Bots cannot use this endpoint")
        if poll.finished:
            raise ApiError(403, 520001, "Poll expired")
        if not poll.votes.keys() >= set(answer_ids):
            raise unknown("Poll Answer")
        if len(set(answer_ids)) > 1 and not poll.multiple:
            raise invalid_form("answer_ids", "This poll takes one answer.", "POLL_SINGLE_ANSWER")
        for answer_id, voters in poll.votes.items():
            if user.id in voters and answer_id not in answer_ids:
                voters.remove(user.id)
                self._tell("MESSAGE_POLL_VOTE_REMOVE", user, channel, message, answer_id)
            elif user.id not in voters and answer_id in answer_ids:
                voters.append(user.id)
                self._tell("MESSAGE_POLL_VOTE_ADD", user, channel, message, answer_id)
        return message

    def voters(self, actor: User, channel: Channel, message_id: int, answer_id: int) -> list[User]:
        """Return who chose an answer, by ascending id."""
        poll = self._poll(actor, channel, message_id)[1]
        users = self._state.users_by_id
        return [users[user_id] for user_id in sorted(poll.votes.get(answer_id, ()))]

    def end(self, actor: User, channel: Channel, message_id: int) -> Message:
        """Close one's own poll before its time."""
        message, poll = self._poll(actor, channel, message_id)
        if message.author is not actor:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        if poll.finished:
            raise ApiError(400, 520001, "Poll expired")
        poll.expires_at = self._state.clock.now()
        self._finish(channel, message)
        return message

    def _finish(self, channel: Channel, message: Message) -> None:
        poll = message.poll
        if poll is None or poll.finished:
            return
        poll.finished = True
        self._delivery.changed(channel, message)
        reference = reference_json(message, channel.guild_id)
        embed = {"type": "poll_result", "fields": _result_fields(poll)}
        self._delivery.system(
            channel, message.author, POLL_RESULT, "", reference=reference, embeds=[embed]
        )

    def _poll(self, actor: User, channel: Channel, message_id: int) -> tuple[Message, Poll]:
        message = self._messages.get(actor, channel, message_id)
        if message.poll is None:
            raise ApiError(400, 520006, "Cannot expire a non-poll message")
        return message, message.poll

    def _tell(
        self, name: str, user: User, channel: Channel, message: Message, answer_id: int
    ) -> None:
        data: Json = {
            "user_id": str(user.id),
            "channel_id": str(channel.id),
            "message_id": str(message.id),
            "answer_id": answer_id,
        }
        if channel.guild_id is not None:
            data["guild_id"] = str(channel.guild_id)
        guild = self._state.guild_of(channel)
        self._state.emit(name, data, guild=guild, channel=channel)


def _result_fields(poll: Poll) -> list[Json]:
    total = sum(len(voters) for voters in poll.votes.values())
    most = max(len(voters) for voters in poll.votes.values())
    winners = [key for key, voters in poll.votes.items() if len(voters) == most]
    facts = {
        "poll_question_text": poll.question,
        "victor_answer_votes": str(most),
        "total_votes": str(total),
    }
    if most and len(winners) == 1:
        text = poll.answers[winners[0]].get("text") or ""
        facts |= {"victor_answer_id": str(winners[0]), "victor_answer_text": str(text)}
    return [{"name": name, "value": value, "inline": False} for name, value in facts.items()]
