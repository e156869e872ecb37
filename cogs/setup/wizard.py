"""The setup, page by page: what a press leads to, and what the person then sees."""

from collections.abc import Sequence
from typing import Any, cast

import discord

from bot.core import Core
from bot.doctor import Severity, examine
from bot.doctor.facts import Commands, Intents
from bot.doctor.gather import look_at, read_guild
from bot.doctor.names import PRIVILEGED_INTENTS
from bot.doctor.report import harmless
from bot.settings import Problem, SettingsInvalid, Unsuitable, VersionConflict
from bot.settings.types import parse_zone
from bot.texts import Translation, escape, shorten
from cogs.setup import store
from cogs.setup.answers import answer
from cogs.setup.carrying_out import Stopped, Works, settings_text
from cogs.setup.draft import Draft
from cogs.setup.layout import Layout
from cogs.setup.news import changes_since
from cogs.setup.pages import FEATURES, PLAN, ZONE, steps
from cogs.setup.policy import Plan, plan
from cogs.setup.render import LONGEST, made_line, page, plan_page
from cogs.setup.situation import Situation
from cogs.setup.views import ZoneForm, button, laid_out

Interaction = discord.Interaction[Any]
NOBODY = discord.AllowedMentions.none()


class Wizard:
    """Leads managers through the setup; the draft between two pages is in the database."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._busy: set[str] = set()

    async def open(self, interaction: Interaction) -> None:
        """Begin, or go on where this person left off."""
        t = await self._core.texts.for_interaction(interaction)
        situation = self._situation(interaction)
        found = await self._load(interaction)
        note = ""
        if found is None:
            draft_id, draft = store.new_id(), Draft(version=situation.version)
            await self._keep(interaction, draft_id, draft)
        else:
            draft_id, draft = found
            note = t("This is where you left off. Cancel begins anew.")
        text, view = await self._shown(draft_id, draft, situation, t, note)
        await interaction.response.send_message(
            text, view=view, ephemeral=True, allowed_mentions=NOBODY
        )

    async def act(self, interaction: Interaction, draft_id: str, action: str, arg: str) -> None:
        """Answer a press or a selection on a page."""
        found = await self._load(interaction)
        if found is None or found[0] != draft_id:
            await self._start_anew(interaction, found)
            return
        draft = found[1]
        match action:
            case "cancel":
                await self._cancel(interaction, draft_id)
            case "type":
                t = await self._core.texts.for_interaction(interaction)
                await interaction.response.send_modal(ZoneForm(t, draft.typed, self._zone_typed))
            case "confirm":
                await self._confirm(interaction, draft_id, draft)
            case _:
                situation = self._situation(interaction)
                draft = answer(draft, action, arg, _values(interaction), situation)
                await self._keep(interaction, draft_id, draft)
                await self._show(interaction, draft_id, draft)

    async def _start_anew(self, interaction: Interaction, found: tuple[str, Draft] | None) -> None:
        """Turn a message of an earlier setup into the present one."""
        t = await self._core.texts.for_interaction(interaction)
        situation = self._situation(interaction)
        draft_id, draft = found or (store.new_id(), Draft(version=situation.version))
        await self._keep(interaction, draft_id, draft)
        note = t("That setup was finished or cancelled. Here is the present one.")
        await self._show(interaction, draft_id, draft, note)

    async def _cancel(self, interaction: Interaction, draft_id: str) -> None:
        t = await self._core.texts.for_interaction(interaction)
        async with self._core.db.write() as tx:
            await store.drop(tx, draft_id)
        text = t("Cancelled: nothing was changed. /setup begins anew.")
        await interaction.response.edit_message(content=text, view=None)

    async def _zone_typed(self, interaction: Interaction, typed: str) -> None:
        """Take a zone from the form, or say what is wrong and keep what was typed."""
        found = await self._load(interaction)
        if found is None:
            await self._start_anew(interaction, found)
            return
        draft_id, draft = found
        note = ""
        try:
            draft = draft.with_(zone=str(parse_zone(typed)), typed="", guess="", step=ZONE)
        except Unsuitable as refusal:
            t = await self._core.texts.for_interaction(interaction)
            draft = draft.with_(typed=typed, guess=refusal.suggestion or "", step=ZONE)
            problem = Problem("", refusal.msgid, refusal.values, suggestion=refusal.suggestion)
            note = escape(problem.message(t))
        await self._keep(interaction, draft_id, draft)
        await self._show(interaction, draft_id, draft, note)

    async def _confirm(self, interaction: Interaction, draft_id: str, draft: Draft) -> None:
        if draft_id in self._busy:
            # A second press while the first is being carried out.
            await interaction.response.defer()
            return
        self._busy.add(draft_id)
        try:
            await self._carry_out(interaction, draft_id, draft)
        finally:
            self._busy.discard(draft_id)

    async def _carry_out(self, interaction: Interaction, draft_id: str, draft: Draft) -> None:
        core, t = self._core, await self._core.texts.for_interaction(interaction)
        situation = self._situation(interaction)
        planned = plan(draft, situation)
        if situation.version != draft.version:
            await self._tell_conflict(interaction, draft_id, draft)
            return
        if planned.obstacles or planned.empty or await self._problems(planned, situation):
            await self._show(interaction, draft_id, draft.with_(step=PLAN))
            return
        await interaction.response.edit_message(content=t("Working on it…"), view=None)
        works = Works(core, situation, draft_id, core.texts.for_guild(situation.guild.id))
        try:
            await works.make_all(planned)
            text = settings_text(core, planned, situation.guild.id, works.made)
            if planned.changes:
                await core.settings.save(
                    situation.guild.id, text, interaction.user.id, "/setup", draft.version
                )
        except Stopped as stopped:
            await self._tell_stopped(interaction, draft_id, stopped, t)
            return
        except VersionConflict:
            await self._tell_conflict(interaction, draft_id, draft)
            return
        except SettingsInvalid:
            await self._show(interaction, draft_id, draft.with_(step=PLAN))
            return
        async with core.db.write() as tx:
            await store.drop(tx, draft_id)
        await self._tell_done(interaction, planned, works, t)

    async def _tell_stopped(
        self, interaction: Interaction, draft_id: str, stopped: Stopped, t: Translation
    ) -> None:
        lines = [made_line(stopped.made, t)] if stopped.made else []
        lines += [
            t(
                "Not created: {name}, because {reason}.",
                name=stopped.failed,
                reason=harmless(stopped.reason).say(t),
            ),
            t("The settings are unchanged. Go on when that is put right: nothing is made twice."),
        ]
        view = laid_out(
            [
                [
                    button(draft_id, t("Go on"), "go", PLAN, style=discord.ButtonStyle.primary),
                    button(draft_id, t("Cancel"), "cancel"),
                ]
            ]
        )
        await interaction.edit_original_response(content="\n".join(lines), view=view)

    async def _tell_conflict(self, interaction: Interaction, draft_id: str, draft: Draft) -> None:
        """Say what somebody else has changed; confirming again is then an informed choice."""
        t = await self._core.texts.for_interaction(interaction)
        situation = self._situation(interaction)
        told = await changes_since(self._core.settings, situation.guild.id, draft.version, t)
        draft = draft.with_(version=situation.version, step=PLAN)
        await self._keep(interaction, draft_id, draft)
        await self._show(interaction, draft_id, draft, told)

    async def _tell_done(
        self, interaction: Interaction, planned: Plan, works: Works, t: Translation
    ) -> None:
        lines = [t("Done.")]
        if works.names:
            lines.append(made_line(works.names, t))
        if planned.changes:
            lines.append(t("The new settings are in force. /settings show prints them."))
        assert interaction.guild is not None, "access was checked on a server"
        # Connected as we are, Discord has let us have the intents that we asked for.
        asked = frozenset(
            name for name in PRIVILEGED_INTENTS if getattr(interaction.client.intents, name)
        )
        facts = await read_guild(
            self._core, interaction.guild, Intents(asked, None), Commands(frozenset(), None)
        )
        errors = sum(found.severity is Severity.ERROR for found in examine(facts))
        if errors:
            lines.append(
                t.n(
                    "One problem is left: /doctor says what to do.",
                    "{n} problems are left: /doctor says what to do.",
                    n=errors,
                )
            )
        await interaction.edit_original_response(content="\n".join(lines), view=None)

    async def _problems(self, planned: Plan, situation: Situation) -> Sequence[Problem]:
        """Validate the settings as they would be, what is yet to be made by its name."""
        try:
            text = settings_text(self._core, planned, situation.guild.id, {})
            await self._core.settings.propose(situation.guild.id, text)
        except SettingsInvalid as invalid:
            return invalid.problems
        return ()

    async def _show(
        self, interaction: Interaction, draft_id: str, draft: Draft, note: str = ""
    ) -> None:
        """Show the draft's page in place of the message that was pressed."""
        t = await self._core.texts.for_interaction(interaction)
        situation = self._situation(interaction)
        text, view = await self._shown(draft_id, draft, situation, t, note)
        if interaction.response.is_done():
            await interaction.edit_original_response(content=text, view=view)
        else:
            await interaction.response.edit_message(content=text, view=view)

    async def _shown(
        self, draft_id: str, draft: Draft, situation: Situation, t: Translation, note: str
    ) -> tuple[str, discord.ui.View]:
        if draft.step not in steps(draft, situation):
            # The page belongs to a feature that is gone since.
            draft = draft.with_(step=FEATURES)
        layout = Layout(draft_id, draft, situation, t)
        if draft.step != PLAN:
            text = page(draft, situation, t, note=note)
            return text, layout.page(self._core.clock.now())
        planned = plan(draft, situation)
        problems = await self._problems(planned, situation)
        text = plan_page(planned, problems, draft, situation, t, note=note)
        may_confirm = not (planned.empty or planned.obstacles or problems)
        return shorten(text, LONGEST), layout.plan(may_confirm=may_confirm)

    def _situation(self, interaction: Interaction) -> Situation:
        guild = interaction.guild
        assert guild is not None, "access was checked on a server"
        return Situation(
            guild=look_at(guild),
            document=self._core.settings.of(guild.id),
            features=tuple(package.feature for package in self._core.features),
            version=self._core.settings.version(guild.id),
        )

    async def _load(self, interaction: Interaction) -> tuple[str, Draft] | None:
        assert interaction.guild_id is not None, "access was checked on a server"
        async with self._core.db.read() as tx:
            found = await store.get(
                tx, "setup", guild_id=interaction.guild_id, user_id=interaction.user.id
            )
        return None if found is None else (found[0], Draft.model_validate(found[1]))

    async def _keep(self, interaction: Interaction, draft_id: str, draft: Draft) -> None:
        assert interaction.guild_id is not None, "access was checked on a server"
        async with self._core.db.write() as tx:
            await store.put(
                tx,
                "setup",
                draft_id,
                guild_id=interaction.guild_id,
                user_id=interaction.user.id,
                content=draft.model_dump(mode="json"),
                now=self._core.clock.now(),
            )


def _values(interaction: Interaction) -> list[str]:
    data = cast("dict[str, Any]", interaction.data or {})
    return [str(value) for value in data.get("values", ())]
