"""The files that messages carry, and a picture for everyone who has none."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final

from aiohttp import web

if TYPE_CHECKING:
    from sandbox.model import Attachment
    from sandbox.world import World

_PIXEL: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNgYPhfDwAChAGA60e6kgAAAABJRU5ErkJg"
    "gg=="
)
_SAFE_INLINE: Final = ("image/png", "image/jpeg", "image/gif", "image/webp", "text/plain")


def add_cdn_routes(app: web.Application, world: World) -> None:
    """Serve attachments and default avatars."""

    async def attachment(request: web.Request) -> web.Response:
        info = request.match_info
        channel_id, attachment_id = int(info["channel_id"]), int(info["attachment_id"])
        item = _attachment(world, channel_id, attachment_id)
        if item is None or item.filename != info["filename"]:
            raise web.HTTPNotFound
        headers = {"Content-Type": item.content_type, "X-Content-Type-Options": "nosniff"}
        # A page or drawing with a script in it must not run as the sandbox's own.
        if not item.content_type.startswith(_SAFE_INLINE):
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=item.content, headers=headers)

    async def avatar(_request: web.Request) -> web.Response:
        return web.Response(body=_PIXEL, content_type="image/png")

    path = r"/cdn/attachments/{channel_id:\d+}/{attachment_id:\d+}/{filename}"
    app.router.add_get(path, attachment)
    app.router.add_get("/embed/avatars/{name}", avatar)


def _attachment(world: World, channel_id: int, attachment_id: int) -> Attachment | None:
    channel = world.channels_by_id.get(channel_id)
    for message in channel.messages.values() if channel else ():
        for item in message.attachments:
            if item.id == attachment_id:
                return item
    return world.interactions.upload(attachment_id)
