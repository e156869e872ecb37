"""The buttons: found by their custom_id alone, so that they work after months."""

import discord

from bot.access import Access
from bot.answers import Press, change
from bot.components import Personal, Pressable
from bot.effects import Message
from bot.errors import Refusal, answer_privately
from cogs.testimonials import policy, render, searching, store
from cogs.testimonials.forms import ConsentForm
from cogs.testimonials.keeping import Keeper, Said
from cogs.testimonials.policy import Consent, State
from cogs.testimonials.searching import Wanted
from cogs.testimonials.store import Given, Testimonial
from cogs.testimonials.suggesting import Suggester


async def read(interaction: Press, guild_id: int, number: int) -> Testimonial:
    """Return a testimonial of the person who pressed; Refusal for anybody else's."""
    async with interaction.client.core.db.read() as tx:
        one = await store.find(tx, guild_id, number)
    if one is not None and one.state is State.EXPIRED:
        raise Refusal("This is over: too much time has passed. Nothing is shown any more.")
    if one is None or one.author_id != interaction.user.id:
        raise Refusal("Only whoever said this can decide about it, and it may be closed.")
    return one


class AnswerButton(Personal, template=r"testimonials:\d+:\d+:\d+:[a-z]+"):
    """What the author answers: agree, decline, never, withdraw."""

    feature = "testimonials"

    def __init__(self, custom_id: str) -> None:
        super().__init__(custom_id)
        _, guild_id, number, revision, self.action = custom_id.split(":")
        self.guild_id, self.number, self.revision = int(guild_id), int(number), int(revision)

    async def press(self, interaction: Press) -> None:
        """Do what the author wants."""
        core = interaction.client.core
        guild = interaction.client.get_guild(self.guild_id)
        if guild is None:
            raise Refusal("I am not on that server any more. Nothing is shown by me there.")
        one = await read(interaction, self.guild_id, self.number)
        t = await core.texts.for_interaction(interaction)
        if self.action == "agree":
            self._check(one, interaction)
            await interaction.response.send_modal(ConsentForm(t, one, self._agreed))
            return
        keeper, member_id = Keeper(core), interaction.user.id
        if self.action == "withdraw":
            await keeper.withdraw(guild, self.number, member_id, as_author=True)
            told = t(
                "It is taken back: it is not shown here any more, and the team knows where else to "
                "take it down."
            )
        else:
            for_good = self.action == "never"
            await keeper.decline(self.guild_id, self.number, member_id, for_good=for_good)
            told = (
                t("You will not be asked again. Nothing is shown.")
                if for_good
                else t("That is fine. Nothing is shown, and what was kept is deleted.")
            )
        await answer_privately(interaction, told)

    def _check(self, one: Testimonial, interaction: Press) -> None:
        """Refuse before the dialog opens what would be refused after it."""
        if one.state in policy.FINAL:
            raise Refusal("Number {n} is closed: nothing more happens with it.", n=one.number)
        if policy.is_over(one.asked_at, interaction.client.core.clock.now()):
            raise Refusal("This is over: too much time has passed. Nothing is shown any more.")
        if one.revision != self.revision:
            raise Refusal("The words have been changed since: there is a newer question for you.")

    async def _agreed(self, interaction: Press, consent: Consent, affiliation: str) -> None:
        core = interaction.client.core
        guild = interaction.client.get_guild(self.guild_id)
        if guild is None:
            raise Refusal("I am not on that server any more. Nothing is shown by me there.")
        t = await core.texts.for_interaction(interaction)
        given = Given(
            consent=consent,
            revision=self.revision,
            statement=policy.STATEMENT,
            language=t.language,
            interaction_id=interaction.id,
            given_at=core.clock.now(),
        )
        await Keeper(core).agree(
            guild, self.number, interaction.user.id, given, affiliation=affiliation
        )
        await answer_privately(interaction, render.agreed(t, consent))


class ReviewButton(Pressable, template=r"testimonials:review:\d+:\d+"):
    """Approves what its author agreed to."""

    feature = "testimonials"
    access = Access.MODERATOR

    def __init__(self, custom_id: str) -> None:
        super().__init__(custom_id)
        self.number = int(custom_id.split(":")[2])

    async def press(self, interaction: Press) -> None:
        """Approve, and hand the moderator a draft to say thank you."""
        await approve(interaction, self.number)


class SuggestionButton(Pressable, template=r"testimonials:suggested:\d+:\d+:[a-z]+"):
    """What the team decides about kind words that were suggested: ask, dismiss, stop."""

    feature = "testimonials"
    access = Access.MODERATOR

    def __init__(self, custom_id: str) -> None:
        super().__init__(custom_id)
        _, _, channel_id, message_id, self.action = custom_id.split(":")
        self.channel_id, self.message_id = int(channel_id), int(message_id)

    async def press(self, interaction: Press) -> None:
        """Do what the team wants, and take the card away."""
        core, guild = interaction.client.core, interaction.guild
        assert guild is not None, "access was checked on a server"
        suggester = Suggester(core)
        t = await core.texts.for_interaction(interaction)
        if self.action == "ask":
            message = await self._message(guild)
            told = (
                t("This message is gone, so nobody is asked.")
                if message is None
                else await save(interaction, message)
            )
        elif self.action == "stop":
            await suggester.stop(guild.id)
            told = t("Nothing more is suggested until somebody uses /testimonial suggestions.")
        else:
            told = t("Left alone.")
        await suggester.settle(guild.id, self.message_id)
        await answer_privately(interaction, told)

    async def _message(self, guild: discord.Guild) -> discord.Message | None:
        channel = guild.get_channel_or_thread(self.channel_id)
        if not isinstance(channel, discord.abc.Messageable):
            return None
        try:
            return await channel.fetch_message(self.message_id)
        except discord.NotFound:
            return None


async def save(interaction: Press, message: discord.Message) -> str:
    """Keep a message's words and ask its author; returns what to tell whoever wanted it."""
    core, guild = interaction.client.core, interaction.guild
    assert guild is not None, "access was checked on a server"
    if message.webhook_id is not None:
        raise Refusal("Bots and webhooks cannot agree to anything, so they are not quoted.")
    said = Said(
        author=message.author,
        text=policy.readable(message.clean_content),
        source="message",
        by=interaction.user.id,
        channel_id=message.channel.id,
        message_id=message.id,
    )
    one, asked = await Keeper(core).capture(guild, said)
    t = await core.texts.for_interaction(interaction)
    if asked:
        return t("Kept as number {n}. Its author is asked privately, once.", n=one.number)
    return t(
        "Kept as number {n}. The bot cannot write privately here (the feature outreach is "
        "off): its author finds the question under /my testimonials.",
        n=one.number,
    )


async def approve(interaction: Press, number: int) -> None:
    """Approve a testimonial and say what follows."""
    core, guild = interaction.client.core, interaction.guild
    assert guild is not None, "access was checked on a server"
    t = await core.texts.for_interaction(interaction)
    one, on_wall = await Keeper(core).approve(guild, number, interaction.user.id)
    told = (
        t("Approved: number {n} goes on the wall.", n=number)
        if on_wall
        else t("Approved. Number {n} can be exported for what its author agreed to.", n=number)
    )
    await answer_privately(interaction, f"{told}\n{render.thanks_draft(t, one)}")


class PageButton(Pressable, template=r"testimonials:page:\d+:[a-z]*:.*"):
    """Turns the pages of a list."""

    feature = "testimonials"
    access = Access.MODERATOR

    def __init__(self, custom_id: str) -> None:
        super().__init__(custom_id)
        _, _, page, state, words = custom_id.split(":", 4)
        self.page, self.wanted = int(page), wanted_from(state, words)

    async def press(self, interaction: Press) -> None:
        """Show the page in place of the one before."""
        message = await list_page(interaction, self.wanted, self.page)
        await change(interaction, message)


class OwnPageButton(Pressable, template=r"testimonials:mine:\d+"):
    """Turns the pages of somebody's own testimonials."""

    feature = "testimonials"

    async def press(self, interaction: Press) -> None:
        """Show the page in place of the one before."""
        await change(interaction, await own_page(interaction, self.record_id))


async def own_page(interaction: Press, page: int) -> Message:
    """Return a page of what the person has said; nothing of what is closed is kept as theirs."""
    core, guild_id = interaction.client.core, interaction.guild_id
    assert guild_id is not None, "access was checked on a server"
    t = await core.texts.for_interaction(interaction)
    wanted, offset = Wanted(author_id=interaction.user.id), page * render.ON_A_PAGE
    async with core.db.read() as tx:
        found = await searching.page(
            tx, guild_id, wanted, offset=offset, limit=render.ON_A_PAGE + 1
        )
    return render.mine(t, found, page=page)


def link(wanted: Wanted) -> str:
    """Return the custom_id of a page of this list, with {page} in it."""
    words = wanted.words.replace("{", "").replace("}", "")[:50]
    return "testimonials:page:{page}:" + f"{wanted.state or ''}:{words}"


def wanted_from(state: str, words: str) -> Wanted:
    """Return what a custom_id asks for; a state that does not exist any more is left out."""
    known = policy.State(state) if state in set(policy.State) else None
    return Wanted(state=known, words=words)


async def list_page(interaction: Press, wanted: Wanted, page: int) -> Message:
    """Return a page of testimonials, in the reader's language."""
    core, guild_id = interaction.client.core, interaction.guild_id
    assert guild_id is not None, "access was checked on a server"
    t = await core.texts.for_interaction(interaction)
    offset = page * render.ON_A_PAGE
    async with core.db.read() as tx:
        found, total = await searching.search(
            tx, guild_id, wanted, offset=offset, limit=render.ON_A_PAGE
        )
    return render.listed(t, found, total=total, page=page, link=link(wanted))


BUTTONS = (AnswerButton, ReviewButton, SuggestionButton, PageButton, OwnPageButton)
