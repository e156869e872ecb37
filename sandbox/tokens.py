"""The tokens by which a bot shows who it is."""

import base64
import secrets


def new_token(bot_id: int) -> str:
    """Return a secret in the shape of Discord's: the bot's id in base64, a stamp, randomness.

    Clients such as hikari read the id there before they have connected.
    """
    whose = base64.urlsafe_b64encode(str(bot_id).encode()).decode().rstrip("=")
    return f"{whose}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"
