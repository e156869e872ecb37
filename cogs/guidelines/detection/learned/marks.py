"""What advertising and fraud look like beside their words: links, money, numbers, shouting."""

import re
from collections.abc import Iterator

_LINK = re.compile(
    r"https?://\S+|www\.\S+|\b[\w-]+\.(?:com|net|org|ru|co|uk|info|io|me|gg|ly|tv|xyz)\b\S*",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\d[\d\s-]{4,}\d")
_NUMBER = re.compile(r"\d+")
_MONEY = re.compile(r"[£$€₽]")
_LATIN, _CYRILLIC = re.compile(r"[a-z]"), re.compile(r"[а-я]")


def marks_of(text: str) -> Iterator[str]:
    """Name what a text holds, how often, and some of it together."""
    letters = sum(map(str.isalpha, text))
    words = text.split()
    yield f"length {min(len(text) // 25, 12)}"
    if letters > 8:
        yield f"capitals {10 * sum(map(str.isupper, text)) // letters}"
    together = [
        f"links {min(len(_LINK.findall(text)), 3)}",
        f"phones {min(len(_PHONE.findall(text)), 3)}",
        f"numbers {min(len(_NUMBER.findall(text)), 6)}",
        f"money {min(len(_MONEY.findall(text)), 3)}",
        f"exclaimed {min(text.count('!'), 5)}",
        f"emoji {min(sum(map(_is_symbol, text)), 8)}",
        f"shouted {min(sum(len(one) > 2 and one.isupper() for one in words), 6)}",
    ]
    yield from together
    for n, one in enumerate(together):
        yield from (f"{one}, {other}" for other in together[n + 1 :])
    yield f"lines {min(text.count(chr(10)), 5)}"
    yield f"questions {min(text.count('?'), 2)}"
    for sign in "@%+":
        yield f"{sign} {min(text.count(sign), 2)}"
    mixed = sum(bool(_LATIN.search(one) and _CYRILLIC.search(one)) for one in text.lower().split())
    yield f"mixed scripts {min(mixed, 3)}"


def _is_symbol(one: str) -> bool:
    return one >= "\u2600" and not "\u3040" <= one <= "\u9fff"
