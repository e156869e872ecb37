"""The dialogs: words that somebody gives, what they agree to, words that staff correct."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.answers import Press
from bot.components import Form
from bot.errors import Refusal
from bot.texts import Translation, shorten
from cogs.testimonials import policy, render
from cogs.testimonials.policy import Consent
from cogs.testimonials.store import Testimonial

LONGEST_LABEL = 45


class ConsentForm(Form):
    """What an author agrees to: nothing is ticked beforehand."""

    def __init__(
        self,
        t: Translation,
        one: Testimonial,
        done: Callable[[Press, Consent, str], Awaitable[None]],
    ) -> None:
        super().__init__(title=shorten(t("What may be shown, and where"), LONGEST_LABEL))
        self._text, self._done = one.text, done
        self.scopes: discord.ui.CheckboxGroup[Any] = discord.ui.CheckboxGroup(required=False)
        for scope, words in render.SCOPES.items():
            self.scopes.add_option(label=t(words), value=scope)
        self.shown: discord.ui.RadioGroup[Any] = discord.ui.RadioGroup()
        for shown, words in render.NAMES.items():
            self.shown.add_option(label=t(words), value=shown)
        self.picture: discord.ui.Checkbox[Any] = discord.ui.Checkbox()
        self.until: discord.ui.TextInput[Any] = discord.ui.TextInput(
            required=False, max_length=20, placeholder="2027-06-30"
        )
        self.affiliation: discord.ui.TextInput[Any] = discord.ui.TextInput(
            required=False, max_length=100
        )
        for label, about, component in (
            (t("Where may your words be shown?"), t("Tick what you want."), self.scopes),
            (t("Under which name?"), "", self.shown),
            (t("With your profile picture"), "", self.picture),
            (t("Until when?"), t("Leave it empty for: until I take it back."), self.until),
            (
                t("Do you work with us?"),
                t("If so, or if you were paid, say how: it is shown."),
                self.affiliation,
            ),
        ):
            self.add_item(
                discord.ui.Label(
                    text=shorten(label, LONGEST_LABEL),
                    description=about or None,
                    component=component,
                )
            )

    async def on_submit(self, interaction: Press) -> None:  # type: ignore[override]  # our own client
        """Read what was chosen, and hand it on."""
        today = interaction.client.core.clock.now().date()
        if not self.scopes.values:
            raise Refusal("Nothing was ticked, so nothing is agreed to and nothing is shown.")
        try:
            until = policy.read_until(self.until.value, today)
        except ValueError:
            raise Refusal(
                "{written} is not a day to come. Write it like 2027-06-30, or leave it empty.",
                written=f"`{self.until.value}`",
            ) from None
        consent = Consent(
            text_digest=policy.digest(self._text),
            scopes=frozenset(policy.Scope(one) for one in self.scopes.values),
            shown=policy.Shown(self.shown.value or policy.Shown.NOBODY),
            with_picture=bool(self.picture.value),
            until=until,
        )
        await self._done(interaction, consent, self.affiliation.value.strip())


class WordsForm(Form):
    """Words that are given, or corrected."""

    def __init__(
        self, t: Translation, *, text: str, done: Callable[[Press, str], Awaitable[None]]
    ) -> None:
        super().__init__(title=shorten(t("Kind words"), LONGEST_LABEL))
        self._done = done
        self.words: discord.ui.TextInput[Any] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph, max_length=4000, default=text or None
        )
        about = t("At most {n} characters.", n=policy.LONGEST)
        label = shorten(t("What would you like to say?"), LONGEST_LABEL)
        self.add_item(discord.ui.Label(text=label, description=about, component=self.words))

    async def on_submit(self, interaction: Press) -> None:  # type: ignore[override]  # our own client
        """Hand the words on."""
        await self._done(interaction, self.words.value)
