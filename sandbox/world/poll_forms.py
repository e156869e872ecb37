"""Reading the poll that comes with a message."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sandbox.errors import invalid_form
from sandbox.model import Poll

if TYPE_CHECKING:
    from sandbox.model import Json

LONGEST_HOURS: Final = 768


def read_poll(body: Json, now: datetime) -> Poll:
    """Return the poll that a request makes; raise 50035 for what is out of bounds."""
    question, answers = body.get("question") or {}, body.get("answers") or []
    hours = int(body.get("duration") or 24)
    text = str(question.get("text") or "")
    _check_length("poll.question.text", len(text), 300)
    _check_length("poll.answers", len(answers), 10)
    if not 1 <= hours <= LONGEST_HOURS:
        raise invalid_form(
            "poll.duration", "int value should be between 1 and 768.", "NUMBER_TYPE_MAX"
        )
    media = [dict(answer.get("poll_media") or {}) for answer in answers]
    for index, item in enumerate(media):
        _check_length(f"poll.answers.{index}.poll_media.text", len(item.get("text") or ""), 55)
    return Poll(
        text,
        dict(enumerate(media, 1)),
        now + timedelta(hours=hours),
        bool(body.get("allow_multiselect")),
        {number: [] for number in range(1, len(media) + 1)},
    )


def _check_length(path: str, length: int, most: int) -> None:
    if not 1 <= length <= most:
        raise invalid_form(path, f"Must be between 1 and {most} in length.", "BASE_TYPE_BAD_LENGTH")
