"""Finds posts that nobody has answered, shows them once a day, and asks people who can help."""

from typing import TYPE_CHECKING

from bot.features import Feature, PermissionNeed
from bot.texts import N_
from cogs.zero_reply.keys import NOTES
from cogs.zero_reply.personal import PERSONAL_DATA, export_member, forget_member
from cogs.zero_reply.settings import ZeroReplySettings
from cogs.zero_reply.tables import ALL

if TYPE_CHECKING:
    from bot.client import StewardClient

FEATURE = Feature(
    name="zero_reply",
    summary=N_("Finds posts that nobody has answered, and people who can."),
    settings=ZeroReplySettings,
    intents=frozenset(
        {"guilds", "members", "guild_messages", "guild_reactions", "message_content"}
    ),
    permissions=(
        PermissionNeed("view_channel", N_("To find the channel of the list."), "channel"),
        PermissionNeed("send_messages", N_("To post the list of unanswered posts."), "channel"),
        PermissionNeed("embed_links", N_("To post the list of unanswered posts."), "channel"),
        PermissionNeed(
            "send_messages", N_("To show helpers what waits for an answer."), "helpers_channel"
        ),
        PermissionNeed("read_message_history", N_("To see what was answered while I was off.")),
        PermissionNeed("send_messages_in_threads", N_("To ask helpers in the post itself.")),
    ),
    tables=ALL,
    personal_data=PERSONAL_DATA,
    degrades={
        "members": N_(
            "Posts of members who have left stay on the list, and helpers cannot be chosen by "
            "what they may see."
        ),
        "message_content": N_(
            "Questions in text channels are not recognised. Forum posts and threads still are."
        ),
    },
    effects={
        "zero_reply.digest": N_("post the list of unanswered posts"),
        "zero_reply.digest_change": N_("bring the list of unanswered posts up to date"),
        "zero_reply.guide": N_("show similar posts to somebody who waits"),
        "zero_reply.channel": N_("show helpers a post that waits"),
        "zero_reply.ping": N_("ask a helper"),
        "zero_reply.staff": N_("tell the team about a post that waits"),
        "zero_reply.details": N_("ask an author for details"),
        "zero_reply.resource": N_("post a suggestion"),
        "zero_reply.route": N_("show a post to a team"),
        **dict.fromkeys(
            (f"zero_reply.{kind}_gone" for kind in NOTES),
            N_("take back what was written about a post that waited"),
        ),
        "zero_reply.tags": N_("mark a post that waits with a tag"),
        "zero_reply.tag_offer": N_("offer to make a tag"),
        "zero_reply.tag_made": N_("make a tag"),
    },
    export_member=export_member,
    forget_member=forget_member,
)


async def setup(client: "StewardClient") -> None:
    """Connect the feature to the bot."""
    from cogs.zero_reply.cog import ZeroReplyCog  # noqa: PLC0415 - the manifest needs no Discord

    await client.add_cog(ZeroReplyCog(client))
