"""Members see what is kept about them, take it with them, and have it erased."""

from typing import TYPE_CHECKING

from bot.features import Feature, PersonalData
from bot.texts import N_
from cogs.privacy import store
from cogs.privacy.settings import PrivacySettings

if TYPE_CHECKING:
    from bot.client import StewardClient

FEATURE = Feature(
    name="privacy",
    summary=N_("Shows members what is kept about them, hands it out, and erases it."),
    settings=PrivacySettings,
    intents=frozenset({"guilds"}),
    tables=store.ALL,
    personal_data=(
        PersonalData(
            table=store.choices.name,
            what=N_("That you do not want to be part of the community's figures."),
            why=N_("To leave you out of them."),
            kept=N_("Until you change your mind."),
        ),
    ),
    export_member=store.export_member,
    forget_member=store.forget_member,
)


async def setup(client: "StewardClient") -> None:
    """Connect the feature to the bot."""
    from cogs.privacy.cog import PrivacyCog  # noqa: PLC0415 - the manifest is read without Discord

    await client.add_cog(PrivacyCog(client))
