"""The door to the languages: who is spoken to in which one."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, after_commit
from bot.texts.catalogues import Wordings, load_wordings
from bot.texts.languages import LANGUAGES, SOURCE, choose_language
from bot.texts.store import forget_language, keep_language, language_of
from bot.texts.translation import Translation

REMEMBERED = 4_096
"""How many people's choices (or lack of one) are kept in memory."""


class Texts:
    """The bot's voice in every language.

    `guild_language` answers with the language that a guild's settings name. Without a database
    nobody has a language of their own.
    """

    def __init__(
        self,
        wordings: Mapping[str, Wordings],
        *,
        db: Database | None = None,
        guild_language: Callable[[int], str] = lambda _: SOURCE,
    ) -> None:
        self._translations = {
            language: Translation(language, wordings.get(language, Wordings()))
            for language in LANGUAGES
        }
        self._db = db
        self._guild_language = guild_language
        self._chosen: OrderedDict[int, str | None] = OrderedDict()

    @classmethod
    def load(
        cls,
        packages: Iterable[str],
        *,
        db: Database | None = None,
        guild_language: Callable[[int], str] = lambda _: SOURCE,
    ) -> Self:
        """Read the catalogues of these packages ("bot", "cogs.welcome", …).

        Raises CatalogueProblem for a catalogue that cannot be read.
        """
        return cls(load_wordings(packages), db=db, guild_language=guild_language)

    def in_(self, language: str) -> Translation:
        """Return the voice for a language or locale, English for one that we do not speak."""
        return self._translations[choose_language(language, None, None)]

    def for_guild(self, guild_id: int) -> Translation:
        """Return the voice in which a guild is spoken to as a whole."""
        return self.in_(self._guild_language(guild_id))

    async def for_member(self, guild_id: int, user_id: int) -> Translation:
        """Return the voice for one person, outside of an interaction."""
        chosen = await self.chosen_by(user_id)
        return self.in_(choose_language(chosen, None, self._guild_language(guild_id)))

    async def for_interaction(self, interaction: discord.Interaction[Any]) -> Translation:
        """Return the voice for the person who pressed or typed."""
        chosen = await self.chosen_by(interaction.user.id)
        guild_id = interaction.guild_id
        guild = self._guild_language(guild_id) if guild_id is not None else None
        return self.in_(choose_language(chosen, str(interaction.locale), guild))

    async def chosen_by(self, user_id: int) -> str | None:
        """Return the language that a person has set for themselves, None without one."""
        if user_id in self._chosen:
            self._chosen.move_to_end(user_id)
            return self._chosen[user_id]
        if self._db is None:
            return None
        async with self._db.read() as tx:
            chosen = await language_of(tx, user_id)
        # A choice made while we were reading is already here, and is the newer one.
        self._chosen.setdefault(user_id, chosen)
        self._keep_few()
        return self._chosen.get(user_id, chosen)

    async def set_language(self, tx: AsyncConnection, user_id: int, language: str | None) -> None:
        """Let a person choose their language; None takes the choice back.

        Raises ValueError for a language that we do not speak.
        """
        if language is not None and language not in LANGUAGES:
            raise ValueError(f"{language!r} is not one of {', '.join(LANGUAGES)}")
        if language is None:
            await forget_language(tx, user_id)
        else:
            await keep_language(tx, user_id, language)
        after_commit(tx, lambda: self._remember(user_id, language))

    def _remember(self, user_id: int, language: str | None) -> None:
        self._chosen[user_id] = language
        self._chosen.move_to_end(user_id)
        self._keep_few()

    def _keep_few(self) -> None:
        while len(self._chosen) > REMEMBERED:
            self._chosen.popitem(last=False)
