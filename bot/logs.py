"""Logs: lines for a terminal or JSON, without secrets and without what members wrote."""

import logging
import re
import sys
from collections.abc import Iterable, Mapping, MutableMapping
from datetime import UTC, datetime
from typing import Any, Literal, TextIO

import orjson
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

LogFormat = Literal["text", "json"]

MASK = "[secret]"
DROPPED_FIELDS = frozenset(
    {
        "answer", "attachments", "body", "caption", "clean_content", "content", "embeds",
        "evidence", "feedback", "message_text", "payload", "quote", "system_content",
        "testimonial", "text",
    }
)  # fmt: skip
"""Names of fields that may hold what a member wrote: they never reach a log."""

_SECRET_FIELD = re.compile(
    r"token|secret|passw(or)?d|authori[sz]ation|api_?key|database_url|\bdsn\b", re.IGNORECASE
)
# None of these looks at a character more than a few hundred times, however hostile the text.
_SECRETS = tuple(
    (re.compile(pattern, flags), replacement)
    for pattern, flags, replacement in (
        # Bot and user tokens: an id in base64, a timestamp, a signature.
        (r"(?<![\w-])[\w-]{18,}\.[\w-]{5,8}\.[\w-]{25,}", re.ASCII, MASK),
        (r"mfa\.[\w-]{20,}", re.ASCII, MASK),
        # Tokens of webhooks and interactions stand in the paths of requests.
        (r"(/(?:webhooks|interactions)/\d+/)[\w.~%-]+", re.ASCII, rf"\1{MASK}"),
        (r"(?i:(\bauthorization[\"']?\s*[:=,]\s*[\"']?)(?:(?:bot|bearer|basic)\s+)?[^\s\"',]+)", 0,
         rf"\1{MASK}"),
        (r"\b(Bot|Bearer|Basic)\s+[\w.~+/=-]{20,}", re.ASCII, rf"\1 {MASK}"),
        # The password of a database address goes as far as the last @ of the word.
        (r"(://[^\s:/@]{0,100}:)\S{0,500}@", re.ASCII, rf"\1{MASK}@"),
        # Settings and queries: token=…, "password": "…".
        (r"((?:token|secret|passwo?r?d|api_?key)[\"']?\s{0,9}[:=]\s{0,9}[\"']?)[^\s\"',;&]+",
         re.IGNORECASE, rf"\1{MASK}"),
        # SQLAlchemy quotes the values of a failed statement: they may be what a member wrote.
        (r"\[parameters: (?:(?!\[parameters: |\]\n|\]\Z).)*\]?", re.DOTALL,
         "[parameters: dropped]"),
    )
)  # fmt: skip

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


class Redactor:
    """Takes secrets and members' words out of whatever is about to be logged.

    `secrets` are values known to be secret, hidden wherever they appear, besides everything
    that looks like a secret.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        # Longest first, so that one secret inside of another leaves nothing of either.
        self._known = sorted((one for one in secrets if len(one) >= 6), key=len, reverse=True)

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> MutableMapping[str, Any]:
        """Redact an event; a structlog processor."""
        return self._fields(event)

    def text(self, text: str) -> str:
        """Return the text with its secrets masked."""
        for secret in self._known:
            text = text.replace(secret, MASK)
        for pattern, replacement in _SECRETS:
            text = pattern.sub(replacement, text)
        return text

    def _fields(self, fields: Mapping[Any, Any]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for key, value in fields.items():
            name = str(key)
            if name.casefold() in DROPPED_FIELDS:
                continue
            secret = _SECRET_FIELD.search(name) and value is not None
            kept[self.text(name)] = MASK if secret else self._value(value)
        return kept

    def _value(self, value: object) -> object:
        match value:
            case None | bool() | int() | float():
                return value
            case Mapping():
                return self._fields(value)
            case list() | tuple() | set() | frozenset():
                return [self._value(item) for item in value]
            case bytes():
                return self.text(value.decode("utf-8", "replace"))
            case _:
                # Dates and our own kinds of values print themselves.
                return self.text(str(value))


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
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.StackInfoRenderer(),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared[:3],
            *shared[4:],
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = LogHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                _stamp,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                Redactor(secrets),
                _renderer(form, stream),
            ],
        )
    )
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
