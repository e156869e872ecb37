"""What never reaches a log: secrets, and what members wrote."""

import re
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

from structlog.typing import EventDict, WrappedLogger

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
