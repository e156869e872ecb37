"""Transport compression: one stream per connection, flushed at every event."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import zstandard

if TYPE_CHECKING:
    from collections.abc import Callable


def compressor(name: str | None) -> Callable[[bytes], bytes] | None:
    """Return the function that compresses a connection's events; None for plain text.

    Raises ValueError for a compression that the Gateway does not offer.
    """
    if not name:
        return None
    if name == "zlib-stream":
        return _zlib()
    if name == "zstd-stream":
        return _zstd()
    raise ValueError(f"unknown compression {name!r}; known: zlib-stream, zstd-stream")


def _zlib() -> Callable[[bytes], bytes]:
    stream = zlib.compressobj(level=1)
    return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd() -> Callable[[bytes], bytes]:
    stream = zstandard.ZstdCompressor(level=1).compressobj()
    flush = zstandard.COMPRESSOBJ_FLUSH_BLOCK
    return lambda data: stream.compress(data) + stream.flush(flush)
