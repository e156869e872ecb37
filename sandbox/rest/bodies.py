"""Reading request bodies: JSON, or multipart with `payload_json` and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import orjson
from aiohttp import BodyPartReader, web

from sandbox.errors import ApiError, invalid_form
from sandbox.model import Upload

if TYPE_CHECKING:
    from sandbox.model import Json

LARGEST_REQUEST: Final = 25 * 1024 * 1024


async def read_body(request: web.Request) -> tuple[Json | list[Json] | None, list[Upload]]:
    """Return the JSON and the files of a request; 50109 for bad JSON, 40005 if too large."""
    try:
        if request.content_type.startswith("multipart/"):
            return await _read_multipart(request)
        raw = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, 40005, "Request entity too large") from None
    except (LookupError, RuntimeError, ValueError):
        raise ApiError(400, 50109, "The request body contains invalid multipart data.") from None
    return _parsed(raw), []


async def _read_multipart(
    request: web.Request,
) -> tuple[Json | list[Json] | None, list[Upload]]:
    content: Json | list[Json] | None = None
    files: list[Upload] = []
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        raw = bytes(await part.read())
        size += len(raw)
        if size > LARGEST_REQUEST:
            raise ApiError(413, 40005, "Request entity too large")
        if part.name == "payload_json":
            content = _parsed(raw)
        elif part.filename:
            kind = part.headers.get("Content-Type") or "application/octet-stream"
            files.append(Upload(part.filename, raw, _content_type(part.filename, kind)))
    return content, files


def _content_type(filename: str, given: str) -> str:
    """Return what Discord would find in the file, by its name where the client does not say."""
    if given != "application/octet-stream":
        return given
    endings = {
        "png": "image/png",
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "gif": "image/gif",
        "webp": "image/webp",
        "txt": "text/plain; charset=utf-8",
        "csv": "text/csv",
        "json": "application/json",
        "ics": "text/calendar",
        "yml": "application/yaml",
        "yaml": "application/yaml",
        "zip": "application/zip",
    }
    return endings.get(filename.rsplit(".", 1)[-1].lower(), given)


def _parsed(raw: bytes) -> Json | list[Json] | None:
    if not raw:
        return None
    try:
        content: Json | list[Json] | None = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise ApiError(400, 50109, "The request body contains invalid JSON.") from None
    if content is not None and not isinstance(content, dict | list):
        raise ApiError(400, 50035, "Invalid Form Body")
    return content


def read_reason(request: web.Request) -> str | None:
    """Return the URL-decoded X-Audit-Log-Reason of 1 to 512 characters, or raise 50035."""
    header = request.headers.get("X-Audit-Log-Reason")
    if not header:
        return None
    reason = unquote(header)
    if len(reason) > 512:
        raise invalid_form("reason", "Must be 512 or fewer in length.", "BASE_TYPE_MAX_LENGTH")
    return reason
