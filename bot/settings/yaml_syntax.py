"""What goes wrong in YAML that people write by hand, said without the words of a parser."""

import re

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.settings.problems import N_, Problem

LARGEST = 1024 * 1024
"""Bytes that a file may have."""

_TAB = re.compile(r"^ *\t[\t ]*\S", re.MULTILINE)
_CANNOT_START = re.compile(r"found character '(.+)' that cannot start any token")
_KNOWN = (
    (
        "mapping values are not allowed here",
        N_(
            "This line has a colon too many, or its indentation does not fit the line above. "
            "Put quotes around a text that contains a colon."
        ),
    ),
    (
        "unknown escape character",
        N_("A backslash has a meaning inside \"double quotes\". Use 'single quotes' instead."),
    ),
    (
        "quoted scalar",
        N_("This text begins with a quote and never ends. Close the quote."),
    ),
    ("flow sequence", N_("This list begins with [ and is not closed properly with ].")),
    (
        "flow mapping",
        N_(
            "This begins with {{ and is not closed properly with }}. "
            'Put quotes around a text that begins with {{, such as "{{member}}, welcome!".'
        ),
    ),
    ("undefined alias", N_("This * refers to a name that no & gives. Put quotes around the text.")),
    (
        "expected the node content",
        N_("Something is missing here: a value, or a closing bracket or quote."),
    ),
    (
        "expected '<document start>'",
        N_("Something is left over here, such as one bracket or brace too many."),
    ),
    (
        "but found another document",
        N_("A second document begins here (---). Keep everything in one."),
    ),
    (
        "block collection",
        N_("The indentation of this line does not fit the list above it."),
    ),
    (
        "block mapping",
        N_(
            "This line does not fit what stands above it. Check its indentation, and put quotes "
            "around a text that begins with a brace, a bracket or a quote."
        ),
    ),
    (
        "could not find expected ':'",
        N_("A colon is missing: each setting is written as name, colon, space, value."),
    ),
)
_CHARACTER = N_("A text cannot begin with {character} unless it stands in quotes.")
_OTHER = N_("This line cannot be read as YAML ({reason}).")


def decode(raw: bytes, source: str) -> str | Problem:
    """Turn the bytes of a file into text, or say why that is impossible."""
    if len(raw) > LARGEST:
        return Problem(
            source,
            N_("The file has {size} bytes; at most {largest} are read."),
            {"size": len(raw), "largest": LARGEST},
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(
            source, N_('The file is saved as UTF-16 ("Unicode"). Save it again as UTF-8.')
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        return Problem(
            source,
            N_("The file is not saved as UTF-8: a character here cannot be read. Save it again."),
            line=before.count(b"\n") + 1,
            column=error.start - (before.rfind(b"\n") + 1) + 1,
        )


def explain_syntax(error: YAMLError, text: str, source: str) -> list[Problem]:
    """Say what keeps `text` from being YAML; the parser stops at the first mistake it meets."""
    if tabs := list(_TAB.finditer(text)):
        return [_tab(text, match, source) for match in tabs]
    if not isinstance(error, MarkedYAMLError):
        return [_unreadable(error, source, text)]
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
    told = f"{error.context or ''} {error.problem or ''}"
    if (match := _CANNOT_START.search(told)) is not None:
        return [Problem(source, _CHARACTER, {"character": match[1]}, line, column)]
    for words, sentence in _KNOWN:
        if words in told:
            if error.context_mark and words in {"quoted scalar", "flow sequence", "flow mapping"}:
                line, column = error.context_mark.line + 1, error.context_mark.column + 1
            return [Problem(source, sentence, {}, line, column)]
    return [Problem(source, _OTHER, {"reason": error.problem or told.strip()}, line, column)]


def _tab(text: str, match: re.Match[str], source: str) -> Problem:
    column = match[0].index("\t") + 1
    return Problem(
        source,
        N_("This line is indented with a tab. YAML takes only spaces: use two for each level."),
        line=text.count("\n", 0, match.start()) + 1,
        column=column,
    )


def _unreadable(error: YAMLError, source: str, text: str) -> Problem:
    """Handle the reader's own errors: characters that YAML does not allow at all."""
    at = getattr(error, "position", None)
    before = text[:at] if isinstance(at, int) else ""
    return Problem(
        source,
        N_("There is an invisible control character here that YAML does not allow. Remove it."),
        line=before.count("\n") + 1,
        column=len(before) - (before.rfind("\n") + 1) + 1,
    )
