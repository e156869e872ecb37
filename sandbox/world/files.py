"""Files that come with messages, commands and dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sandbox.errors import ApiError
from sandbox.model import Attachment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.form import Form
    from sandbox.model import Upload
    from sandbox.state import State

LARGEST_FILE: Final = 10 * 1024 * 1024
MOST_FILES: Final = 10


def read_files(form: Form, files: Sequence[Upload]) -> Sequence[Upload]:
    """Return the uploads with the names and descriptions that the body gives them."""
    for upload in files:
        check_size(upload)
    if len(files) > MOST_FILES:
        form.fail("attachments", "Must be 10 or fewer in length.", "BASE_TYPE_MAX_LENGTH")
    described = {str(item.get("id")): item for item in form.body.get("attachments") or []}
    for index, upload in enumerate(files):
        about = described.get(str(index), {})
        upload.description = about.get("description") or upload.description
        upload.filename = about.get("filename") or upload.filename
    return files


def check_size(upload: Upload) -> None:
    """Raise 40005 for a file of more than 10 MiB."""
    if len(upload.content) > LARGEST_FILE:
        raise ApiError(413, 40005, "Request entity too large")


def attach(state: State, upload: Upload, *, ephemeral: bool = False) -> Attachment:
    """Return an upload as an attachment."""
    return Attachment(
        state.ids.new(),
        upload.filename,
        upload.content,
        upload.content_type,
        upload.description,
        ephemeral,
    )
