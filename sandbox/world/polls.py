"""Polls: opening one; voting is not simulated."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox.errors import invalid_form
from sandbox.wire import Json, instant

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_HOURS = 768


def opened_poll(body: Json, now: datetime) -> Json:
    """Return the poll that a request makes, with its end and numbered answers."""
    question, answers = body.get("question") or {}, body.get("answers") or []
    hours = int(body.get("duration") or 24)
    if not 1 <= len(question.get("text") or "") <= 300:
        raise invalid_form(
            "poll.question.text", "Must be between 1 and 300 in length.", "BASE_TYPE_BAD_LENGTH"
        )
    if not 1 <= len(answers) <= 10:
        raise invalid_form(
            "poll.answers", "Must be between 1 and 10 in length.", "BASE_TYPE_BAD_LENGTH"
        )
    if not 1 <= hours <= LONGEST_HOURS:
        raise invalid_form(
            "poll.duration", "int value should be between 1 and 768.", "NUMBER_TYPE_MAX"
        )
    return {
        "question": {"text": question["text"]},
        "answers": [
            {"answer_id": number, "poll_media": answer.get("poll_media") or {}}
            for number, answer in enumerate(answers, 1)
        ],
        "expiry": instant(now + timedelta(hours=hours)),
        "allow_multiselect": bool(body.get("allow_multiselect")),
        "layout_type": 1,
        "results": {"is_finalized": False, "answer_counts": []},
    }
