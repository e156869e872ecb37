"""Whether a text asks something, with or without a question mark. Pure.

A question mark decides. Without one, English is judged by a small linear model over words and
their order; Spanish, Italian, Catalan and Vietnamese by how questions begin and end there.
"""

import re

from bot.linear import linear
from cogs.zero_reply.question_signs import signs
from cogs.zero_reply.question_wording import spelled, with_names
from cogs.zero_reply.question_words import ADDRESSED, ENDINGS, OPENINGS, PHRASES

LOOKED_AT = 1000
"""Characters; longer texts say early, or at the end of this, what they ask."""

_QUOTE_OR_CODE = re.compile(r"```.*?```|`[^`\n]*`|^>.*$|https?://\S+", re.DOTALL | re.MULTILINE)
_ASKED_BY_OTHERS = re.compile(r"""(?<!\w)["“„«][^"“”„«»\n]*\?\W*?["”“»](?!\w)""")
_WORD = re.compile(r"[^\W_]+(?:['/][^\W_]+)*")


def asks_something(text: str) -> bool:
    """Tell whether somebody asks something."""
    said = plain(text)
    if "?" in said or "¿" in said:
        return True
    if PHRASES.search(said) or _asks_elsewhere(said):
        return True
    return linear("questions").score(dict.fromkeys(signs(said), 1.0)) > 0


def plain(text: str) -> str:
    """Write a text in small letters, without what is quoted in it."""
    said = _QUOTE_OR_CODE.sub(" ", text[:LOOKED_AT]).replace("\u2019", "'")
    own = _ASKED_BY_OTHERS.sub(" ", said)
    said = own if _WORD.search(own) else said
    return spelled(with_names(said).strip().casefold())


def _asks_elsewhere(said: str) -> bool:
    """Tell whether a text asks in one of the other languages."""
    words = " ".join(_WORD.findall(ADDRESSED.sub("", said)))
    clauses = (" ".join(_WORD.findall(part)) for part in (words, *re.split(r"[.,;:!\n]+", said)))
    return any(OPENINGS.match(clause) for clause in clauses) or bool(ENDINGS.search(words))
