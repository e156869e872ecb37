"""Bodies in Discord's own JSON, as they came and as they go out."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
