"""Descriptions of slash commands in every language that Discord's clients know."""

import structlog
from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation, TranslationContextTypes

from bot.texts.languages import SOURCE, language_of_locale
from bot.texts.service import Texts

log = structlog.get_logger(__name__)

LIMIT = 100
"""Characters that Discord allows in a description or a choice."""

_TYPED = frozenset(
    {
        TranslationContextLocation.command_name,
        TranslationContextLocation.group_name,
        TranslationContextLocation.parameter_name,
    }
)


class CommandTranslator(app_commands.Translator):
    """Translates what people read; what they type stays the same in every language.

    The names of context menus are read, so they are translated. Catalan readers get what their
    client asks for, since Discord has no Catalan locale.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        context: TranslationContextTypes,
    ) -> str | None:
        """Return the text in the locale, None where English will do."""
        typed = context.location in _TYPED
        if typed and not isinstance(context.data, app_commands.ContextMenu):
            return None
        language = language_of_locale(locale.value)
        if language is None or language == SOURCE:
            return None
        t = self._texts.in_(language)
        if not t.knows(string.message):
            return None
        wording = t(string.message, **string.extras)
        limit = 32 if typed else LIMIT
        if len(wording) > limit:
            # Discord would refuse all commands for one long description.
            log.warning("translation too long for Discord", language=language, limit=limit)
            return None
        return wording
