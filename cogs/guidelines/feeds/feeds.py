"""Which guild looks for which lists, what stands on them now, and when they are read anew."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import Message, SendMessage
from bot.scheduler import Job
from bot.texts import N_, escape, timestamp
from cogs.guidelines.feeds import store
from cogs.guidelines.feeds.fetching import Fetched, Fetcher, NotFetchedError, read_file
from cogs.guidelines.feeds.reading import MOST_DOMAINS, domains_in
from cogs.guidelines.feeds.store import Feed
from cogs.guidelines.keys import LISTS, LISTS_NOW, effect_key
from cogs.guidelines.settings import WordList

log = structlog.get_logger(__name__)

LOOK_EVERY = timedelta(minutes=5)
FETCH_EVERY = timedelta(hours=6)
AFTER_FAILURE = timedelta(minutes=30)
UNWANTED_ARE_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The lists of a guild by their names there, and where its staff hear of trouble with them."""

    lists: Mapping[str, WordList]
    staff_channel_id: int | None


class Feeds:
    """Reads every list once for all guilds that look for it, and keeps its last good version."""

    def __init__(self, core: Core, fetcher: Fetcher) -> None:
        self._core, self._fetcher = core, fetcher
        self._wanted: dict[int, Wanted] = {}
        self._domains: dict[str, frozenset[str]] = {}
        self._reading = asyncio.Lock()
        self._is_looking = False

    def start(self) -> None:
        """Look for new versions from now on, while somebody looks for any."""
        self._core.scheduler.handle(LISTS_NOW, self.look)

    def stop(self) -> None:
        """Look no more."""
        self._core.scheduler.forget(LISTS)
        self._core.scheduler.forget(LISTS_NOW)

    async def want(self, guild_id: int, wanted: Wanted) -> None:
        """Have a guild's lists at hand: what is kept of them now, and soon what is new."""
        self._wanted[guild_id] = wanted
        self._keep_to_what_is_wanted()
        unknown = {one.source for one in wanted.lists.values()} - self._domains.keys()
        if not unknown:
            return
        async with self._core.db.write() as tx:
            for source in unknown:
                feed = await store.find(tx, source)
                if feed is not None and feed.fetched_at is not None:
                    self._domains[source] = await asyncio.to_thread(_split, feed.domains)
            now = self._core.clock.now()
            await self._core.scheduler.schedule(tx, LISTS_NOW, guild_id=guild_id, due_at=now)

    def forget(self, guild_id: int) -> None:
        """Let go of a guild's lists."""
        self._wanted.pop(guild_id, None)
        self._keep_to_what_is_wanted()

    def of(self, guild_id: int) -> Mapping[str, frozenset[str]]:
        """Return what stands on a guild's lists, as far as they could ever be read."""
        wanted = self._wanted.get(guild_id)
        if wanted is None:
            return {}
        return {
            name: self._domains[one.source]
            for name, one in wanted.lists.items()
            if one.source in self._domains
        }

    async def look(self, _: Job) -> None:
        """Read the lists that are due."""
        async with self._reading:
            for source, every in self._sources().items():
                await self._look_at(source, every)

    async def tidy(self) -> None:
        """Delete lists that nobody has looked for in a long time."""
        async with self._core.db.write() as tx:
            before = self._core.clock.now() - UNWANTED_ARE_KEPT
            await store.drop_others(tx, self._sources().keys(), before)

    def _keep_to_what_is_wanted(self) -> None:
        """Take what no guild looks for any more out of memory, and look only where one does."""
        wanted = self._sources().keys()
        for source in self._domains.keys() - wanted:
            del self._domains[source]
        if wanted and not self._is_looking:
            self._core.scheduler.every(LISTS, LOOK_EVERY, self.look)
        elif self._is_looking and not wanted:
            self._core.scheduler.forget(LISTS)
        self._is_looking = bool(wanted)

    def _sources(self) -> dict[str, timedelta]:
        """Return all sources, with how often the most eager guild wants them read."""
        found: dict[str, timedelta] = {}
        for wanted in self._wanted.values():
            for one in wanted.lists.values():
                every = one.refresh or (FETCH_EVERY if one.url else LOOK_EVERY)
                found[one.source] = min(every, found.get(one.source, every))
        return found

    async def _look_at(self, source: str, every: timedelta) -> None:
        now = self._core.clock.now()
        async with self._core.db.read() as tx:
            known = await store.find(tx, source)
        if known is not None and now < _next(known, every):
            return
        feed = known or Feed(source=source, tried_at=now)
        try:
            fetched = await self._read(source, feed.mark)
            domains = await asyncio.to_thread(_usable, fetched) if fetched else None
        except NotFetchedError as problem:
            log.warning("a list could not be read", source=source, reason=problem.reason)
            await self._failed(feed, problem.reason, now)
            return
        feed = replace(feed, tried_at=now, fetched_at=now, failing_since=None)
        if fetched is not None and domains is not None:
            text = await asyncio.to_thread(lambda: "\n".join(sorted(domains)))
            feed = replace(feed, mark=fetched.mark, domains=text)
            self._domains[source] = domains
        async with self._core.db.write() as tx:
            await store.save(tx, feed)

    async def _read(self, source: str, mark: str) -> Fetched | None:
        if "://" in source:
            return await self._fetcher.fetch(source, mark)
        return await asyncio.to_thread(read_file, self._core.settings.folder / source, mark)

    async def _failed(self, feed: Feed, reason: str, now: datetime) -> None:
        """Keep what is known of the list, and tell the staff of each guild once."""
        feed = replace(feed, tried_at=now, failing_since=feed.failing_since or now)
        async with self._core.db.write() as tx:
            await store.save(tx, feed)
            for guild_id, wanted in self._wanted.items():
                for name, one in wanted.lists.items():
                    if one.source == feed.source and wanted.staff_channel_id is not None:
                        message = self._told(guild_id, name, feed, reason)
                        await self._tell(tx, guild_id, wanted.staff_channel_id, feed, message)

    async def _tell(
        self, tx: AsyncConnection, guild_id: int, channel_id: int, feed: Feed, message: Message
    ) -> None:
        assert feed.failing_since is not None, "it has just failed"
        period = feed.failing_since.isoformat()
        key = effect_key("list", guild_id, feed.source, period)
        await self._core.outbox.plan(tx, key, SendMessage(channel_id=channel_id, message=message))

    def _told(self, guild_id: int, name: str, feed: Feed, reason: str) -> Message:
        t = self._core.texts.for_guild(guild_id)
        lines = [
            t("The list {name} of unwelcome domains cannot be read.", name=escape(name)),
            t(reason),
            t("What was read {when} still counts.", when=timestamp(feed.fetched_at, "R"))
            if feed.fetched_at
            else t("Until it can, nothing is looked for by it."),
            t("I keep trying."),
        ]
        return Message(text=" ".join(lines))


def _next(feed: Feed, every: timedelta) -> datetime:
    """Return when to look at a list again."""
    return feed.tried_at + (min(every, AFTER_FAILURE) if feed.failing_since else every)


def _split(domains: str) -> frozenset[str]:
    return frozenset(domains.split("\n"))


def _usable(fetched: Fetched) -> frozenset[str]:
    domains = domains_in(fetched.text)
    if not domains:
        raise NotFetchedError(N_("There are no domains on it."))
    if len(domains) > MOST_DOMAINS:
        raise NotFetchedError(N_("It is too large."))
    return domains
