"""What is kept, in plain words; what was found, as a file."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.erasure import Export
from bot.features import PersonalData
from bot.texts import Translation, escape
from cogs.privacy.policy import Section

LONGEST = 1900
LARGEST_FILE = 8 * 1024 * 1024


def data_map(
    t: Translation, sections: Iterable[Section], *, contact: str, policy: str
) -> list[str]:
    """Say what is kept about members, why and how long, in messages that Discord takes."""
    paragraphs = [
        t(
            "**What this bot keeps about you on this server.** The texts of messages are kept only "
            "where it says so here. /privacy export hands you all of it, /privacy erase deletes it."
        ),
    ]
    for section in sections:
        title = f"**{section.name}**: {t(section.summary)}" if section.name else ""
        paragraphs.append(title or t("**The bot itself**"))
        paragraphs += [_item(t, data) for data in section.kept]
    if policy:
        paragraphs.append(t("The privacy policy of this server: {address}", address=policy))
    if contact:
        paragraphs.append(t("Questions about your data: {contact}", contact=escape(contact)))
    return _messages(paragraphs)


def before_erasing(t: Translation, stays: Sequence[str]) -> str:
    """Say what erasing means, and what stays."""
    lines = [
        t(
            "Everything the bot keeps about you on this server will be erased, for good. What you "
            "wrote on Discord yourself stays there: that is for you to delete."
        )
    ]
    if stays:
        lines.append(t("What stays, and why:"))
        lines += [f"- {t(line)}" for line in stays]
    lines.append(t("If you take part again later, the bot begins to know you anew."))
    return "\n".join(lines)


def after_erasing(t: Translation, failed: Sequence[str]) -> str:
    """Say what came of it."""
    if not failed:
        return t("It is done: everything that was kept about you here is erased.")
    names = t.list([f"**{name}**" for name in failed])
    return t(
        "Most of it is erased. {features} could not be reached just now: this is tried again by "
        "itself until it is done.",
        features=names,
    )


def as_file(export: Export, *, server: str, member_id: int, now: datetime) -> bytes:
    """Return what was found as JSON that people can read as well."""
    document = {
        "server": server,
        "member": str(member_id),
        "exported_at": now.isoformat(),
        "kept": export.found,
        "could_not_be_read": list(export.failed),
    }
    return json.dumps(document, indent=2, ensure_ascii=False, default=_plain).encode()


def for_discord(name: str, content: bytes) -> tuple[str, bytes]:
    """Return a file as Discord takes it: packed where it would be too large."""
    if len(content) <= LARGEST_FILE:
        return name, content
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return f"{name}.zip", packed.getvalue()


def report(
    t: Translation, finished: Mapping[str, int], kept: Sequence[tuple[str, int, datetime | None]]
) -> list[str]:
    """Tell staff what is kept by now, and how many erasures there were."""
    lines = [t("**What is kept, as of the last night**")]
    for table, rows, oldest in kept:
        since = t(", the oldest from {date}", date=f"{oldest:%Y-%m-%d}") if oldest else ""
        lines.append(f"- `{table}`: " + t.n("{n} row", "{n} rows", n=rows) + since)
    months = [f"{month}: {count}" for month, count in finished.items()]
    lines.append(t("Erasures by month: {months}", months=", ".join(months) or "0"))
    return _messages(lines)


def _item(t: Translation, data: PersonalData) -> str:
    return f"- {t(data.what)} {t(data.why)} " + t("Kept: {how_long}", how_long=t(data.kept))


def _messages(lines: Iterable[str]) -> list[str]:
    written = [""]
    for line in lines:
        if written[-1] and len(written[-1]) + len(line) > LONGEST:
            written.append("")
        written[-1] += line + "\n"
    return written


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
