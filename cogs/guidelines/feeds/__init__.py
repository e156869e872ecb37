"""Lists of domains that somebody else keeps: fetched, read, and at hand for every message."""

from cogs.guidelines.feeds.feeds import Feeds, Wanted
from cogs.guidelines.feeds.fetching import Fetcher

__all__ = ["Feeds", "Fetcher", "Wanted"]
