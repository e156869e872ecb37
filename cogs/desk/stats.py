"""`/mod stats`: how right the guidelines are, and how the desk is doing."""

from datetime import timedelta

from discord import app_commands

from bot.access import Access, needs
from bot.answers import Press, show
from bot.effects import Message
from bot.texts import N_, Translation, escape, shorten
from cogs.desk.figures import Figures, figures
from cogs.desk.parts import guild_of, here
from cogs.desk.place import Place
from cogs.desk.policy import Action
from cogs.desk.server import place_of
from cogs.desk.wording import Occasion, dated, template

AN_HOUR = timedelta(hours=1)


class ModGroup(app_commands.Group):
    """What the team learns about its own work."""

    def __init__(self) -> None:
        super().__init__(
            name="mod", description=N_("Look at how moderation is doing"), guild_only=True
        )

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("See how right the flags are and how fast they are seen"))
    @app_commands.describe(days=N_("Of how many days"))
    async def stats(self, interaction: Press, days: app_commands.Range[int, 1, 400] = 90) -> None:
        """Show the figures; no person is counted."""
        core, place = interaction.client.core, here(interaction)
        t = await core.texts.for_interaction(interaction)
        since = core.clock.now() - timedelta(days=days)
        async with core.db.read() as tx:
            found = await figures(tx, guild_of(interaction).id, since)
        await show(interaction, rendered(t, place, found, days))

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("See what members read of a decision"))
    @app_commands.describe(step=N_("Of which decision"))
    async def words(self, interaction: Press, step: Action) -> None:
        """Show the words as they would be sent to whoever asks."""
        core, me = interaction.client.core, interaction.user.display_name
        t = await core.texts.for_interaction(interaction)
        place = place_of(core, guild_of(interaction), t) or here(interaction)
        occasion = Occasion(
            name=me,
            community=place.community,
            kind=step,
            guideline=next(iter(place.guidelines.values()), None),
            quote=t("a message, as an example"),
            signed=me if place.settings.signed == "moderator" else "",
        )
        words = template(t, occasion, place.settings.words.of(step))
        await show(interaction, Message(text=dated(words, core.clock.now() + AN_HOUR)))


def rendered(t: Translation, place: Place, found: Figures, days: int) -> Message:
    """Put the figures in words; every share names how many it is drawn from."""
    lines = [t.n("**The last day**", "**The last {n} days**", n=days)]
    bound = place.settings.precision_bound
    for guideline, precision in found.precision.items():
        title = escape(place.title(guideline))
        line = t("{title}: {right} of {judged} judged right", title=title,
                 right=precision.right, judged=precision.judged)  # fmt: skip
        if precision.is_poor(bound):
            line += " · " + t("below {bound} %: try {mode} for a while", bound=bound,
                              mode="`mode: shadow`")  # fmt: skip
        lines.append(f"- {line}")
    if not found.precision:
        lines.append(t("Nothing was judged."))
    if found.to_claim is not None:
        lines.append(t("Until somebody takes it on: {time} (median of {n})",
                       time=t.duration(found.to_claim), n=found.claimed))  # fmt: skip
    if found.to_decide is not None:
        lines.append(t("Until it is decided: {time} (median of {n})",
                       time=t.duration(found.to_decide), n=found.decided))  # fmt: skip
    lines.append(t("Taken back: {undone} of {n} cases", undone=found.undone, n=found.cases))
    lines.append(t("Appeals granted: {granted} of {n}", granted=found.granted, n=found.appeals))
    return Message(text=shorten("\n".join(lines), 2000))
