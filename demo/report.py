"""What the bot did, as a table for people and as JSON lines for programs."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.outbox import store
from demo.stage import Stage

MENTION = re.compile(r"<@!?(\d+)>")


@dataclass(frozen=True, slots=True)
class Deed:
    """One effect that took place; `at` is an instant in UTC, `channel` a name with #."""

    at: datetime
    feature: str
    kind: str
    guild: str
    channel: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that took place, how many effects the bot had to give up, and who is who."""

    deeds: tuple[Deed, ...]
    failed: int
    names: Mapping[str, str]


async def outcome_of(stage: Stage) -> Outcome:
    """Read from the outbox what the bot did, in order."""
    world = stage.sandbox.world
    channels = {one.id: f"#{one.name}" for one in world.channels_by_id.values()}
    guilds = {one.id: one.name for one in world.guilds_by_id.values()}
    async with stage.steward.core.db.read() as tx:
        rows = await store.settled_after(tx, 0)
    deeds = tuple(
        Deed(
            at=row["settled_at"],
            feature=row["feature"],
            kind=row["kind"],
            guild=guilds.get(row["guild_id"], str(row["guild_id"])),
            channel=channels.get(row["channel_id"], ""),
            subject=row["subject"],
            text=_text(row["effect"] or {}),
        )
        for row in rows
        if row["state"] == "sent"
    )
    names = {str(one.id): one.display_name or one.name for one in world.users_by_id.values()}
    return Outcome(deeds, sum(row["state"] == "failed" for row in rows), names)


def as_json(deed: Deed) -> str:
    """Return the deed as one line of JSON."""
    fields: dict[str, Any] = asdict(deed) | {"at": deed.at.isoformat()}
    return json.dumps(fields, ensure_ascii=False)


def print_table(outcome: Outcome, zone: ZoneInfo, console: Console) -> None:
    """Print what happened when, by the town's own clocks."""
    table = Table(title=f"What Steward did (times in {zone.key})", title_justify="left")
    for heading in ("When", "What", "Where", "Text"):
        table.add_column(heading, no_wrap=heading != "Text")
    for deed in outcome.deeds:
        when = deed.at.astimezone(zone)
        line = Text(_readable(deed.text, outcome.names))
        line.truncate(160, overflow="ellipsis")
        table.add_row(f"{when:%a %d %b %H:%M}", deed.kind, Text(deed.channel), line)
    console.print(table)


def _readable(text: str, names: Mapping[str, str]) -> str:
    """Put names for mentions, and all on one line."""
    named = MENTION.sub(lambda found: f"@{names.get(found[1], 'somebody')}", text)
    return " ".join(named.split())


def _text(effect: Mapping[str, Any]) -> str:
    message = effect.get("message", {})
    titles = [embed[part] for embed in message.get("embeds", ()) for part in ("title", "text")]
    return "\n".join(part for part in (message.get("text", ""), *titles) if part)
