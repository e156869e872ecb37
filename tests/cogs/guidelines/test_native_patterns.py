"""Domains and invites as AutoMod looks for them: nothing is blocked that the bot lets pass."""

import re2
from hypothesis import given
from hypothesis import strategies as st

from cogs.automod.rust import stumbling_block
from cogs.guidelines.detection.hosts import hosts_in, parents_of
from cogs.guidelines.detector_settings import Invites, Links
from cogs.guidelines.native_patterns import (
    INVITES,
    LONGEST,
    denied,
    fits,
    goes_further,
    of_domains,
)

DOMAINS = ("casino.example", "bad.co.uk", "evil-shop.example")
pieces = st.sampled_from(
    [*DOMAINS, "my", "a", "www", "org", ".", "..", "-", "_", "/", "@", ":", "https://", " ", "!"]
)


def is_found(text: str, domains: tuple[str, ...] = DOMAINS) -> bool:
    return any(re2.search(f"(?i){one}", text) for one in of_domains(domains))


@given(st.lists(pieces, max_size=8).map("".join))
def test_a_domain_is_found_only_where_the_bot_finds_it(text: str) -> None:
    seen = {parent for host in hosts_in(text) for parent in parents_of(host.name)}
    assert not is_found(text) or not seen.isdisjoint(DOMAINS)


def test_a_domain_is_found_with_all_below_it_and_no_other() -> None:
    unwelcome = ("casino.example", "Win at https://WWW.Casino.example/now", "see casino.example.",
                 "[here](https://casino.example)", "x@bad.co.uk",
                 "evil-shop.example:8080")  # fmt: skip
    fine = ("mycasino.example", "my-casino.example", "casino.example.org", "casino.examples",
            "casinoXexample", "co.uk", "shop.example")  # fmt: skip
    assert [one for one in unwelcome if not is_found(one)] == []
    assert [one for one in fine if is_found(one)] == []


@given(st.lists(st.from_regex(r"[a-z-]{1,40}\.[a-z]{2,9}", fullmatch=True), max_size=60))
def test_many_domains_become_few_patterns_that_fit(domains: list[str]) -> None:
    patterns = list(of_domains(domains))
    assert all(len(one) <= LONGEST for one in patterns)
    assert not any(map(stumbling_block, [*patterns, INVITES]))
    assert all(is_found(f"see https://{one}/", tuple(domains)) for one in domains)
    assert len(patterns) <= 1 + sum(len(one) + 2 for one in domains) // 150


def test_what_is_allowed_below_or_above_a_domain_leaves_it_to_the_bot() -> None:
    links = Links(
        deny=("a.example", "b.example", "c.d.example"), allow=("x.a.example", "d.example")
    )
    assert denied(links) == ["b.example"]
    assert goes_further(links)
    assert not goes_further(Links(deny=("b.example",)))
    assert goes_further(Links(deny=("b.example",), masked=True))


def test_automod_does_not_know_the_invites_of_a_server() -> None:
    assert not fits(Invites())
    assert not fits(Invites(allow=("own", "python")))
    assert fits(Invites(allow=("python",)))
    assert fits(Invites(allow=()))
