"""/settings: what counts here, what it was before, and changing it."""

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.access import EXTRA, Access
from bot.client import StewardClient
from bot.core import Core
from bot.settings import NoSuchVersion, SettingsInvalid, Version, read_document
from bot.settings.diff import changes_between, lines_between
from bot.texts import N_, Translation, escape, shorten, timestamp
from cogs.setup.news import change_lines
from cogs.setup.render import LONGEST, problem_line
from cogs.setup.uploads import NOBODY, Uploads, no_such_version, text_file

Interaction = discord.Interaction[StewardClient]

SHOWN = 15
MOST_CHOICES = 25
THE_FILE = "guidelines.yml"


class SettingsGroup(app_commands.Group):
    """The commands under /settings."""

    def __init__(self, core: Core, uploads: Uploads) -> None:
        super().__init__(
            name="settings",
            description=N_("The settings of this server."),
            guild_only=True,
            extras={EXTRA: Access.MANAGER},
        )
        self._core, self._uploads = core, uploads

    @app_commands.command(name="show", description=N_("Get the settings in force, as a file."))
    async def show_command(self, interaction: Interaction) -> None:
        """Hand out the settings."""
        guild_id = _guild_id(interaction)
        t = await self._core.texts.for_interaction(interaction)
        settings = self._core.settings
        if settings.follows_file(guild_id):
            told = t("This server follows {file}.", file=f"`{THE_FILE}`")
        else:
            told = t("This server has its own settings, version {n}.", n=settings.version(guild_id))
        if settings.problems_of(guild_id):
            told += "\n" + t("They have mistakes, so the last ones in order count: see /doctor.")
        await interaction.response.send_message(
            told, file=text_file(THE_FILE, settings.text(guild_id)), ephemeral=True
        )

    @app_commands.command(name="history", description=N_("See who changed the settings, and when."))
    async def history_command(self, interaction: Interaction) -> None:
        """List the versions."""
        t = await self._core.texts.for_interaction(interaction)
        versions = await self._core.settings.history(_guild_id(interaction))
        lines = [_version_line(version, t) for version in versions[:SHOWN]]
        if len(versions) > SHOWN:
            more = len(versions) - SHOWN
            lines.append(t.n("- and {n} older one", "- and {n} older ones", n=more))
        told = t("Nobody has changed the settings here: {file} counts.", file=f"`{THE_FILE}`")
        await interaction.response.send_message(
            shorten("\n".join(lines) or told, LONGEST), ephemeral=True, allowed_mentions=NOBODY
        )

    @app_commands.command(
        name="diff", description=N_("See what has changed since an earlier version.")
    )
    @app_commands.describe(version=N_("The earlier version; 0 is the file"))
    async def diff_command(
        self, interaction: Interaction, version: app_commands.Range[int, 0] | None = None
    ) -> None:
        """Compare what counts with an earlier version."""
        guild_id, settings = _guild_id(interaction), self._core.settings
        t = await self._core.texts.for_interaction(interaction)
        latest = settings.version(guild_id)
        earlier = max(latest - 1, 0) if version is None else version
        before = await self._text_of(guild_id, earlier)
        lines, unified = [t("Since version {n} this has changed:", n=earlier)], ""
        try:
            document = settings.default
            if before is not None:
                unified = _lines_since(before, settings.text(guild_id), earlier)
                document = read_document(before, settings.model, f"version {earlier}")
            changes = changes_between(document, settings.of(guild_id))
            lines += change_lines(changes, t)
            if not changes and not unified:
                lines = [t("Nothing has changed since version {n}.", n=earlier)]
        except SettingsInvalid:
            lines = [t("Version {n} is not in order any more; compare the lines.", n=earlier)]
        await interaction.response.send_message(
            shorten("\n".join(lines), LONGEST),
            files=[text_file("settings.diff", unified)] if unified else [],
            ephemeral=True,
            allowed_mentions=NOBODY,
        )

    @app_commands.command(
        name="rollback", description=N_("Go back to an earlier version of the settings.")
    )
    @app_commands.describe(version=N_("The version to go back to; 0 is the file"))
    async def rollback_command(
        self, interaction: Interaction, version: app_commands.Range[int, 0]
    ) -> None:
        """Make an earlier version the newest."""
        guild_id = _guild_id(interaction)
        t = await self._core.texts.for_interaction(interaction)
        try:
            number = await self._core.settings.rollback(
                guild_id, version, interaction.user.id, f"/settings rollback {version}"
            )
        except NoSuchVersion:
            raise no_such_version(version) from None
        except SettingsInvalid as invalid:
            lines = [t("Version {n} is not in order any more; nothing was changed:", n=version)]
            lines += [
                f"- {problem_line(problem, t, in_a_file=True)}" for problem in invalid.problems
            ]
            told = shorten("\n".join(lines), LONGEST)
            await interaction.response.send_message(told, ephemeral=True, allowed_mentions=NOBODY)
            return
        told = t(
            "The settings of version {old} are in force again, as version {new}.",
            old=version,
            new=number,
        )
        await interaction.response.send_message(told, ephemeral=True)

    @app_commands.command(
        name="upload", description=N_("Hand in settings as a file; you see what would change.")
    )
    @app_commands.describe(file=N_("A YAML file such as the one of /settings show"))
    async def upload_command(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Offer a file for confirmation."""
        await self._uploads.offer(interaction, file)

    @diff_command.autocomplete("version")
    @rollback_command.autocomplete("version")
    async def _suggest_version(self, interaction: Interaction, typed: str) -> list[Choice[int]]:
        versions = await self._core.settings.history(_guild_id(interaction))
        choices = [
            Choice(name=shorten(f"{each.version}: {each.note}", 100), value=each.version)
            for each in versions
            if typed in str(each.version)
        ]
        return [*choices[: MOST_CHOICES - 1], Choice(name=f"0: {THE_FILE}", value=0)]

    async def _text_of(self, guild_id: int, version: int) -> str | None:
        """Return the text of a version, None where the file counted."""
        for each in await self._core.settings.history(guild_id) if version else ():
            if each.version == version:
                return each.text
        if version:
            raise no_such_version(version)
        return None


def _lines_since(before: str, now: str, version: int) -> str:
    return lines_between(before, now, before_name=f"version {version}", after_name="now")


def _version_line(version: Version, t: Translation) -> str:
    author = f"<@{version.author_id}>" if version.author_id else t("somebody")
    return t(
        "- version {n}, {when}, {author}: {note}",
        n=version.version,
        when=timestamp(version.saved_at, "f"),
        author=author,
        note=escape(version.note),
    )


def _guild_id(interaction: Interaction) -> int:
    assert interaction.guild_id is not None, "the group works on servers only"
    return interaction.guild_id
