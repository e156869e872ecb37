"""The learned detector: small linear models that propose. Needs the extra `learned` (numpy)."""

from collections.abc import Iterator

from bot.texts import N_
from bot.texts.phrase import Phrase
from cogs.guidelines.detection.hosts import hosts_in
from cogs.guidelines.detection.learned.model import Head, head
from cogs.guidelines.detection.look_alikes import is_official
from cogs.guidelines.detection.message import Found, Message, Part
from cogs.guidelines.detector_settings import Learned

_WHY = {
    "hate": N_("It reads like hate against a group ({share} %): {pieces}."),
    "harassment": N_("It reads like an attack on somebody ({share} %): {pieces}."),
    "profanity": N_("It reads like swearing ({share} %): {pieces}."),
    "spam": N_("It reads like advertising or fraud ({share} %): {pieces}."),
    "phishing": N_("{host} has a name as traps have ({share} %): {pieces}."),
}
_SPOKEN = ("text", "forwarded", "embed", "poll")
_MOST_HOSTS = 20


class LearnedDetector:
    """Asks a model what a text is."""

    def __init__(self, settings: Learned) -> None:
        self._head: Head = head(settings.reads_like)
        self._at_least = settings.at_least or self._head.threshold

    def look(self, message: Message) -> Iterator[Found]:
        """Say which parts a model takes for what it was trained to see, and by what."""
        for part in message.parts:
            if self._head.kind == "phishing":
                yield from self._hosts(part)
            elif part.name.startswith(_SPOKEN):
                yield from self._speech(part)

    def _speech(self, part: Part) -> Iterator[Found]:
        text = _own_words(part)
        if " " not in text and hosts_in(text):
            return  # an address alone says nothing
        if (found := self._head.probability(text)) >= self._at_least:
            yield Found(self._why(found, text), part)

    def _hosts(self, part: Part) -> Iterator[Found]:
        for host in hosts_in(part.text)[:_MOST_HOSTS]:
            if host.is_address or is_official(host.name):
                continue
            if (found := self._head.probability(host.name)) >= self._at_least:
                yield Found(self._why(found, host.name), part, host.start, host.end)

    def _why(self, probability: float, text: str) -> Phrase:
        pieces = ", ".join(f"“{one}”" for one in self._head.strongest(text)) or "…"
        share = min(round(probability * 100), 99)
        return Phrase(_WHY[self._head.kind], share=share, pieces=pieces, host=text)


def _own_words(part: Part) -> str:
    """Return the text without quoted lines and code."""
    if not part.set_apart:
        return part.text
    kept, at = [], 0
    for start, end in part.set_apart:
        kept.append(part.text[at:start])
        at = end
    return " ".join((*kept, part.text[at:]))
