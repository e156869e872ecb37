"""What the learned detector reads in the names of hosts, and which it takes for traps."""

import pytest

from cogs.guidelines.detection.learned.hosts import HostName, form, themes, wording
from cogs.guidelines.detection.learned.name_words import name_words
from cogs.guidelines.detection.learned.places import place
from tests.cogs.guidelines.detection.conftest import Finder

LOOKED_FOR = {"learned": {"reads_like": "phishing"}}


@pytest.mark.parametrize(
    "host",
    [
        "dlscord-nitro-gift.xyz",
        "steamcommunlty-trade.ru",
        "freenitros.com",
        "csgo-skinsdrop.com",
        "dicsord-giveaway.site",
        "roblox-freerobux.gq",
    ],
)
def test_traps_are_recognised_by_their_names(find: Finder, host: str) -> None:
    (match,) = find(f"look: https://{host}/claim", LOOKED_FOR)
    assert match.why.values["host"] == host


# None of them is among the names that training is given.
@pytest.mark.parametrize(
    "host",
    [
        "codeberg.org", "fosdem.org", "neovim.io", "rocket.chat", "zulip.com", "owasp.org",
        "uni-bonn.de", "tcd.ie", "ehu.eus", "uct.ac.za", "metoffice.gov.uk", "rspca.org.uk",
        "giftofspeed.com", "freecad.org", "discworld.com", "discusfish.org", "gamejolt.com",
        "premiumbeat.com", "loginvsi.com", "eventim.de", "teamwork.com", "clubpenguin.com",
        "piano-lessons-leeds.co.uk", "llibreria-fontana.cat", "gasthof-adler.at", "phonhanoi.vn",
        "bobs-garage.net", "quiet-river.studio",
    ],
)  # fmt: skip
def test_honest_names_are_left_alone(find: Finder, host: str) -> None:
    assert not find(f"look: https://{host}/", LOOKED_FOR)


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("openstreetmap", ["open", "street", "map"]),
        ("steamcommunitytrade", ["steam", "community", "trade"]),
        ("freerobux", ["free", "robux"]),
        ("zqxjkv", ["zqxjkv"]),
        ("", []),
    ],
)
def test_names_are_split_into_their_words(letters: str, words: list[str]) -> None:
    assert name_words().split(letters) == words


def test_common_words_cost_less() -> None:
    cost = name_words().cost
    assert cost("river") < cost("guitarist") < cost("zqxjkv")


def test_the_table_of_words_is_small() -> None:
    assert (place() / "words.txt").stat().st_size < 300_000


def test_a_name_tells_its_words_its_build_and_what_it_speaks_of() -> None:
    name = HostName.of("Free-Skins24.co.uk")
    assert (name.main, name.ending) == ("free-skins24", "land")
    assert name.pieces == ("free", "skins", "24")
    assert set(wording(name)) == {
        "free", "skins", "free skins", "skins #", "first free", "last 24"
    }  # fmt: skip
    assert {"endings co.uk", "hyphens 1", "digits 2", "covered 10", "unknown 0"} <= set(form(name))
    assert {"prize", "trade", "prize and trade", "order prize trade #"} <= set(themes(name))


@pytest.mark.parametrize("host", ["xn--bcher-kva.example", "-.-", "1.2", "..", "é.fr"])
def test_odd_names_are_read_too(host: str) -> None:
    name = HostName.of(host)
    assert all(list(read(name)) or read is wording for read in (wording, form, themes))
