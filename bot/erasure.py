"""All that the house keeps about a person: handed out, and erased."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.db.people import texts_in, unmention
from bot.features import Feature, PersonalData
from bot.outbox import people as effects
from bot.outbox.store import outbox
from bot.scheduler import people as jobs_about
from bot.scheduler import store as jobs_store
from bot.scheduler.store import jobs
from bot.settings.store import settings_versions
from bot.texts import N_
from bot.texts.store import forget_language, language_of, member_languages

log = structlog.get_logger(__name__)

CORE = "core"
ERASE = "privacy.erase"
"""The job that erases or tries it again; it names the person and outlives the others that do."""
SOMEONE = N_("@someone")
"""Who stands where others have mentioned somebody whose data was erased."""

CORE_DATA = (
    PersonalData(
        table=outbox.name,
        what=N_("What the bot has written to you or done because of you, and when."),
        why=N_("So that nothing is done twice, even when the bot is restarted in the middle."),
        kept=N_("The words 30 days; that it happened, as long as it must not happen again."),
    ),
    PersonalData(
        table=jobs.name,
        what=N_("What the bot means to do later because of you, such as a reminder."),
        why=N_("So that a restart does not make it forget."),
        kept=N_("Until it is done."),
    ),
    PersonalData(
        table=settings_versions.name,
        what=N_("As staff: which version of the settings you saved, and when."),
        why=N_("So that your team knows whom to ask about a change."),
        kept=N_("As long as the server keeps its settings."),
    ),
    PersonalData(
        table=member_languages.name,
        what=N_("The language in which you want to be spoken to."),
        why=N_("To speak it."),
        kept=N_("Until you choose otherwise."),
    ),
)
Step = Callable[..., Awaitable[None]]
"""Takes a transaction, a guild id, a user id, and the word that is read instead of the person."""

CORE_TABLES = (outbox, jobs, settings_versions, member_languages)


class StillAtWork(Exception):
    """Something that concerns the person is being carried out at this moment."""


@dataclass(frozen=True, slots=True)
class Export:
    """What was found about somebody, by feature, and the features that could not say."""

    found: Mapping[str, Mapping[str, Any]]
    failed: tuple[str, ...]


async def export_member(
    db: Database, features: Sequence[Feature], guild_id: int, user_id: int
) -> Export:
    """Collect everything that is kept about somebody; a feature that fails is named."""
    sources = {CORE: _export, **{feature.name: feature.export_member for feature in features}}
    found: dict[str, Mapping[str, Any]] = {}
    failed: list[str] = []
    for name, export in sources.items():
        try:
            async with db.read() as tx:
                theirs = await export(tx, guild_id, user_id)
        except Exception:
            log.exception("export failed", feature=name, guild_id=guild_id)
            failed.append(name)
            continue
        if theirs:
            found[name] = theirs
    return Export(found, tuple(failed))


async def forget_member(
    db: Database,
    features: Sequence[Feature],
    guild_id: int,
    user_id: int,
    *,
    instead: str = SOMEONE,
) -> tuple[str, ...]:
    """Erase what is kept about somebody; returns the names of those that failed, to try again.

    Each feature forgets in a transaction of its own, so that one that fails holds up no other. The
    core comes last: what features still meant to do about the person goes with it. Where others
    mention the person in words of theirs, `instead` is read from then on.
    """
    steps: dict[str, Step] = {feature.name: partial(forget, feature) for feature in features}
    return await _each(db, {**steps, CORE: _forget}, guild_id, user_id, instead)


async def unmention_member(
    db: Database, features: Sequence[Feature], guild_id: int, user_id: int, *, instead: str
) -> tuple[str, ...]:
    """Take somebody out of the words of others; returns the names of features that failed.

    Comes before what features show anew because of an erasure: the core drops all that is planned
    and names the person.
    """
    steps = {feature.name: partial(_unmention, feature) for feature in features}
    return await _each(db, steps, guild_id, user_id, instead)


async def ask(db: Database, guild_id: int, user_id: int, now: datetime) -> None:
    """Leave an erasure to the bot that uses this database, whether it runs now or later."""
    async with db.write() as tx:
        await jobs_store.put(
            tx, ERASE, guild_id=guild_id, subject=str(user_id), due_at=now, payload={}
        )


async def forget(
    feature: Feature, tx: AsyncConnection, guild_id: int, user_id: int, *, instead: str = SOMEONE
) -> None:
    """Let a feature forget somebody, also where others mention them in what it keeps."""
    await feature.forget_member(tx, guild_id, user_id)
    await _unmention(feature, tx, guild_id, user_id, instead=instead)


async def _unmention(
    feature: Feature, tx: AsyncConnection, guild_id: int, user_id: int, *, instead: str
) -> None:
    await unmention(tx, guild_id, user_id, *texts_in(*feature.tables), instead=instead)


async def _each(
    db: Database, steps: Mapping[str, Step], guild_id: int, user_id: int, instead: str
) -> tuple[str, ...]:
    failed: list[str] = []
    for name, step in steps.items():
        try:
            async with db.write() as tx:
                await step(tx, guild_id, user_id, instead=instead)
        except Exception:
            log.exception("erasure failed", feature=name, guild_id=guild_id)
            failed.append(name)
    return tuple(failed)


async def _export(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    saved = sa.select(
        settings_versions.c.version, settings_versions.c.saved_at, settings_versions.c.note
    ).where(settings_versions.c.guild_id == guild_id, settings_versions.c.author_id == user_id)
    language = await language_of(tx, user_id)
    found = {
        outbox.name: await effects.concerning(tx, guild_id, user_id),
        jobs.name: await jobs_about.concerning(tx, guild_id, user_id),
        settings_versions.name: [dict(row) for row in (await tx.execute(saved)).mappings()],
        member_languages.name: [{"language": language}] if language else [],
    }
    return {table: rows for table, rows in found.items() if rows}


async def _forget(tx: AsyncConnection, guild_id: int, user_id: int, *, instead: str) -> None:
    await jobs_about.forget_person(tx, guild_id, user_id, keep=ERASE)
    await tx.execute(
        settings_versions.update()
        .where(settings_versions.c.guild_id == guild_id, settings_versions.c.author_id == user_id)
        .values(author_id=None)
    )
    await unmention(tx, guild_id, user_id, settings_versions.c.note, instead=instead)
    await forget_language(tx, user_id)
    if not await effects.forget_person(tx, guild_id, user_id):
        raise StillAtWork
