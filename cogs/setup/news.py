"""What has become of the settings, and by whom, in words."""

from collections.abc import Iterable

from bot.settings import Change, SettingsInvalid, SettingsService, read_document
from bot.settings.diff import changes_between
from bot.texts import Translation, escape, shorten

MOST_LINES = 15
MOST_SHOWN = 60


async def changes_since(
    settings: SettingsService, guild_id: int, version: int, t: Translation
) -> str:
    """Say who has saved settings since `version`, and what they changed."""
    history = await settings.history(guild_id)
    authors = dict.fromkeys(
        f"<@{each.author_id}>" for each in history if each.version > version and each.author_id
    )
    before = next((each.text for each in history if each.version == version), None)
    told = t(
        "Meanwhile {people} changed these settings. Look at what is left to do and confirm again.",
        people=t.list(authors) if authors else t("somebody"),
    )
    try:
        document = settings.default if before is None else read_document(before, settings.model)
    except SettingsInvalid:
        return told
    lines = change_lines(changes_between(document, settings.of(guild_id)), t)
    return "\n".join([told, *lines])


def change_lines(changes: Iterable[Change], t: Translation) -> list[str]:
    """Word the differences between two versions of the settings, one in a line."""
    lines = [
        t(
            "- {setting}: {before} → {after}",
            setting=escape(change.field),
            before=_value(change.before, t),
            after=_value(change.after, t),
        )
        for change in changes
    ]
    if len(lines) <= MOST_LINES:
        return lines
    more = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], t.n("- and {n} more", "- and {n} more", n=more)]


def _value(value: object, t: Translation) -> str:
    if value is None or value == []:
        return t("nothing")
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, list):
        return shorten(", ".join(_value(each, t) for each in value), MOST_SHOWN)
    if isinstance(value, dict):
        pairs = (f"{name}: {_value(each, t)}" for name, each in value.items())
        return shorten(", ".join(pairs), MOST_SHOWN)
    return shorten(escape(str(value)), MOST_SHOWN)
