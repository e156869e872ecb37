"""What may become of kind words: pure decisions."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from bot.texts import escape

ASK_WAITS = timedelta(days=30)
"""How long somebody may take to answer, and how long words without consent are kept."""
LONGEST = 1500
"""How many characters words may have as they are shown."""
QUOTE = "> "
LONGEST_TAG, MOST_TAGS = 30, 10
SUGGESTION_WAITS = timedelta(days=30)
"""How long a suggestion stays; nobody is suggested a second time while one does."""

STATEMENT = "2026-11"
"""The version of what people agree to; a new wording gets a new name."""


class State(StrEnum):
    """Where a testimonial stands."""

    CAPTURED = "captured"
    ASKED = "asked"
    CONSENTED = "consented"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    DECLINED = "declined"


class Event(StrEnum):
    """What happens to a testimonial."""

    ASK = "ask"
    MISS = "miss"
    CONSENT = "consent"
    DECLINE = "decline"
    APPROVE = "approve"
    PUBLISH = "publish"
    EDIT = "edit"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


# Whom a text mentions, also once `bot.erasure` has put a word in their place.
_MENTION = re.compile(r"<@!?\d+>|@\w+|(?<!\d)\d{17,20}(?!\d)")

# Custom emoji, mentions, times, and addresses.
_NO_WORDS = re.compile(r"<[^<>\s]+>|:\w+:|https?://\S+")
_CUSTOM_EMOJI = re.compile(r"<a?(:\w+:)\d+>")

_OPEN = (State.CAPTURED, State.ASKED)
_AGREED = (State.CONSENTED, State.APPROVED, State.PUBLISHED)

MOVES: Mapping[tuple[State, Event], State] = MappingProxyType(
    {
        (State.CAPTURED, Event.ASK): State.ASKED,
        (State.ASKED, Event.MISS): State.CAPTURED,
        **{(state, Event.CONSENT): State.CONSENTED for state in (*_OPEN, *_AGREED)},
        **{(state, Event.DECLINE): State.DECLINED for state in _OPEN},
        (State.CONSENTED, Event.APPROVE): State.APPROVED,
        (State.APPROVED, Event.PUBLISH): State.PUBLISHED,
        # Other words are other words: whoever wrote them is asked anew.
        **{(state, Event.EDIT): State.CAPTURED for state in (*_OPEN, *_AGREED)},
        **{(state, Event.WITHDRAW): State.WITHDRAWN for state in (*_OPEN, *_AGREED)},
        **{(state, Event.EXPIRE): State.EXPIRED for state in (*_OPEN, *_AGREED)},
    }
)
FINAL = frozenset({State.WITHDRAWN, State.EXPIRED, State.DECLINED})


def after(state: State, event: Event) -> State | None:
    """Return the state that follows, None when this cannot happen to it any more."""
    return MOVES.get((state, event))


class Scope(StrEnum):
    """Where words may be shown."""

    SERVER = "server"
    WEBSITE = "website"
    SOCIAL = "social"
    SALES = "sales"


class Shown(StrEnum):
    """How the author is named."""

    NAME = "name"
    FIRST = "first"
    HANDLE = "handle"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What an author has agreed to, for exactly the text whose digest it names."""

    text_digest: str
    scopes: frozenset[Scope]
    shown: Shown
    with_picture: bool
    until: date | None


Objection = Literal["not_agreed", "not_approved", "other_words", "not_for_this", "over"]


def objection(
    state: State, text: str, consent: Consent | None, scope: Scope, today: date
) -> Objection | None:
    """Say what stands against showing a text in a place; None when nothing does."""
    if consent is None or state not in _AGREED:
        return "not_agreed"
    if state is State.CONSENTED:
        return "not_approved"
    if consent.text_digest != digest(text):
        return "other_words"
    if consent.until is not None and today > consent.until:
        return "over"
    return None if scope in consent.scopes else "not_for_this"


def digest(text: str) -> str:
    """Return what tells exactly this text from any other, but for whom it mentions.

    When somebody who is mentioned has their data erased, what the author agreed to still counts.
    """
    return hashlib.sha256(_MENTION.sub("@", text).encode()).hexdigest()


def likeness(text: str) -> str:
    """Return what two texts share that differ in case, spacing or punctuation alone."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return hashlib.sha256(" ".join(re.findall(r"\w+", plain)).encode()).hexdigest()


def has_words(text: str) -> bool:
    """Tell whether there is more than emoji, addresses and punctuation: at least two words."""
    return len(re.findall(r"[^\W\d_]{2,}", _NO_WORDS.sub(" ", text))) >= 2


def readable(text: str) -> str:
    """Return a text whose custom emoji are their names, as they can be read outside Discord."""
    return _CUSTOM_EMOJI.sub(r"\1", text)


def tags_in(written: str) -> list[str]:
    """Return the tags that somebody wrote, each once: letters, digits and hyphens alone."""
    found = (re.sub(r"[^\w-]", "", one).casefold() for one in written.split())
    return list(dict.fromkeys(one[:LONGEST_TAG] for one in found if one))[:MOST_TAGS]


def quoted(text: str) -> str:
    """Return what somebody wrote as a quotation."""
    return "\n".join(f"{QUOTE}{line}" for line in escape(text).splitlines())


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why words cannot become a testimonial; of blocked ones, the topic and the term.

    `length` is how long they are as they would be shown.
    """

    why: Literal["no_words", "too_long", "blocked"]
    topic: str = ""
    term: str = ""
    length: int = 0


def unfit(text: str, blocked: Mapping[str, Sequence[str]]) -> Unfit | None:
    """Say what keeps words from becoming a testimonial, None when nothing does."""
    if not has_words(text):
        return Unfit("no_words")
    # Markup is escaped, and each line after the first is quoted by itself.
    if (length := len(quoted(text)) - len(QUOTE)) > LONGEST:
        return Unfit("too_long", length=length)
    found = blocked_by(text, blocked)
    return Unfit("blocked", *found) if found is not None else None


def blocked_by(text: str, blocked: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """Return the topic and the term for which a text is not taken, None when it is."""
    plain = _words(text)
    for topic, terms in blocked.items():
        for term in terms:
            if _words(term) in plain:
                return topic, term
    return None


def named(shown: Shown, *, display_name: str, handle: str) -> str:
    """Return the name under which words are shown, empty for nobody's."""
    match shown:
        case Shown.NAME:
            return display_name
        case Shown.FIRST:
            return display_name.split(maxsplit=1)[0] if display_name.split() else display_name
        case Shown.HANDLE:
            return handle
        case Shown.NOBODY:
            return ""


def is_over(asked_at: datetime | None, now: datetime) -> bool:
    """Tell whether it is too late to answer."""
    return asked_at is not None and now - asked_at > ASK_WAITS


def read_until(written: str, today: date) -> date | None:
    """Read until when consent holds, "2027-06-30" or empty; ValueError for anything else."""
    if not written.strip():
        return None
    until = date.fromisoformat(written.strip())
    if until <= today:
        raise ValueError(written)
    return until


def _words(text: str) -> str:
    """Return the words alone, each between spaces, so that whole words are compared."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " " + " ".join(re.findall(r"[^\W_]+", plain)) + " "
