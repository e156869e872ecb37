"""What letter a character stands for: capitals, marks, look-alikes, digits and symbols."""

import re
import unicodedata
from collections.abc import Collection
from itertools import compress, count

_DIGITS = dict(zip("0123456789", "oizeasbtbg", strict=True)) | {"6": "g"}
SYMBOLS = {"@": "a", "$": "s", "!": "i", "|": "i", "+": "t", "(": "c", "€": "e", "£": "l",
            "¢": "c", "¡": "i", "§": "s", "¥": "y"}  # fmt: skip
MASKS = "*#%&"
"""What people write in place of a letter, as in f*ck."""

JOINERS = frozenset(".-_',~/*:^`\N{RIGHT SINGLE QUOTATION MARK}·•")
"""What people write between letters, as in w.o.r.d."""

# Look-alikes that carry no Latin name of their own, by the letter they imitate.
_IMITATIONS = {
    "a": "аαɑᎪꓮ∀", "b": "вьβЪꓐᏴъ", "c": "сϲⅽᏟꓚςↄ", "d": "дԁⅾδᎠꓓ", "e": "еєεэᎬꓰ℮ɛ∃ҽз", "f": "ғφϝꓝф",
    "g": "ԍցᏀꓖ", "h": "һнհᎻꓧʜ", "i": "іιїɩᎥꓲ¡ӏɪ", "j": "јϳᎫꓙ", "k": "кκᏦꓗќ", "l": "ⅼլᏞꓡλ",
    "m": "мⅿᎷꓟʍ", "n": "ηпոиπꓠй", "o": "оοօσꓳ०๐ѳөه", "p": "рρᏢꓑ", "q": "ԛզ", "r": "гᎡꓣя",
    "s": "ѕσꓢᏚʂ", "t": "тτᎢꓔ", "u": "υսцꓴμʊ", "v": "νѵᏙꓦ", "w": "ԝωшщꓪᎳѡ", "x": "хχꓫҳ",
    "y": "уγүүꓬᎽўч", "z": "ᏃꓜƷʒζ",
}  # fmt: skip
_LOOK_ALIKE = {
    form: letter
    for letter, many in _IMITATIONS.items()
    for one in many
    for form in (one, one.lower(), one.upper())
    if len(form) == 1 and not form.isascii()
}
_NAMED = re.compile(
    r"LATIN (?:CAPITAL |SMALL )?LETTER (?:SMALL CAPITAL |CAPITAL |TURNED )?([A-Z])(?: WITH .*)?$"
    r"|REGIONAL INDICATOR SYMBOL LETTER ([A-Z])$"
)
_LIGATURES = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "p", "ł": "l"}


_UNSIGNED = bytes(code for code in range(128) if chr(code).isalpha() or chr(code) == " ")


def signs_in(text: str) -> str:
    """Return the signs of a text, where things can hide: letters and spaces are none.

    Full stops, exclamation and question marks that end it are none either. A text that has signs
    and letters beyond ASCII is returned whole.
    """
    words = text.rstrip(".!?")
    if words[-1:] in ("", " "):
        words = text
    if words.isascii():
        return words.encode().translate(None, _UNSIGNED).decode()
    return "" if words.replace(" ", "").isalpha() else words


def letter_of(character: str) -> str:
    """Return the small letters that a character stands for.

    Marks and invisible characters stand for nothing, spaces and punctuation for a space. Other
    scripts and digits stay as they are.
    """
    if character.isascii():
        return _ascii(character)
    found = _LIGATURES.get(character.lower()) or _LOOK_ALIKE.get(character)
    if found is not None:
        return found
    if unicodedata.category(character) in {"Mn", "Me", "Mc", "Cf"}:
        return ""
    if named := _NAMED.search(unicodedata.name(character, "")):
        return (named[1] or named[2]).lower()
    return _composed_of(character)


def _composed_of(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character)
    if plain != character:
        letters = "".join(letter_of(part) for part in plain)
        return letters if letters.strip() else letters[:1]
    lowered = character.lower()
    if unicodedata.category(character)[0] in "LN":
        return lowered if len(lowered) == 1 else character
    return " "


def _ascii(character: str) -> str:
    return character.lower() if character.isalnum() else " "


def disguised(character: str) -> str:
    """Return what a character stands for if digits and symbols are read as letters."""
    if character in MASKS:
        return "*"
    read = SYMBOLS.get(character)
    if read is None:
        plain = letter_of(character)
        read = "".join(SYMBOLS.get(one) or _DIGITS.get(one, one) for one in plain)
    return read


def skeleton(letters: str) -> str:
    """Read letters of one shape as one letter."""
    return letters.replace("l", "i").replace("v", "u")


class Alphabet(dict[int, str]):
    """A table for `str.translate` that is filled as characters turn up."""

    def __init__(self, *, disguises: bool, without: Collection[str] = ()) -> None:
        super().__init__()
        self._letter = disguised if disguises else letter_of
        self.update((ord(one), "") for one in without)
        signs = range(128)
        self._ascii = bytes(ord(self[code] or " ") for code in signs).ljust(256)
        self._left_out = bytes(code for code in signs if not self[code])

    def __missing__(self, code: int) -> str:
        self[code] = found = skeleton(self._letter(chr(code)))
        return found

    def read(self, text: str) -> str:
        """Write a text in letters, with a space at each end."""
        return f" {self.letters_of(text).rstrip()} "

    def trace(self, text: str) -> tuple[str, list[int]]:
        """Return what `read` does with all spaces, and where each letter came from."""
        letters = f" {self.letters_of(text)} "
        if text.isascii() and len(letters) == len(text) + 2:
            return letters, [0, *range(len(text) + 1)]
        each = [self[code] for code in map(ord, text)]
        if all(len(some) < 2 for some in {*each}):
            return letters, [0, *compress(count(), each), len(text)]
        return letters, [0, *(n for n, some in enumerate(each) for _ in some), len(text)]

    def letters_of(self, text: str) -> str:
        """Write a text in the letters that its characters stand for."""
        if text.isascii():
            return text.encode().translate(self._ascii, self._left_out).decode()
        return text.translate(self)


PLAIN = Alphabet(disguises=False)
DISGUISED = Alphabet(disguises=True)
GLUED = Alphabet(disguises=True, without=JOINERS)
