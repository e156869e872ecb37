"""Logs: lines for a terminal or JSON, without secrets and without what members wrote."""

import logging
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Literal, TextIO

import orjson
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.redaction import Redactor

LogFormat = Literal["text", "json"]

# These write every payload or statement at lower levels, with what members wrote inside, or say
# much about themselves.
_CAPPED: Mapping[str, int] = {
    "alembic": logging.WARNING,
    "discord": logging.INFO,
    "aiohttp.access": logging.WARNING,
    "aiosqlite": logging.WARNING,
    "apscheduler": logging.WARNING,
    "asyncio": logging.INFO,
    "sqlalchemy": logging.WARNING,
}


# What every line says beside its event, be it ours or a library's.
_FACTS: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.StackInfoRenderer(),
)


class LogHandler(logging.StreamHandler[TextIO]):
    """Our handler at the root, by which it is found again when logs are set up anew."""


def set_up_logs(
    level: str = "INFO",
    form: LogFormat = "text",
    *,
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Send all logs of the process, ours and the libraries', to `stream` (standard error).

    `level` is a name such as "INFO". Lines have `at` (UTC), `level`, `event`, and what the place
    adds: `guild_id`, `feature`, `reference`.
    """
    stream = stream or sys.stderr
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_FACTS,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*_FACTS, structlog.stdlib.ExtraAdder()],
        processors=[
            _stamp,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            Redactor(secrets),
            _renderer(form, stream),
        ],
    )
    _take_over(level, stream, formatter)


def _take_over(level: str, stream: TextIO, formatter: logging.Formatter) -> None:
    """Have one handler, ours, write the logs of the process from a level on."""
    handler = LogHandler(stream)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one, LogHandler)]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    logging.captureWarnings(capture=True)
    for name, lowest in _CAPPED.items():
        logging.getLogger(name).setLevel(max(lowest, root.level))


def _stamp(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Put the time of the record first; logging has read the machine's clock when it was made."""
    record: logging.LogRecord = event["_record"]
    at = datetime.fromtimestamp(record.created, UTC)
    return {"at": at.isoformat(timespec="milliseconds"), **event}


def _renderer(form: LogFormat, stream: TextIO) -> Processor:
    if form == "json":
        return structlog.processors.JSONRenderer(serializer=_to_json)
    return structlog.dev.ConsoleRenderer(
        colors=stream.isatty(),
        timestamp_key="at",
        pad_event_to=0,
        exception_formatter=structlog.dev.plain_traceback,
    )


def _to_json(event: EventDict, **_: object) -> str:
    """Write one line; `at`, `level` and `event` stand first where a person looks."""
    first = {key: event[key] for key in ("at", "level", "event") if key in event}
    return orjson.dumps({**first, **event}, default=str).decode()
