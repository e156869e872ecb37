"""Why an effect cannot take place, and what to do about it. Pure."""

import re

from bot.features import Feature
from bot.signals import EffectHindered
from bot.texts import N_, Translation, escape, shorten
from bot.texts.phrase import Phrase

LACK = re.compile(r"(?P<permissions>.+?)(?: in #(?P<channel>.+))?", re.DOTALL)
TROUBLE = re.compile(r"5\d\d|connection|rate_limited")

LONGEST = 2000
PART_OF_ITS_WORK = N_("do part of its work")
PICK_ANOTHER = N_("Pick or create another one with /setup.")
MAKE_ROOM = N_(
    "Remove or close what nobody needs any more. The bot looks again every ten minutes, for a day."
)
PLAIN = {
    "channel_gone": (N_("the channel does not exist any more"), PICK_ANOTHER),
    "role_gone": (N_("the role does not exist any more"), PICK_ANOTHER),
    "needs_community": (
        N_("only Community servers have announcement channels"),
        N_("Enable Community in the Server Settings, or choose another channel."),
    ),
    "too_many_channels": (N_("the server has as many channels as Discord allows"), MAKE_ROOM),
    "too_many_events": (N_("the server has as many open events as Discord allows"), MAKE_ROOM),
    "too_many_roles": (N_("the server has as many roles as Discord allows"), MAKE_ROOM),
    "too_many_rules": (N_("AutoMod has as many rules as Discord allows"), MAKE_ROOM),
    "too_many_tags": (N_("the forum has as many tags as Discord allows"), MAKE_ROOM),
    "too_many_threads": (N_("the server has as many open threads as Discord allows"), MAKE_ROOM),
    "too_many_webhooks": (N_("the channel has as many webhooks as Discord allows"), MAKE_ROOM),
    "tag_required": (
        N_("the forum takes no post without a tag"),
        N_(
            "In the forum's settings, no longer require tags. The bot looks again every ten "
            "minutes, for a day."
        ),
    ),
    "dm_too_fast": (
        N_("Discord finds that the bot writes too many private messages"),
        N_(
            "Nothing has to be done: all private messages rest for half an hour or longer, and "
            "then go on."
        ),
    ),
}
"""Why, and what to do, for hindrances that need no further detail."""


def told(hindered: EffectHindered, feature: Feature | None, own_role: str, t: Translation) -> str:
    """Word for staff what cannot be done, why, and what they can do; names cannot ping."""
    why, fix = _reason(hindered, own_role)
    what = feature.effects.get(hindered.kind) if feature is not None else None
    text = "\n".join(
        (
            t(
                "The bot cannot {what} ({feature}): {why}.",
                what=t(what or PART_OF_ITS_WORK),
                feature=hindered.feature,
                why=why.say(t),
            ),
            t("What to do: {fix}", fix=fix.say(t)),
            t("/doctor shows everything that is in the way."),
        )
    )
    return shorten(text, LONGEST)


def _reason(hindered: EffectHindered, own_role: str) -> tuple[Phrase, Phrase]:
    code, detail = hindered.code, hindered.detail
    if code == "missing_permission":
        return _lack(detail, own_role)
    if code == "role_too_high":
        names = {"role": escape(detail.partition(" stands above ")[0]), "own": escape(own_role)}
        return (
            Phrase(N_("{role} stands above the bot's own role"), **names),
            Phrase(N_("Under Server Settings → Roles drag {own} above {role}."), **names),
        )
    if code in PLAIN:
        why, fix = PLAIN[code]
        return Phrase(why), Phrase(fix)
    if TROUBLE.fullmatch(code):
        return (
            Phrase(
                N_("Discord was in trouble for too long ({detail})"), detail=escape(detail or code)
            ),
            Phrase(N_("Nothing is wrong here. If it still matters, do it by hand.")),
        )
    return (
        Phrase(N_("Discord refuses it ({detail})"), detail=escape(detail or code)),
        Phrase(N_("See whether /doctor knows the reason. The bot does not try this again.")),
    )


def _lack(detail: str, own_role: str) -> tuple[Phrase, Phrase]:
    found = LACK.fullmatch(detail)
    assert found is not None, "the pattern takes any text but an empty one"
    permissions = [Phrase(name) for name in found["permissions"].split(", ")]
    values: dict[str, object] = {"permissions": permissions, "role": escape(own_role)}
    if found["channel"] is None:
        return (
            Phrase(N_("it lacks {permissions} on this server"), **values),
            Phrase(
                N_(
                    "Under Server Settings → Roles → {role} switch on: {permissions}. The bot "
                    "looks again every ten minutes, for a day."
                ),
                **values,
            ),
        )
    values["channel"] = escape(found["channel"])
    return (
        Phrase(N_("it lacks {permissions} in #{channel}"), **values),
        Phrase(
            N_(
                "Open #{channel} → Edit Channel → Permissions, add {role} and allow: "
                "{permissions}. The bot looks again every ten minutes, for a day."
            ),
            **values,
        ),
    )
