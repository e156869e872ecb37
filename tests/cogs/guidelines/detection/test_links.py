"""Links and invites: where they lead, and whom they imitate."""

import pytest

from cogs.guidelines.detection import Context
from cogs.guidelines.detection.hosts import hosts_in
from cogs.guidelines.detection.look_alikes import LookAlikes

BRANDS = ("discord.com", "steamcommunity.com")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("see https://Example.com/a?b", ["example.com"]),
        ("https://user@evil.example:8080/x", ["evil.example"]),
        ("https://discord.com@evil.example/x", ["evil.example", "discord.com"]),
        ("go to sub.example.co.uk now", ["sub.example.co.uk"]),
        ("https:///evil.example", ["evil.example"]),
        ("It ends. Then it begins. e.g", []),
        ("...", []),
        ("http://10.0.0.1/a", ["10.0.0.1"]),
        ("http://[::1]:80/a", ["[::1]"]),
        ("https://evil.example!now", ["evil.example"]),
        ("https://evil.example..now", ["evil.example"]),
        ("win at evil.example..now", ["evil.example"]),
    ],
)
def test_hosts_are_found(text: str, names: list[str]) -> None:
    assert [host.name for host in hosts_in(text)] == names


@pytest.mark.parametrize(
    "host",
    ["dlscord.com", "discorcl.com", "discrod.gift", "discord-nitro.gift", "steamcommunnity.com",
     "stearncommunity.ru", "dіscord.com", "free-discord-gift.xyz", "discordgift.site"],
)  # fmt: skip
def test_imitations_are_seen(host: str) -> None:
    assert LookAlikes(BRANDS).imitated(host)


@pytest.mark.parametrize(
    "host",
    ["discord.com", "cdn.discordapp.com", "discord.gg", "steampowered.com", "discourse.org",
     "disco.example", "record.com", "concord.com", "community.example", "docs.python.org"],
)  # fmt: skip
def test_the_imitated_and_the_unlike_are_left_alone(host: str) -> None:
    assert LookAlikes(BRANDS).imitated(host) is None


@pytest.mark.parametrize(
    ("brand", "own", "imitations"),
    [
        ("google.com", ["google.de", "www.google.co.uk", "google.com.vn"], ["goog1e.com"]),
        ("github.com", ["steward.github.io", "githubapp.com"], ["githib.com", "github-login.app"]),
        ("paypal.com", ["paypal.me", "www.paypalobjects.com"], ["paypa1.com", "paypal-support.de"]),
    ],
)
def test_what_else_belongs_to_the_owner_is_no_imitation(
    brand: str, own: list[str], imitations: list[str]
) -> None:
    alike = LookAlikes([brand])
    assert [host for host in own if alike.imitated(host)] == []
    assert [host for host in imitations if not alike.imitated(host)] == []


@pytest.mark.parametrize(
    ("text", "settings", "found"),
    [
        ("https://a.casino.example", {"deny": ["casino.example"]}, True),
        ("https://notcasino.example", {"deny": ["casino.example"]}, False),
        (
            "https://ok.casino.example",
            {"deny": ["casino.example"], "allow": ["ok.casino.example"]},
            False,
        ),
        ("https://bit.ly/abc", {"shorteners": True}, True),
        ("http://127.0.0.1/", {"ip_hosts": True}, True),
        ("version 1.2.3.4", {"ip_hosts": True}, False),
        ("https://xn--dscord-2of.com", {"punycode": True}, True),
        ("https://аррӏе.com", {"punycode": True}, True),  # all of it Cyrillic
        ("https://xn--fiqs8s.com", {"punycode": True}, False),
        ("https://жизнь.example", {"punycode": True}, False),
        ("look at https://t.c…", {"punycode": True}, False),  # cut off
        ("[discord.com](https://evil.example)", {"masked": True}, True),
        ("[discord.com](https://discord.com/x)", {"masked": True}, False),
        ("[our docs](https://docs.example)", {"masked": True}, False),
    ],
)
def test_links_are_judged_by_where_they_lead(find, text: str, settings: dict, found: bool) -> None:
    assert bool(find(text, {"links": settings})) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("join discord.gg/abc", True),
        ("https://discord.com/invite/abc", True),
        ("join discord.gg/ours", False),
        ("join discord.gg/python", False),
        ("discord.gg", False),
    ],
)
def test_invites_of_others_are_found(find, text: str, found: bool) -> None:
    context = Context(own_invites=frozenset({"ours"}))
    assert bool(find(text, {"invites": {"allow": ["own", "python"]}}, context=context)) is found
