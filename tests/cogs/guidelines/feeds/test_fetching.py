"""Fetching a list, from a real server, and from where nobody should."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from cogs.guidelines.feeds.fetching import Fetcher, NotFetchedError, is_public, read_file
from tests.cogs.guidelines.feeds.keeper import LIST, Keeper


@pytest.fixture
async def keeper() -> AsyncIterator[Keeper]:
    async with Keeper() as running:
        yield running


def fetcher(**more: float) -> Fetcher:
    return Fetcher(loopback=True, **more)


async def reason(fetcher: Fetcher, address: str) -> str:
    with pytest.raises(NotFetchedError) as problem:
        await fetcher.fetch(address)
    return problem.value.reason


async def test_a_list_is_fetched_again_only_when_it_has_changed(keeper: Keeper) -> None:
    first = await fetcher().fetch(keeper.list)
    assert first is not None
    assert first.text == LIST
    assert await fetcher().fetch(keeper.list, first.mark) is None
    keeper.text += "new.example\n"
    second = await fetcher().fetch(keeper.list, first.mark)
    assert second is not None
    assert second.text.endswith("new.example\n")
    assert keeper.asked == ["", first.mark, first.mark]


async def test_a_list_that_has_moved_is_followed_and_not_for_ever(keeper: Keeper) -> None:
    moved = await fetcher().fetch(f"{keeper.address}/moved")
    assert moved is not None
    assert moved.text == LIST
    assert "from address to address" in await reason(fetcher(), f"{keeper.address}/round")


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://lists.example/a", "http:///", "//"])
async def test_a_list_may_not_lead_to_something_else(keeper: Keeper, to: str) -> None:
    assert await reason(fetcher(), f"{keeper.address}/inside?to={to}")


@pytest.mark.parametrize("to", ["http://10.0.0.1/", "http://169.254.169.254/latest"])
async def test_a_list_may_not_lead_inside_the_network(keeper: Keeper, to: str) -> None:
    assert "public" in await reason(fetcher(timeout=5), f"{keeper.address}/inside?to={to}")


async def test_what_is_too_large_too_slow_no_text_or_gone_is_told(keeper: Keeper) -> None:
    assert "too large" in await reason(fetcher(largest=20), keeper.list)
    assert "too long" in await reason(fetcher(timeout=0.2), f"{keeper.address}/slow")
    assert "no text" in await reason(fetcher(), f"{keeper.address}/bytes")
    assert "error" in await reason(fetcher(), f"{keeper.address}/nothing-here")
    keeper.is_gone = True
    assert "error" in await reason(fetcher(), keeper.list)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"])
async def test_nothing_on_this_machine_is_asked(keeper: Keeper, host: str) -> None:
    port = keeper.address.rpartition(":")[2]
    assert await reason(Fetcher(timeout=5), f"https://{host}:{port}/list")
    assert keeper.asked == []


async def test_without_encryption_nothing_is_asked(keeper: Keeper) -> None:
    assert "without https" in await reason(Fetcher(), "http://lists.example/list")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("2002:7f00:1::", False),
    ],
)
def test_only_public_addresses_are_asked(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_file_is_read_again_only_when_it_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "phishing.txt"
    file.write_text(LIST)
    first = read_file(file)
    assert first is not None
    assert read_file(file, first.mark) is None
    file.write_text(f"{LIST}new.example\n")
    assert read_file(file, first.mark) is not None


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFetchedError, match="no such file"):
        read_file(tmp_path / "missing.txt")
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(NotFetchedError, match="no text"):
        read_file(tmp_path / "bytes.txt")
