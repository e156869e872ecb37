"""What the bot can do with the rules of Discord's own AutoMod."""

from typing import Annotated, Literal

from pydantic import Field

from bot.effects.wire import Wire

Keyword = Annotated[str, Field(min_length=1, max_length=60)]


class AutoModRule(Wire):
    """A rule that looks at messages before anybody reads them.

    It looks for `keywords` (`*` at either end stands for more letters) and `patterns` in Rust's
    flavour, sparing what is `allowed`; or, where `mentions` is given, for more mentions than that.
    """

    name: Annotated[str, Field(min_length=1, max_length=100)]
    keywords: Annotated[tuple[Keyword, ...], Field(max_length=1000)] = ()
    patterns: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=260)], ...], Field(max_length=10)
    ] = ()
    allowed: Annotated[tuple[Keyword, ...], Field(max_length=100)] = ()
    mentions: Annotated[int, Field(ge=0, le=50)] | None = None
    blocks: bool = True
    message: Annotated[str, Field(max_length=150)] = ""
    """What the author of a blocked message is told."""
    alert_channel_id: int | None = None
    timeout_seconds: int = 0
    exempt_role_ids: Annotated[tuple[int, ...], Field(max_length=20)] = ()
    exempt_channel_ids: Annotated[tuple[int, ...], Field(max_length=50)] = ()
    enabled: bool = True


class CreateAutoModRule(Wire):
    """Make a rule; Discord allows six of keywords on a server and one of mentions."""

    do: Literal["create_automod_rule"] = "create_automod_rule"
    rule: AutoModRule
    reason: str = ""


class EditAutoModRule(Wire):
    """Make a rule read as given here."""

    do: Literal["edit_automod_rule"] = "edit_automod_rule"
    rule_id: int
    rule: AutoModRule
    reason: str = ""


class DeleteAutoModRule(Wire):
    """Abolish a rule; one that is gone counts as done."""

    do: Literal["delete_automod_rule"] = "delete_automod_rule"
    rule_id: int
    reason: str = ""
