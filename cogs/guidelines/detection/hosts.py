"""Where links lead: the hosts that a text names."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

_AUTHORITY = re.compile(r":/{2,}([^\s/?#<>…|\\]+)")
_AFTER_NAME = re.compile(r"\.\.|[]:!\"$&'()*+,;=^`{}~]")
_JOINED = re.compile(r"\.\w")
_WORD = re.compile(r"[\w-]+(?:\.[\w-]+)*")
_MASKED = re.compile(r"\[([^\[\]\n]{1,400})\]\(<?https?://([^\s/?#<>|\\)]+)", re.IGNORECASE)
_ENDING = re.compile(r"[a-z]{2,24}|xn--[a-z0-9-]{2,59}")
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|0x[0-9a-f]{8}|\d{8,10}|\[[0-9a-f:.]+\]")


# Endings that make two words with a full stop between them a domain and no missing space.
_KNOWN = frozenset({
    "com", "net", "org", "info", "biz", "edu", "gov", "co", "uk", "us", "de", "fr", "es", "it",
    "nl", "pl", "ru", "br", "jp", "cn", "in", "eu", "ca", "au", "io", "tv", "cc", "ws", "xxx",
    "xyz", "site", "online", "club", "top", "shop", "store", "live", "app", "dev", "link",
    "click", "ml", "tk", "ga", "cf", "gq", "cat",
})  # fmt: skip


class Host(NamedTuple):
    """A host in a text. `linked` says that a scheme makes it a link; `path` that one follows."""

    name: str
    start: int
    end: int
    linked: bool
    path: bool

    @property
    def is_address(self) -> bool:
        """Whether it is a bare IP address."""
        return _ADDRESS.fullmatch(self.name) is not None


def hosts_in(text: str) -> tuple[Host, ...]:
    """Find hosts, in links and written alone."""
    if "://" not in text and not _JOINED.search(text):
        return ()
    linked = tuple(_linked(text))
    inside = {host.start for host in linked}
    return (*linked, *_bare(text, inside))


def _linked(text: str) -> Iterator[Host]:
    if "://" not in text:
        return
    for found in _AUTHORITY.finditer(text):
        begin = found.start()
        if not text[max(begin - 5, 0) : begin].lower().endswith(("http", "https")):
            continue
        authority = found[1]
        at = authority.rfind("@") + 1
        name = _name_of(authority[at:])
        start = found.start(1) + at
        end = start + len(name)
        if cleaned := name.lower().rstrip("._"):
            yield Host(cleaned, start, end, linked=True, path=text.startswith("/", found.end()))


def _name_of(authority: str) -> str:
    """Cut off what follows a name: a port, and what no name holds."""
    if authority.startswith("["):
        return authority[: authority.find("]") + 1]
    return _AFTER_NAME.split(authority, maxsplit=1)[0]


def _bare(text: str, inside: Collection[int]) -> Iterator[Host]:
    for found in _dotted(text):
        word = found[0].lstrip(".-_")
        start = found.end() - len(word)
        if start in inside:
            continue
        name = word.rstrip(".-_").lower()
        head, _, ending = name.rpartition(".")
        if head and _ENDING.fullmatch(ending) and ".." not in name:
            end = start + len(name)
            yield Host(name, start, end, linked=False, path=text.startswith("/", end))


def _dotted(text: str) -> Iterator[re.Match[str]]:
    """Find words with a full stop; only what stands around full stops is looked at."""
    at = text.find(".")
    while at >= 0:
        end = text.find(" ", at)
        end = len(text) if end < 0 else end
        for found in _WORD.finditer(text, text.rfind(" ", 0, at) + 1, end):
            if "." in found[0]:
                yield found
        at = text.find(".", end)


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Find words that are names of domains."""
    if "." in text:
        for found in _WORD.finditer(text):
            if found[0].rstrip(".-_").rpartition(".")[2].lower() in _KNOWN:
                yield found.span()


def is_piece(text: str, start: int, end: int) -> bool:
    """Tell whether a passage is a piece of a longer word, with hyphens or without."""
    return _is_glued(text, start - 1) or _is_glued(text, end)


def _is_glued(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] in "-_")


def parents_of(host: str) -> list[str]:
    """Return the host and the domains above it: a.b.example, b.example, example."""
    parents = [host]
    while (dot := host.find(".")) >= 0:
        host = host[dot + 1 :]
        parents.append(host)
    return parents


def masked_links(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Find links whose text names another host: shown, led to, and the offsets."""
    if "](" not in text:
        return
    for found in _MASKED.finditer(text):
        leads = found[2].rpartition("@")[2].split(":", 1)[0].lower().removeprefix("www.")
        for host in hosts_in(found[1]):
            shown = host.name.removeprefix("www.")
            if shown not in parents_of(leads) and leads not in parents_of(shown):
                yield shown, leads, found.start(), found.end()
                break
