"""Application commands and webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.wire import optional_id
from sandbox.wire.users import user_json

if TYPE_CHECKING:
    from sandbox.model import Application, Command, Json, Webhook


def command_json(command: Command, application: Application, locale: str | None = None) -> Json:
    """Return a command; with a locale also its name and description in that language."""
    body: Json = {
        "id": str(command.id),
        "application_id": str(application.id),
        "version": str(command.version),
        "default_member_permissions": None,
        "type": 1,
        "nsfw": False,
        "description": "",
        "name_localizations": None,
        "description_localizations": None,
        "contexts": None,
        "integration_types": [0],
    } | {key: value for key, value in command.body.items() if value is not None}
    if command.guild_id is not None:
        body["guild_id"] = str(command.guild_id)
    else:
        body["dm_permission"] = body.get("dm_permission", True)
    return _localized(body, locale) if locale else body


def _localized(body: Json, locale: str) -> Json:
    """Add `name_localized` and `description_localized` all the way down."""
    body = dict(body)
    for key in ("name", "description"):
        translations = body.get(f"{key}_localizations") or {}
        body[f"{key}_localized"] = translations.get(locale) or body.get(key)
    for key in ("options", "choices"):
        if body.get(key):
            body[key] = [_localized(item, locale) for item in body[key]]
    return body


def application_json(application: Application) -> Json:
    """Return the bot's application."""
    return {
        "id": str(application.id),
        "name": application.name,
        "icon": None,
        "description": "",
        "summary": "",
        "type": None,
        "bot": user_json(application.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": application_flags(application),
        "owner": user_json(application.bot),
        "team": None,
        "hook": True,
        "rpc_origins": [],
        "tags": [],
        "integration_types_config": {"0": {}},
        "flags_new": str(application_flags(application)),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
    }


def application_flags(application: Application) -> int:
    """Return the flags that say which privileged intents a small bot has switched on."""
    pairs = ((1 << 8, 1 << 13), (1 << 1, 1 << 15), (1 << 15, 1 << 19))
    return sum(flag for intent, flag in pairs if application.privileged_intents & intent)


def webhook_json(webhook: Webhook) -> Json:
    """Return a webhook with its token."""
    body: Json = {
        "id": str(webhook.id),
        "type": 1 if webhook.follows is None else 2,
        "guild_id": optional_id(webhook.guild_id),
        "channel_id": str(webhook.channel_id),
        "name": webhook.name,
        "avatar": None,
        "application_id": None,
    }
    if webhook.follows is None:
        body["token"] = webhook.token
    else:
        body["source_channel"] = {"id": str(webhook.follows.id), "name": webhook.follows.name}
    if webhook.creator is not None:
        body["user"] = user_json(webhook.creator)
    return body
