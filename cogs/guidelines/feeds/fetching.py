"""Gets a list from an address that people wrote down, and from nowhere inside our network."""

import ipaddress
import socket
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp.connector import AddrInfoType
from yarl import URL

from bot.texts import N_

LARGEST = 16 * 2**20
TIMEOUT = 30.0
MOST_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_AGENT = "Steward (community bot; fetches lists of unwelcome domains)"


class NotFetchedError(Exception):
    """A list could not be had; `reason` is for staff."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Fetched:
    """A list, and the mark by which its keeper tells this version from the next."""

    text: str
    mark: str


class Fetcher:
    """Asks for lists over HTTPS.

    `loopback` lets tests fetch from a server of their own on this machine, without encryption.
    """

    def __init__(
        self, *, loopback: bool = False, largest: int = LARGEST, timeout: float = TIMEOUT
    ) -> None:
        self._loopback, self._largest = loopback, largest
        self._timeout = aiohttp.ClientTimeout(total=timeout)

    async def fetch(self, address: str, mark: str = "") -> Fetched | None:
        """Return the list, None if it is still the version of `mark`; NotFetchedError says why."""
        # The address is judged where the connection is made: after names are looked up.
        connector = aiohttp.TCPConnector(socket_factory=self._socket, force_close=True)
        headers = {"User-Agent": _AGENT, **({"If-None-Match": mark} if mark else {})}
        try:
            async with aiohttp.ClientSession(
                connector=connector, timeout=self._timeout, headers=headers, trust_env=False
            ) as session:
                return await self._follow(session, URL(address))
        except TimeoutError:
            raise NotFetchedError(N_("It took too long to answer.")) from None
        except UnicodeDecodeError:
            raise NotFetchedError(N_("What came is no text.")) from None
        except (aiohttp.ClientError, OSError, ValueError):
            raise NotFetchedError(N_("No public server answers there.")) from None

    async def _follow(self, session: aiohttp.ClientSession, url: URL) -> Fetched | None:
        for _ in range(MOST_REDIRECTS + 1):
            if url.scheme != "https" and not (self._loopback and url.scheme == "http"):
                raise NotFetchedError(N_("It leads to an address without https."))
            async with session.get(url, allow_redirects=False) as response:
                if response.status in _REDIRECTS:
                    url = url.join(URL(response.headers.get("Location", "")))
                    continue
                if response.status == 304:
                    return None
                if response.status != 200:
                    raise NotFetchedError(N_("It answers with an error."))
                text = (await self._body(response)).decode()
                return Fetched(text, response.headers.get("ETag", ""))
        raise NotFetchedError(N_("It leads from address to address."))

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        body = bytearray()
        async for chunk in response.content.iter_chunked(2**16):
            body += chunk
            if len(body) > self._largest:
                raise NotFetchedError(N_("It is too large."))
        return bytes(body)

    def _socket(self, info: AddrInfoType) -> socket.socket:
        """Make the socket for one resolved address, unless nobody outside should reach it."""
        family, kind, protocol, _, place = info
        if not is_public(place[0]) and not (self._loopback and _is_loopback(place[0])):
            raise OSError("the address is not public")
        return socket.socket(family, kind, protocol)


def is_public(address: str) -> bool:
    """Tell whether an address belongs to the internet that everybody sees."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo and found.teredo[1])
        if found in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def _is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address).is_loopback


def read_file(file: Path, mark: str = "") -> Fetched | None:
    """Return a list on this machine, as `Fetcher.fetch` does one elsewhere."""
    try:
        found = file.stat()
        new_mark = f"{found.st_mtime_ns} {found.st_size}"
        if new_mark == mark:
            return None
        if found.st_size > LARGEST:
            raise NotFetchedError(N_("It is too large."))
        return Fetched(file.read_text("utf-8"), new_mark)
    except UnicodeDecodeError:
        raise NotFetchedError(N_("What came is no text.")) from None
    except OSError:
        raise NotFetchedError(N_("There is no such file beside guidelines.yml.")) from None
