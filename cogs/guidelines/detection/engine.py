"""All detectors of all guidelines in one pass."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, cast

import structlog

from bot.detectors import DetectorOffer, DetectorSettings, offered
from bot.messages.event import Content
from bot.texts.phrase import Phrase
from cogs.guidelines.detection.conduct import (
    AttachmentsDetector,
    EveryoneDetector,
    MentionsDetector,
)
from cogs.guidelines.detection.crowds import (
    CopiedDetector,
    CrossPostedDetector,
    NewAccountDetector,
    RaidDetector,
    RateDetector,
    RepeatedDetector,
)
from cogs.guidelines.detection.facts import NOWHERE, Context, Match
from cogs.guidelines.detection.form import (
    CapsDetector,
    EmojiDetector,
    NewlinesDetector,
    SpoilersDetector,
    ZalgoDetector,
)
from cogs.guidelines.detection.letters import signs_in
from cogs.guidelines.detection.links import InvitesDetector, LinksDetector
from cogs.guidelines.detection.message import Detector, Found, Message, Part, message_of
from cogs.guidelines.detection.patterns import Patterns
from cogs.guidelines.detection.vocabulary import Vocabulary
from cogs.guidelines.detection.wordlists import WordLists
from cogs.guidelines.detector_settings import Learned, Pattern, Words
from cogs.guidelines.settings import Guideline

log = structlog.get_logger(__name__)

_MOST_MATCHES = 50
_LONGEST_EXCERPT = 120


def _learned(settings: Learned) -> Detector:
    from cogs.guidelines.detection.learned import LearnedDetector  # noqa: PLC0415 - it needs an extra

    return LearnedDetector(settings)


_BUILT_IN: Mapping[str, Callable[[Any], Detector]] = {
    "links": LinksDetector,
    "invites": InvitesDetector,
    "mentions": MentionsDetector,
    "everyone": EveryoneDetector,
    "caps": CapsDetector,
    "zalgo": ZalgoDetector,
    "emoji": EmojiDetector,
    "newlines": NewlinesDetector,
    "spoilers": SpoilersDetector,
    "attachments": AttachmentsDetector,
    "repeated": RepeatedDetector,
    "cross_posted": CrossPostedDetector,
    "copied": CopiedDetector,
    "rate": RateDetector,
    "raid": RaidDetector,
    "new_account": NewAccountDetector,
    "learned": _learned,
}


class Engine:
    """The guidelines of a community, ready to look at messages. Immutable and thread-safe.

    Compiling takes up to some tenths of a second: do it in a thread, and keep the engine.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        patterns: Sequence[tuple[str, Pattern]],
        others: Sequence[tuple[str, str, Detector]],
    ) -> None:
        self._vocabulary = vocabulary
        self._owners = tuple(guideline for guideline, _ in patterns)
        self._patterns = Patterns([settings.re2 for _, settings in patterns])
        self._others = tuple((*one, _sought_by(one[2])) for one in others)

    @classmethod
    def compile(
        cls, guidelines: Sequence[Guideline], lists: WordLists, allow: Sequence[str] = ()
    ) -> "Engine":
        """Prepare guidelines. Raises KeyError for a word list that does not exist."""
        makers = {**_BUILT_IN, **_offered()}
        words: list[tuple[str, Words]] = []
        patterns: list[tuple[str, Pattern]] = []
        others: list[tuple[str, str, Detector]] = []
        for guideline in guidelines:
            for settings in guideline.detectors:
                if settings.kind == Words.kind:
                    words.append((guideline.id, cast("Words", settings)))
                elif settings.kind == Pattern.kind:
                    patterns.append((guideline.id, cast("Pattern", settings)))
                else:
                    made = makers[settings.kind](settings)
                    others.append((guideline.id, settings.kind, made))
        return cls(Vocabulary(words, lists, allow), patterns, others)

    def examine(self, content: Content, context: Context = NOWHERE) -> tuple[Match, ...]:
        """Return every match, reported speech included (`Match.quoted`), at most fifty."""
        message = message_of(content, context)
        matches: dict[tuple[str, str, str, int, int], Match] = {}
        for guideline, detector, found in self._look(message):
            # Several terms of a list may stand at one place, as `shit` and `*shit` do.
            name = found.part.name if found.part else ""
            place = (guideline, detector, name, found.start, found.end)
            if place not in matches:
                matches[place] = _match(guideline, detector, found, message)
                if len(matches) == _MOST_MATCHES:
                    break
        return tuple(matches.values())

    def allows(self, text: str) -> bool:
        """Tell whether a text is innocent as a whole, so that no word of it is ever found."""
        return self._vocabulary.allowed_in(text).hold(0, len(text))

    def _look(self, message: Message) -> Iterator[tuple[str, str, Found]]:
        signs = ""
        for part in message.parts:
            own = signs_in(part.text)
            signs += own
            yield from self._vocabulary.look(part, own)
            if fitting := self._patterns.find(part.text):
                yield from self._unwelcome(part, fitting)
        for guideline, kind, detector, sought in self._others:
            if sought is None or (signs and sought(signs)):
                for found in detector.look(message):
                    yield guideline, kind, found

    def _unwelcome(
        self, part: Part, fitting: Iterable[tuple[int, int, int]]
    ) -> Iterator[tuple[str, str, Found]]:
        allowed = self._vocabulary.allowed_in(part.text)
        for number, start, end in fitting:
            if not allowed.hold(start, end):
                why = Phrase("It fits a pattern that is not welcome.")
                yield self._owners[number], "pattern", Found(why, part, start, end)


def _sought_by(detector: Detector) -> Callable[[str], object] | None:
    """Return what finds the signs without which a detector finds nothing, if it has named them."""
    signs = getattr(detector, "signs", None)
    search: Callable[[str], object] | None = signs and signs.search
    return search


def _offered() -> dict[str, Callable[[Any], Detector]]:
    return {offer.settings.kind: partial(_Guarded, offer) for offer in offered(_BUILT_IN.keys())}


class _Guarded:
    """A detector of another package: what fails in it fails for this detector alone."""

    def __init__(self, offer: DetectorOffer, settings: DetectorSettings) -> None:
        self._kind = settings.kind
        self._detector = offer.detector(settings)

    def look(self, message: Message) -> Iterator[Found]:
        """Say what the detector says, as far as it comes."""
        try:
            yield from self._detector.look(message)
        except Exception:
            log.exception("a detector failed", detector=self._kind)


def _match(guideline: str, detector: str, found: Found, message: Message) -> Match:
    part = found.part or (message.parts[0] if message.parts else Part("text", ""))
    passage = part.text[found.start : found.end] if found.end else part.text
    if len(passage) > _LONGEST_EXCERPT:
        passage = f"{passage[: _LONGEST_EXCERPT - 1]}…"
    return Match(
        guideline=guideline,
        detector=detector,
        view=found.view,
        part=part.name,
        start=found.start,
        end=found.end,
        excerpt=passage,
        why=found.why,
        quoted=part.is_reported(found.start, found.end),
    )
