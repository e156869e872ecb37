"""What people do over time, alone and together: floods, copies, and raids of newcomers."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.messages.event import Content
from bot.texts.phrase import Phrase
from cogs.guidelines.conduct_settings import (
    Copied,
    CrossPosted,
    NewAccount,
    Raid,
    Rate,
    Repeated,
)
from cogs.guidelines.detection.facts import Context, Earlier
from cogs.guidelines.detection.fingerprint import are_alike, fingerprint, sketch
from cogs.guidelines.detection.message import Found, Message


class RepeatedDetector:
    """Looks for the same message again and again."""

    def __init__(self, settings: Repeated) -> None:
        self._settings = settings

    def look(self, message: Message) -> Iterator[Found]:
        """Say how often the author wrote this."""
        context, settings = message.context, self._settings
        if not context.earlier:
            return
        count = 1 + sum(
            settings.across_channels or earlier.channel_id == context.channel_id
            for earlier in _recent(context.earlier, context, settings.within)
            if _say_the_same(message.content, earlier)
        )
        if count >= settings.messages:
            yield Found(Phrase("The same message {count} times in a short time.", count=count))


class CrossPostedDetector:
    """Looks for one message in several channels."""

    def __init__(self, settings: CrossPosted) -> None:
        self._settings = settings

    def look(self, message: Message) -> Iterator[Found]:
        """Say in how many channels the author wrote this; a short greeting is no advertisement."""
        context, settings = message.context, self._settings
        if not context.earlier or not (sketch(message.content) or message.content.attachments):
            return
        channels = {context.channel_id} | {
            earlier.channel_id
            for earlier in _recent(context.earlier, context, settings.within)
            if _say_the_same(message.content, earlier)
        }
        if len(channels) >= settings.channels:
            yield Found(Phrase("The same message in {count} channels.", count=len(channels)))


class CopiedDetector:
    """Looks for one message by several people."""

    def __init__(self, settings: Copied) -> None:
        self._settings = settings

    def look(self, message: Message) -> Iterator[Found]:
        """Say how many people wrote nearly this."""
        context, settings = message.context, self._settings
        if not context.lately or not (said := sketch(message.content)):
            return
        authors = {context.author_id} | {
            one.author_id
            for one in _recent(context.lately, context, settings.within)
            if are_alike(one.sketch, said)
        }
        if len(authors) >= settings.authors:
            yield Found(Phrase("{count} people write nearly the same.", count=len(authors)))


class RateDetector:
    """Looks for one person writing faster than others can read."""

    def __init__(self, settings: Rate) -> None:
        self._settings = settings

    def look(self, message: Message) -> Iterator[Found]:
        """Say how many messages came in a short time."""
        context, within = message.context, self._settings.within
        count = 1 + sum(1 for _ in _recent(context.earlier, context, within))
        if count >= self._settings.messages:
            yield Found(Phrase("{count} messages in {time}.", count=count, time=within))


class RaidDetector:
    """Looks for many newcomers who write for the first time at once."""

    def __init__(self, settings: Raid) -> None:
        self._settings = settings

    def look(self, message: Message) -> Iterator[Found]:
        """Say how many newcomers wrote their first message in a short time."""
        context, settings = message.context, self._settings
        if not context.is_first or not self._is_new(context.joined_at, context.now):
            return
        newcomers = {context.author_id} | {
            one.author_id
            for one in _recent(context.lately, context, settings.within)
            if one.is_first
            and self._is_new(one.joined_at, one.at)
            and (not settings.alike or _say_the_same(message.content, one))
        }
        if len(newcomers) >= settings.newcomers:
            why = Phrase(
                "{count} newcomers write for the first time within {time}.",
                count=len(newcomers),
                time=settings.within,
            )
            yield Found(why)

    def _is_new(self, joined_at: datetime | None, at: datetime | None) -> bool:
        return (
            joined_at is not None
            and at is not None
            and at - joined_at < self._settings.joined_within
        )


class NewAccountDetector:
    """Looks for accounts that were made a short time ago."""

    def __init__(self, settings: NewAccount) -> None:
        self._younger_than = settings.younger_than

    def look(self, message: Message) -> Iterator[Found]:
        """Say that the account is new."""
        made = message.context.account_created_at
        if made and _is_within(made, message.context, self._younger_than):
            yield Found(Phrase("The account is younger than {time}.", time=self._younger_than))


def _recent(
    messages: tuple[Earlier, ...], context: Context, within: timedelta
) -> Iterator[Earlier]:
    return (one for one in messages if _is_within(one.at, context, within))


def _say_the_same(content: Content, earlier: Earlier) -> bool:
    if are_alike(earlier.sketch, sketch(content)):
        return True
    return bool(earlier.fingerprint) and earlier.fingerprint == fingerprint(content)


def _is_within(at: datetime, context: Context, time: timedelta) -> bool:
    return context.now is not None and timedelta() <= context.now - at < time
