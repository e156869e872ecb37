"""The names under which people find things in Discord's own menus."""

from types import MappingProxyType

from bot.texts import N_

CHANNEL_KINDS = MappingProxyType(
    {
        "announcement": N_("announcement"),
        "category": N_("category"),
        "forum": N_("forum"),
        "media": N_("media"),
        "stage": N_("stage"),
        "text": N_("text"),
        "voice": N_("voice"),
    }
)

# As the developer portal spells them; the portal is in English for everybody.
PRIVILEGED_INTENTS = MappingProxyType(
    {
        "members": "Server Members Intent",
        "message_content": "Message Content Intent",
        "presences": "Presence Intent",
    }
)
