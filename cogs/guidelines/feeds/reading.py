"""From the text of a list to the domains on it: plain lines, hosts files, and filter lists."""

import re
from collections.abc import Iterator

MOST_DOMAINS = 500_000
_TO_NOWHERE = frozenset({"0.0.0.0", "127.0.0.1", "::", "::1"})  # noqa: S104 - what hosts files say
_DOMAIN = re.compile(r"(?=.{4,253}$)(?:[\w-]{1,63}\.)+(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{2,59})")


def domains_in(text: str) -> frozenset[str]:
    """Return the domains of a list; lines that name none are passed over."""
    return frozenset(_domains(text))


def _domains(text: str) -> Iterator[str]:
    for line in text.splitlines():
        entry = line.split("#", 1)[0].strip().lower()
        if entry.startswith("||"):
            entry = entry.removeprefix("||").partition("^")[0]
        address, _, names = entry.partition(" ")
        found = names.split() if address in _TO_NOWHERE else [entry.removeprefix("*.")]
        yield from (name for name in found if _DOMAIN.fullmatch(name))
