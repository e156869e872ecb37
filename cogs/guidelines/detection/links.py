"""Links to where nobody should be sent, and invites to other servers."""

import re
from collections.abc import Iterator, Mapping

from bot.texts.phrase import Phrase
from cogs.guidelines.detection.hosts import Host, hosts_in, masked_links, parents_of
from cogs.guidelines.detection.letters import letter_of
from cogs.guidelines.detection.look_alikes import LookAlikes, decoded
from cogs.guidelines.detection.message import Found, Message, Part
from cogs.guidelines.detector_settings import Invites, Links

# Without those that a site puts before every link by itself, as t.co and lnkd.in are.
SHORTENERS = frozenset({
    "bit.ly", "tinyurl.com", "goo.gl", "is.gd", "v.gd", "ow.ly", "buff.ly", "cutt.ly",
    "rebrand.ly", "shorturl.at", "rb.gy", "t.ly", "tiny.cc", "bl.ink", "s.id", "adf.ly", "soo.gd",
    "shorte.st", "clck.ru", "u.to", "qr.ae", "x.gd", "urlz.fr",
    "short.gy", "tr.im", "gg.gg", "kutt.it", "vk.cc", "surl.li", "linktr.ee", "grabify.link",
    "iplogger.org", "2no.co", "yip.su",
})  # fmt: skip
_INVITE = re.compile(
    r"(?:discord(?:app)?\.com/invite|discord\.gg|dsc\.gg|invite\.gg|discord\.me)/+([\w-]{2,32})",
    re.IGNORECASE,
)
_INVITING = re.compile(r"\.(?:gg|me|com/invite)/")


class LinksDetector:
    """Looks at every host that a message names."""

    signs = re.compile(r"\.|://")

    def __init__(self, settings: Links) -> None:
        self._settings = settings
        self._deny = frozenset(settings.deny)
        self._allow = frozenset(settings.allow)
        self._look_alikes = LookAlikes(settings.look_alikes) if settings.look_alikes else None

    def look(self, message: Message) -> Iterator[Found]:
        """Say which links are not welcome, and why."""
        for part in message.parts:
            hosts = {(host.name, host.linked, host.path): host for host in hosts_in(part.text)}
            for host in hosts.values():
                if why := self._objection(host, message.context.domain_lists):
                    yield Found(why, part, host.start, host.end)
            if self._settings.masked:
                yield from self._masked(part)

    def _objection(self, host: Host, domain_lists: Mapping[str, frozenset[str]]) -> Phrase | None:
        settings, name = self._settings, host.name
        domains = parents_of(name)
        if not self._allow.isdisjoint(domains):
            return None
        why = None
        if not self._deny.isdisjoint(domains):
            why = Phrase("{host} is on the list of unwelcome domains.", host=name)
        elif listed := self._listed(domains, domain_lists):
            why = Phrase("{host} is on the list {list}.", host=name, list=listed)
        elif settings.ip_hosts and host.linked and host.is_address:
            why = Phrase("The link leads to a bare address, {host}.", host=name)
        elif settings.shorteners and _is_followed(host) and not SHORTENERS.isdisjoint(domains):
            why = Phrase("{host} shortens links and hides where they lead.", host=name)
        elif self._look_alikes and (domain := self._look_alikes.imitated(name)):
            why = Phrase("{host} looks like {domain}, and is not.", host=name, domain=domain)
        elif settings.punycode and _is_foreign(host):
            why = Phrase("{host} uses letters that can imitate others.", host=name)
        return why

    def _listed(self, domains: list[str], lists: Mapping[str, frozenset[str]]) -> str | None:
        for name in self._settings.deny_lists:
            if name in lists and not lists[name].isdisjoint(domains):
                return name
        return None

    def _masked(self, part: Part) -> Iterator[Found]:
        for shown, leads, start, end in masked_links(part.text):
            if self._allow.isdisjoint(parents_of(leads)):
                why = Phrase("The link shows {shown} and leads to {host}.", shown=shown, host=leads)
                yield Found(why, part, start, end)


def _is_followed(host: Host) -> bool:
    return host.linked or host.path


def _is_foreign(host: Host) -> bool:
    """Tell letters that can pass for others from a name in a script of its own."""
    if host.name.isascii() and "xn--" not in host.name:
        return False
    written = host.linked or host.name.isascii()
    return written and any(_can_imitate(decoded(label)) for label in host.name.split("."))


def _can_imitate(label: str) -> bool:
    if label.isascii():
        return label.startswith("xn--")
    mixed = any(one.isascii() and one.isalpha() for one in label)
    return mixed or "".join(map(letter_of, label)).isascii()


class InvitesDetector:
    """Looks for invites to other servers."""

    signs = re.compile("/")

    def __init__(self, settings: Invites) -> None:
        self._own_are_fine = "own" in settings.allow
        self._allow = frozenset(settings.allow)

    def look(self, message: Message) -> Iterator[Found]:
        """Say which invites are not among those allowed."""
        fine = self._allow | (message.context.own_invites if self._own_are_fine else frozenset())
        for part in message.parts:
            if not _INVITING.search(part.text.lower()):
                continue
            for found in _INVITE.finditer(part.text):
                if found[1] not in fine:
                    why = Phrase("An invite to another server: {code}.", code=found[1])
                    yield Found(why, part, found.start(), found.end())
