"""What settings that are about to be saved would do to the guidelines."""

import asyncio
from typing import Any

import discord

from bot.core import Core
from bot.services import Review
from bot.settings import Proposal
from bot.texts import Translation
from cogs.guidelines import render_plan
from cogs.guidelines.agreement import Agreement, agreement_of
from cogs.guidelines.back_test import back_test
from cogs.guidelines.history import history_for
from cogs.guidelines.plan import SECTIONS, Plan, plan_of
from cogs.guidelines.watch import Watch

TELL_EVERY = 5


class Reviews:
    """Adds to each change of the settings what becomes of the guidelines, tried on history."""

    def __init__(self, core: Core, watch: Watch) -> None:
        self._core, self._watch = core, watch

    async def review(self, interaction: discord.Interaction[Any], proposal: Proposal) -> Review:
        """Put the change in words, and say what it would flag of what was written lately."""
        assert interaction.guild_id is not None, "access was checked on a server"
        t = await self._core.texts.for_interaction(interaction)
        before = agreement_of(self._core.settings.of(interaction.guild_id))
        after = agreement_of(proposal.document)
        plan = plan_of(proposal.diff, before.guidelines, after.guidelines)
        if not plan and before.is_enforced == after.is_enforced:
            return Review()
        lines = render_plan.plan_lines(t, plan, before.guidelines, after.guidelines)
        lines += render_plan.tests_line(t, after.guidelines)
        files = {}
        if plan.changes_what_is_found or before.is_enforced != after.is_enforced:
            more, told = await self._back_test(interaction, plan, before, after, t)
            lines += more
            if told:
                files["back-test.txt"] = told
        return Review(lines=lines, sections=SECTIONS, files=files)

    async def _back_test(
        self,
        interaction: discord.Interaction[Any],
        plan: Plan,
        before: Agreement,
        after: Agreement,
        t: Translation,
    ) -> tuple[list[str], str]:
        """Return what to show of it at once, and all of it as a text."""
        reader = interaction.user
        assert isinstance(reader, discord.Member), "access was checked on a server"

        async def progress(done: int, total: int) -> None:
            if done % TELL_EVERY == 0:
                told = t("Trying it on what was written lately …")
                await interaction.edit_original_response(content=f"{told} {done}/{total}")

        history = await history_for(self._core, self._watch, reader, progress)
        tested = await asyncio.to_thread(back_test, before, after, history.samples, plan.renamed)
        titles = {
            one.id: one.title.in_(t.language) for one in (*before.guidelines, *after.guidelines)
        }
        found = list(render_plan.findings(t, tested, titles))
        head = [
            render_plan.back_test_line(t, tested),
            render_plan.source_line(t, history.requests, history.kept),
        ]
        few = found[: render_plan.FINDINGS_SHOWN]
        plain = render_plan.findings(t, tested, titles, is_markdown=False)
        return [*head, *few], "\n".join(plain) if len(found) > len(few) else ""
