"""Lists of domains, as their keepers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.guidelines.feeds.reading import domains_in


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("scam.example", {"scam.example"}),
        ("  Scam.Example  # since May", {"scam.example"}),
        ("*.scam.example", {"scam.example"}),
        ("0.0.0.0 scam.example", {"scam.example"}),
        ("127.0.0.1  scam.example www.scam.example", {"scam.example", "www.scam.example"}),
        ("::1 scam.example", {"scam.example"}),
        ("||scam.example^", {"scam.example"}),
        ("||scam.example^$third-party", {"scam.example"}),
        ("xn--80ak6aa92e.com", {"xn--80ak6aa92e.com"}),
        ("скам.рф", {"скам.рф"}),
        ("@@||fine.example^", set()),
        ("! a note", set()),
        ("# scam.example", set()),
        ("[Adblock Plus 2.0]", set()),
        ("0.0.0.0 0.0.0.0", set()),
        ("127.0.0.1 localhost", set()),
        ("https://sites.example/page", set()),
        ("example", set()),
        ("<!DOCTYPE html>", set()),
        ("a b.example c", set()),
        ("", set()),
    ],
)
def test_domains_are_found_however_they_are_written(line: str, found: set[str]) -> None:
    assert domains_in(line) == found


@given(st.text())
def test_any_text_can_be_read_and_what_is_found_can_be_read_again(text: str) -> None:
    found = domains_in(text)
    assert domains_in("\n".join(found)) == found
