"""Settings that a manager hands in as a file: checked, shown as a difference, confirmed."""

import io
from collections.abc import Collection
from dataclasses import replace
from typing import Any, ClassVar

import discord

from bot.core import Core
from bot.errors import Refusal
from bot.services import Review, SettingsReview
from bot.settings import NoSuchVersion, Problem, Proposal, SettingsInvalid, VersionConflict
from bot.settings.yaml_syntax import LARGEST, decode
from bot.texts import Translation, shorten
from cogs.setup import store
from cogs.setup.news import change_lines, changes_since
from cogs.setup.render import LONGEST, problem_line
from cogs.setup.views import button, laid_out

Interaction = discord.Interaction[Any]

MOST_PROBLEMS = 20
MOST_DOUBTS = 5
NOBODY = discord.AllowedMentions.none()


class Uploads:
    """Offers uploaded settings for confirmation; they wait in the database meanwhile."""

    ACTIONS: ClassVar[frozenset[str]] = frozenset({"save", "discard"})

    def __init__(self, core: Core) -> None:
        self._core = core

    async def offer(
        self,
        interaction: Interaction,
        attachment: discord.Attachment,
        sections: Collection[str] | None = None,
    ) -> None:
        """Check a file and show what it would change; nothing counts before it is confirmed."""
        if attachment.size > LARGEST:
            raise Refusal("This file is too large to be settings: at most 1 MiB.")
        await interaction.response.defer(ephemeral=True, thinking=True)
        text = decode(await attachment.read(), attachment.filename)
        if isinstance(text, Problem):
            await self._tell_problems(interaction, SettingsInvalid([text]))
        else:
            await self._offer_text(interaction, text, sections)

    async def offer_version(
        self, interaction: Interaction, version: int, sections: Collection[str] | None = None
    ) -> None:
        """Show what going back to a version would change; 0 is the file."""
        assert interaction.guild_id is not None, "access was checked on a server"
        try:
            text = await self._core.settings.text_of(interaction.guild_id, version)
        except NoSuchVersion:
            raise no_such_version(version) from None
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._offer_text(interaction, text, sections)

    async def _offer_text(
        self, interaction: Interaction, text: str, sections: Collection[str] | None
    ) -> None:
        """Check a text and show what it would change, in answer to a deferred interaction."""
        assert interaction.guild_id is not None, "access was checked on a server"
        try:
            proposal = await self._core.settings.propose(interaction.guild_id, text, sections)
        except SettingsInvalid as invalid:
            await self._tell_problems(interaction, invalid)
            return
        t = await self._core.texts.for_interaction(interaction)
        if not proposal.unified:
            told = [t("This is what counts already: there is nothing to change.")]
            told += _left_out(proposal, sections, t)
            await interaction.edit_original_response(content="\n".join(told))
            return
        reviewer = self._core.services.get(SettingsReview)
        review = await reviewer.review(interaction, proposal) if reviewer else Review()
        draft_id = store.new_id()
        async with self._core.db.write() as tx:
            await store.put(
                tx,
                "upload",
                draft_id,
                guild_id=interaction.guild_id,
                user_id=interaction.user.id,
                content={
                    "text": proposal.text,
                    "version": proposal.expected_version,
                    "note": _note(interaction),
                },
                now=self._core.clock.now(),
            )
        notes = [*_left_out(proposal, sections, t), *_doubts(proposal, t)]
        more = replace(review, lines=[*review.lines, *notes])
        await self._show(interaction, draft_id, proposal, more, t)

    async def act(self, interaction: Interaction, draft_id: str, action: str) -> None:
        """Answer Confirm or Discard."""
        assert interaction.guild_id is not None, "access was checked on a server"
        t = await self._core.texts.for_interaction(interaction)
        async with self._core.db.write() as tx:
            found = await store.get(
                tx, "upload", guild_id=interaction.guild_id, user_id=interaction.user.id
            )
            taken = found is not None and found[0] == draft_id and await store.drop(tx, draft_id)
        if found is None or not taken:
            text = t("This upload was saved or replaced already. /settings upload begins anew.")
        elif action == "discard":
            text = t("Discarded: nothing was changed.")
        else:
            text = await self._save(interaction, found[1], t)
        await interaction.response.edit_message(content=text, view=None, attachments=[])

    async def _save(self, interaction: Interaction, content: dict[str, Any], t: Translation) -> str:
        settings, guild_id = self._core.settings, interaction.guild_id
        assert guild_id is not None, "access was checked on a server"
        try:
            version = await settings.save(
                guild_id,
                content["text"],
                interaction.user.id,
                content["note"],
                content["version"],
            )
        except VersionConflict:
            told = await changes_since(settings, guild_id, content["version"], t)
            again = t("Nothing was saved: upload the file again to see what it would change now.")
            return shorten(f"{told}\n{again}", LONGEST)
        except SettingsInvalid as invalid:
            return _problems_text(invalid, t)
        return t(
            "Saved as version {version}, in force from now on. /settings rollback goes back.",
            version=version,
        )

    async def _show(
        self,
        interaction: Interaction,
        draft_id: str,
        proposal: Proposal,
        review: Review,
        t: Translation,
    ) -> None:
        others = [one for one in proposal.diff if one.path[0] not in review.sections]
        lines = [t("The file is in order. It would change:"), *review.lines]
        lines += change_lines(others, t)
        if not proposal.diff and not review.lines:
            lines = [t("The file is in order. Only comments or the order would change.")]
        told, end = "\n".join(lines), t("The whole difference, line by line, is attached.")
        files = {"settings.diff": proposal.unified, **review.files}
        room = LONGEST - len(end) - 1
        if len(told) > room:
            files["changes.txt"] = told
        view = laid_out(
            [
                [
                    button(draft_id, t("Confirm"), "save", style=discord.ButtonStyle.success),
                    button(draft_id, t("Discard"), "discard"),
                ]
            ]
        )
        await interaction.edit_original_response(
            content=f"{shorten(told, room)}\n{end}",
            view=view,
            attachments=[text_file(name, text) for name, text in files.items()],
            allowed_mentions=NOBODY,
        )

    async def _tell_problems(self, interaction: Interaction, invalid: SettingsInvalid) -> None:
        t = await self._core.texts.for_interaction(interaction)
        attachments = []
        if len(invalid.problems) > MOST_PROBLEMS:
            every = "\n".join(f"{each.where}: {each.message(t)}" for each in invalid.problems)
            attachments = [text_file("problems.txt", every)]
        await interaction.edit_original_response(
            content=_problems_text(invalid, t), attachments=attachments, allowed_mentions=NOBODY
        )


def _note(interaction: Interaction) -> str:
    """Say how the version came about: the command with its numbers."""
    name = interaction.command.qualified_name if interaction.command else "settings upload"
    numbers = [str(value) for value in vars(interaction.namespace).values() if type(value) is int]
    return " ".join([f"/{name}", *numbers])


def _left_out(proposal: Proposal, sections: Collection[str] | None, t: Translation) -> list[str]:
    if not proposal.left_out:
        return []
    return [
        "-# "
        + t(
            "Only {sections} are taken over; everything else stays. /settings upload takes all.",
            sections=t.list(sorted(sections or ())),
        )
    ]


def _doubts(proposal: Proposal, t: Translation) -> list[str]:
    if not proposal.doubts:
        return []
    told = [f"- {problem_line(one, t)}" for one in proposal.doubts[:MOST_DOUBTS]]
    return [t("Allowed, and perhaps not meant:"), *told]


def no_such_version(version: int) -> Refusal:
    """Say that there is no such version (any more)."""
    return Refusal(
        "There is no version {n} of these settings. /settings history lists them.", n=version
    )


def text_file(name: str, text: str) -> discord.File:
    """Make a file of a text."""
    return discord.File(io.BytesIO(text.encode()), name)


def _problems_text(invalid: SettingsInvalid, t: Translation) -> str:
    problems = invalid.problems
    lines = [
        t.n(
            "This has a mistake, so nothing was changed:",
            "This has {n} mistakes, so nothing was changed:",
            n=len(problems),
        ),
        *(f"- {problem_line(problem, t, in_a_file=True)}" for problem in problems[:MOST_PROBLEMS]),
    ]
    if len(problems) > MOST_PROBLEMS:
        lines.append(t("The attached file has all of them."))
    return shorten("\n".join(lines), LONGEST)
