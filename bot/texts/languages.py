"""The languages in which the bot speaks, and how Discord's locales map onto them."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

SOURCE = "en"
"""The language of the msgids, which needs no catalogue."""

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "en": "English",
        "es": "Español",
        "it": "Italiano",
        "ca": "Català",
        "vi": "Tiếng Việt",
    }
)
"""Every language by its code, with the name that its speakers use."""


@lru_cache(maxsize=64)  # asked for each text of each command, in every locale of Discord's
def language_of_locale(locale: str) -> str | None:
    """Return the language for a locale such as "es-419", None when we do not speak it."""
    language = locale.replace("_", "-").split("-", 1)[0].lower()
    return language if language in LANGUAGES else None


def choose_language(override: str | None, locale: str | None, guild: str | None) -> str:
    """Pick the language for a person: their own choice, their client's, the guild's, English."""
    for wish in (override, locale, guild):
        language = language_of_locale(wish) if wish else None
        if language is not None:
            return language
    return SOURCE
