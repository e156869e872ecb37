"""Unwelcome domains and invites, as patterns that Discord's AutoMod can look for."""

from collections.abc import Iterator, Sequence

from cogs.guidelines.detection.hosts import parents_of
from cogs.guidelines.detector_settings import Invites, Links

LONGEST = 260
INVITES = r"(?:discord(?:app)?\.com/invite|discord\.gg|dsc\.gg|invite\.gg|discord\.me)/+[\w-]{2,32}"
INVITING = ("discord.gg/{}", "discord.com/invite/{}", "discordapp.com/invite/{}")
# A domain with all below it, and no other that only ends or begins like it.
_DOMAINS = r"(?:^|[^\w.-]|[\w-]\.)(?:{})(?:[^\w.-]|\.?$|\.[^\w-])"
_ROOM = LONGEST - len(_DOMAINS.format(""))


def of_domains(domains: Sequence[str]) -> Iterator[str]:
    """Return patterns that find these domains, as few as they fit into."""
    together = ""
    for domain in domains:
        one = domain.replace(".", r"\.")
        if together and len(together) + len(one) >= _ROOM:
            yield _DOMAINS.format(together)
            together = ""
        together = f"{together}|{one}" if together else one
    if together:
        yield _DOMAINS.format(together)


def denied(links: Links) -> Sequence[str]:
    """Return the domains that are never welcome: none below which something is allowed."""
    allowed = set(links.allow)
    above = {parent for one in allowed for parent in parents_of(one)}
    return [one for one in links.deny if one not in above and allowed.isdisjoint(parents_of(one))]


def goes_further(links: Links) -> bool:
    """Tell whether links are looked at in other ways as well, which AutoMod does not have."""
    others = (links.deny_lists, links.look_alikes, links.shorteners, links.masked)
    return any((*others, links.ip_hosts, links.punycode)) or len(denied(links)) < len(links.deny)


def fits(invites: Invites) -> bool:
    """Tell whether AutoMod can know which invites are fine: codes alone, and no server's own."""
    return not any(one == "own" or one.isdecimal() for one in invites.allow)
