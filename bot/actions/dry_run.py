"""A rehearsal: everything is decided and recorded, nothing reaches people."""

from datetime import datetime

import structlog

from bot.actions import Findable, Outcome, Refused, Target
from bot.effects import Effect

log = structlog.get_logger(__name__)


class DryRunActions:
    """Records what would have been done and does nothing."""

    async def perform(
        self, guild_id: int, effect: Effect, *, nonce: str, target: Target | None
    ) -> Outcome:
        """Log the effect and refuse it with the code `dry_run`."""
        log.info("dry run", guild_id=guild_id, effect=effect.do, nonce=nonce, target=target)
        return Refused("dry_run")

    async def find(
        self,
        guild_id: int,  # noqa: ARG002 - part of the Actions protocol
        effect: Findable,  # noqa: ARG002 - part of the Actions protocol
        *,
        target: Target | None,  # noqa: ARG002 - part of the Actions protocol
        since: datetime,  # noqa: ARG002 - part of the Actions protocol
        known: frozenset[int],  # noqa: ARG002 - part of the Actions protocol
    ) -> Outcome | None:
        """Find nothing, since a rehearsal leaves nothing behind."""
        return None
