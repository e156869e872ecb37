"""What a message does: whom it calls, and what it carries."""

import re
from collections.abc import Iterator
from fnmatch import translate

from bot.texts.phrase import Phrase
from cogs.guidelines.detection.form import typed_in
from cogs.guidelines.detection.message import Found, Message
from cogs.guidelines.detector_settings import Attachments, Everyone, Mentions

_MENTION = re.compile(r"<@[!&]?(\d{15,21})>")
_EVERYONE = re.compile(r"@(everyone|here)\b")


class MentionsDetector:
    """Looks for many people or roles called at once."""

    signs = re.compile("<@")

    def __init__(self, settings: Mentions) -> None:
        self._at_least = settings.at_least

    def look(self, message: Message) -> Iterator[Found]:
        """Say how many different ones are called."""
        for part in typed_in(message):
            if (count := len(set(_MENTION.findall(part.text)))) >= self._at_least:
                yield Found(Phrase("{count} people or roles are mentioned.", count=count), part)


class EveryoneDetector:
    """Looks for attempts to call everybody."""

    signs = re.compile("@")

    def __init__(self, settings: Everyone) -> None:
        self.settings = settings

    def look(self, message: Message) -> Iterator[Found]:
        """Say where everybody is called."""
        for part in typed_in(message):
            if found := _EVERYONE.search(part.text):
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
