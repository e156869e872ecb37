"""Letting a guideline be told from now on, or only counted: a version of the settings."""

from bot.refusal import Refusal
from bot.settings import SettingsInvalid, SettingsService, VersionConflict
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.settings import Mode


async def set_mode(
    settings: SettingsService, guild_id: int, guideline_id: str, mode: Mode, *, by: int
) -> None:
    """Save a guideline's mode; comments and all else stay. Nothing is saved that is so already."""
    version = settings.version(guild_id)
    guidelines = agreement_of(settings.of(guild_id)).guidelines
    place = next((n for n, one in enumerate(guidelines) if one.id == guideline_id), None)
    if place is None:
        raise Refusal("There is no guideline called {id} any more.", id=f"`{guideline_id}`")
    if guidelines[place].mode == mode:
        return
    path = ("guidelines", place, "mode")
    note = f"/guidelines flags: {guideline_id} {mode}"
    try:
        await settings.change(guild_id, {path: mode}, by, note, expected_version=version)
    except VersionConflict:
        raise Refusal("Somebody has changed the settings meanwhile. Look at them again.") from None
    except SettingsInvalid:
        raise Refusal(
            "The settings have mistakes, so they cannot be changed from here. See /doctor."
        ) from None
