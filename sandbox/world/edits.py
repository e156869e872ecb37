"""What an edit does to a message."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox import model
from sandbox.errors import ApiError
from sandbox.form import Form
from sandbox.world.components import read_components, texts
from sandbox.world.drafts import LONGEST_CONTENT, check_v2
from sandbox.world.embeds import read_embeds
from sandbox.world.files import attach, read_files
from sandbox.world.mentions import check_allowed, mentioned

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sandbox.model import Channel, Json, Message, Upload
    from sandbox.state import State

_OLD = timedelta(hours=1)
_MOST_EDITS_OF_OLD = 3


def check_edit_rate(message: Message, now: datetime) -> None:
    """Raise 30046 for a fourth edit within an hour of a message older than an hour."""
    message.edits = [moment for moment in message.edits if moment > now - _OLD]
    if message.sent_at < now - _OLD and len(message.edits) >= _MOST_EDITS_OF_OLD:
        raise ApiError(
            429,
            30046,
            "Maximum number of edits to messages older than 1 hour reached. Try again later",
        )
    message.edits.append(now)


def apply_edit(
    state: State, channel: Channel, message: Message, body: Json, files: Sequence[Upload]
) -> None:
    """Check the body of an edit completely, then change the message."""
    form = Form(body)
    flags = form.number("flags", 0, 1 << 31)
    was_v2 = bool(message.flags & model.COMPONENTS_V2)
    v2 = was_v2 or bool((flags or 0) & model.COMPONENTS_V2)
    if was_v2 and flags is not None and not flags & model.COMPONENTS_V2:
        form.fail("flags", "The IS_COMPONENTS_V2 flag cannot be removed", "FLAG_CANNOT_BE_REMOVED")
    content = form.text("content", 0, LONGEST_CONTENT)
    embeds = read_embeds(form)
    components = read_components(form, v2=v2)
    check_allowed(form)
    if v2:
        check_v2(form)
    uploads = read_files(form, files)
    form.finish()
    _refuse_emptying(message, body, uploads)
    if "content" in body:
        message.content = (content or "").strip()
    if "embeds" in body:
        message.embeds = embeds
    if "components" in body:
        message.components = components
    if "attachments" in body:
        kept = {int(item["id"]) for item in body["attachments"] or []}
        message.attachments = [item for item in message.attachments if item.id in kept]
    message.attachments = message.attachments + [attach(state, item) for item in uploads]
    changeable = model.SUPPRESS_EMBEDS | model.COMPONENTS_V2
    if flags is not None:
        message.flags = message.flags & ~changeable | flags & changeable
    _remention(state, channel, message, body)
    if set(body) - {"flags"}:
        message.edited_at = state.clock.now()


def _refuse_emptying(message: Message, body: Json, uploads: Sequence[Upload]) -> None:
    left = (
        body.get("content", message.content)
        or body.get("embeds", message.embeds)
        or body.get("components", message.components)
        or body.get("attachments", message.attachments)
    )
    if not (left or uploads or message.poll or message.stickers or message.snapshots):
        raise ApiError(400, 50006, "Cannot send an empty message")


def _remention(state: State, channel: Channel, message: Message, body: Json) -> None:
    if "content" not in body and "components" not in body:
        return
    text = "\n".join((message.content, *texts(message.components)))
    told = mentioned(state, message.author, channel, text, body.get("allowed_mentions"))
    message.mentions = told.users
    message.mention_roles = told.roles
    message.mention_everyone = told.everyone
