"""Where moderators work what was flagged or reported, fairly and once."""

from typing import TYPE_CHECKING

from bot.features import Feature, PermissionNeed
from bot.texts import N_
from cogs.desk.checks import doubts
from cogs.desk.personal import PERSONAL_DATA, export_member, forget_member
from cogs.desk.settings import DeskSettings, Ladder
from cogs.desk.tables import ALL

if TYPE_CHECKING:
    from bot.client import StewardClient

FEATURE = Feature(
    name="desk",
    summary=N_("Brings what was flagged or reported before a moderator, and keeps the record."),
    settings=DeskSettings,
    sections={"ladder": Ladder},
    doubts=doubts,
    intents=frozenset({"guilds", "members", "guild_messages", "message_content"}),
    permissions=(
        PermissionNeed("view_channel", N_("To find the channel of the cards."), "channel"),
        PermissionNeed("send_messages", N_("To show the cards."), "channel"),
        PermissionNeed("read_message_history", N_("To show what was said around a message.")),
        PermissionNeed("manage_messages", N_("To delete messages when a moderator says so.")),
        PermissionNeed("moderate_members", N_("To give timeouts when a moderator says so.")),
        PermissionNeed(
            "create_public_threads", N_("To open a thread for what a member answers."), "channel"
        ),
        PermissionNeed("manage_channels", N_("To set how often people may write in a channel.")),
        PermissionNeed(
            "manage_webhooks", N_("To put back, under its author's name, what was deleted.")
        ),
        PermissionNeed(
            "create_private_threads", N_("To open a conversation between two members and the team.")
        ),
        PermissionNeed("kick_members", N_("To remove people when a moderator says so.")),
        PermissionNeed("ban_members", N_("To ban people when a moderator says so.")),
    ),
    tables=ALL,
    personal_data=PERSONAL_DATA,
    degrades={
        "message_content": N_(
            "Reported messages can be shown, since Discord hands them over; what was said around "
            "them cannot."
        ),
        "members": N_(
            "Whether somebody is still here, and how high their role stands, is known only when "
            "an action is tried."
        ),
    },
    effects={
        "desk.card": N_("show a card in the moderators' channel"),
        "desk.card_changed": N_("change a card in the moderators' channel"),
        "desk.call": N_("tell a moderator that something was handed over to them"),
        "desk.escalation": N_("call moderators to what has waited too long"),
        "desk.delete": N_("delete a message as a moderator has decided"),
        "desk.timeout": N_("give a timeout as a moderator has decided"),
        "desk.kick": N_("remove somebody as a moderator has decided"),
        "desk.ban": N_("ban somebody as a moderator has decided"),
        "desk.unban": N_("lift a ban as a moderator has decided"),
        "desk.slowmode": N_("set how often people may write in a channel"),
        "desk.appeal": N_("show an appeal in the moderators' channel"),
        "desk.appeal_changed": N_("change an appeal in the moderators' channel"),
        "desk.appeal_due": N_("remind moderators of an appeal"),
        "desk.appeal_outcome": N_("tell a member what came of their appeal"),
        "desk.thread": N_("open a thread for a member's answers"),
        "desk.thread_erased": N_("take a name out of the title of a thread"),
        "desk.reply": N_("show the team what a member has answered"),
        "desk.reply_gone": N_("take back what a member has answered"),
        "desk.answer": N_("answer a member privately"),
        "desk.answer_shown": N_("show in the thread what was answered"),
        "desk.answer_shown_gone": N_("take back what was answered to a member"),
        "desk.mediation": N_("offer a member a conversation"),
        "desk.mediation_thread": N_("open the thread of a conversation"),
        "desk.mediation_declined": N_("tell a moderator that a conversation does not come about"),
        "desk.words": N_("tell a member what was decided"),
        "desk.handled": N_("tell a member that their report was handled"),
        "desk.taken_back": N_("tell a member that a decision was taken back"),
        "desk.come_back": N_("ask somebody back who was removed by mistake"),
        "desk.undo_slowmode": N_("let people write in a channel as often as before"),
        "desk.undo_timeout": N_("end a timeout that was taken back"),
        "desk.undo_ban": N_("lift a ban that was taken back"),
        "desk.undo_delete": N_("put back a message that was deleted by mistake"),
        "desk.undo_delete_gone": N_("take back a message that was put back"),
    },
    export_member=export_member,
    forget_member=forget_member,
)


async def setup(client: "StewardClient") -> None:
    """Connect the feature to the bot."""
    from cogs.desk.cog import DeskCog  # noqa: PLC0415 - the manifest is read without Discord

    await client.add_cog(DeskCog(client))
