"""Reading the body of a message: everything that can be refused before it is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sandbox import model
from sandbox.errors import ApiError
from sandbox.form import Form
from sandbox.world.components import read_components, texts
from sandbox.world.embeds import read_embeds
from sandbox.world.files import read_files
from sandbox.world.mentions import check_allowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.model import Json, Upload

LONGEST_CONTENT: Final = 2000
SENDABLE_FLAGS: Final = 1 << 2 | 1 << 6 | 1 << 12 | 1 << 13 | 1 << 15


@dataclass(slots=True)
class Draft:
    """A message that satisfies the rules but has not been sent."""

    content: str
    flags: int
    embeds: list[Json]
    components: list[Json]
    files: Sequence[Upload]
    poll: Json | None = None
    nonce: str | int | None = None
    enforce_nonce: bool = False
    allowed_mentions: Json | None = None
    reference: Json | None = None
    tts: bool = False
    stickers: list[Json] = field(default_factory=list)

    @property
    def v2(self) -> bool:
        """Whether the message consists of components alone."""
        return bool(self.flags & model.COMPONENTS_V2)

    @property
    def text(self) -> str:
        """All text in which mentions count."""
        return "\n".join((self.content, *texts(self.components)))


def read_draft(body: Json, files: Sequence[Upload] = ()) -> Draft:
    """Return a body as a draft; raise 50035 for bad fields, 50006 if nothing is left to send."""
    form = Form(body)
    content = form.text("content", 0, LONGEST_CONTENT) or ""
    flags = (form.number("flags", 0, 1 << 31) or 0) & SENDABLE_FLAGS
    v2 = bool(flags & model.COMPONENTS_V2)
    draft = Draft(
        content=content.strip(),
        flags=flags,
        embeds=read_embeds(form),
        components=read_components(form, v2=v2),
        files=read_files(form, files),
        poll=body.get("poll"),
        nonce=_read_nonce(form),
        enforce_nonce=bool(body.get("enforce_nonce")),
        allowed_mentions=body.get("allowed_mentions"),
        reference=body.get("message_reference"),
        tts=bool(body.get("tts")),
        stickers=[
            {"id": str(item), "name": "sticker", "format_type": 1}
            for item in body.get("sticker_ids") or []
        ],
    )
    check_allowed(form)
    if v2:
        check_v2(form)
    form.finish()
    _refuse_empty(draft)
    return draft


def check_v2(form: Form) -> None:
    """Note what a message of components v2 must not have."""
    for key in ("content", "embeds", "poll", "sticker_ids"):
        if form.body.get(key):
            form.fail(
                key,
                f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            )


def _refuse_empty(draft: Draft) -> None:
    forward = draft.reference is not None and draft.reference.get("type") == 1
    filled = draft.content or draft.embeds or draft.components or draft.files
    if not (filled or draft.poll or draft.stickers or forward):
        raise ApiError(400, 50006, "Cannot send an empty message")


def _read_nonce(form: Form) -> str | int | None:
    nonce: str | int | None = form.body.get("nonce")
    if nonce is not None and len(str(nonce)) > 25:
        form.fail("nonce", "Must be 25 or fewer in length.", "BASE_TYPE_MAX_LENGTH")
    return nonce
