"""What a message does: whom it calls, what it carries, and what its author did before."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from fnmatch import translate

from bot.texts.phrase import Phrase
from cogs.guidelines.detection.facts import Context
from cogs.guidelines.detection.fingerprint import fingerprint
from cogs.guidelines.detection.form import typed_in
from cogs.guidelines.detection.message import Found, Message
from cogs.guidelines.detector_settings import (
    Attachments,
    Everyone,
    Mentions,
    NewAccount,
    Rate,
    Repeated,
)

_MENTION = re.compile(r"<@[!&]?(\d{15,21})>")
_EVERYONE = re.compile(r"@(everyone|here)\b")


class MentionsDetector:
    """Looks for many people or roles called at once."""

    def __init__(self, settings: Mentions) -> None:
        self._at_least = settings.at_least

    def look(self, message: Message) -> Iterator[Found]:
        """Say how many different ones are called."""
        for part in typed_in(message):
            if "<@" not in part.text:
                continue
            if (count := len(set(_MENTION.findall(part.text)))) >= self._at_least:
                yield Found(Phrase("{count} people or roles are mentioned.", count=count), part)


class EveryoneDetector:
    """Looks for attempts to call everybody."""

    def __init__(self, settings: Everyone) -> None:
        self.settings = settings

    def look(self, message: Message) -> Iterator[Found]:
        """Say where everybody is called."""
        for part in typed_in(message):
            if "@" in part.text and (found := _EVERYONE.search(part.text)):
                why = Phrase("It tries to call everybody with {mention}.", mention=found[0])
                yield Found(why, part, found.start(), found.end())


class AttachmentsDetector:
    """Looks at files by their type and name."""

    def __init__(self, settings: Attachments) -> None:
        self._types = tuple(kind.lower() for kind in settings.types)
        self._names = re.compile(
            "|".join(translate(name.lower()) for name in settings.names) or r"(?!)"
        )

    def look(self, message: Message) -> Iterator[Found]:
        """Say which files are not welcome."""
        for file in message.content.attachments:
            kind = file.content_type.split(";", 1)[0].strip().lower()
            unwelcome = kind in self._types or kind.split("/", 1)[0] in self._types
            if unwelcome or self._names.match(file.filename.lower()):
                yield Found(Phrase("The file {file} is of an unwelcome kind.", file=file.filename))


class RepeatedDetector:
    """Looks for the same message again and again."""

    def __init__(self, settings: Repeated) -> None:
        self._settings = settings

    def look(self, message: Message) -> Iterator[Found]:
        """Say how often the author wrote this."""
        context, settings = message.context, self._settings
        if not context.earlier or not (said := fingerprint(message.content)):
            return
        count = 1 + sum(
            earlier.fingerprint == said
            and (settings.across_channels or earlier.channel_id == context.channel_id)
            for earlier in context.earlier
            if _is_within(earlier.at, context, settings.within)
        )
        if count >= settings.messages:
            yield Found(Phrase("The same message {count} times in a short time.", count=count))


class RateDetector:
    """Looks for one person writing faster than others can read."""

    def __init__(self, settings: Rate) -> None:
        self._settings = settings

    def look(self, message: Message) -> Iterator[Found]:
        """Say how many messages came in a short time."""
        context, within = message.context, self._settings.within
        count = 1 + sum(_is_within(earlier.at, context, within) for earlier in context.earlier)
        if count >= self._settings.messages:
            yield Found(Phrase("{count} messages in {time}.", count=count, time=within))


class NewAccountDetector:
    """Looks for accounts that were made a short time ago."""

    def __init__(self, settings: NewAccount) -> None:
        self._younger_than = settings.younger_than

    def look(self, message: Message) -> Iterator[Found]:
        """Say that the account is new."""
        made = message.context.account_created_at
        if made and _is_within(made, message.context, self._younger_than):
            yield Found(Phrase("The account is younger than {time}.", time=self._younger_than))


def _is_within(at: datetime, context: Context, time: timedelta) -> bool:
    return context.now is not None and timedelta() <= context.now - at < time
