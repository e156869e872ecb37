"""Why the Gateway ends a connection."""


class CloseGateway(Exception):
    """Ends the connection with one of the Gateway's close codes."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class TooManyStarts(CloseGateway):
    """Ends the connection that identified once too often, and with it the token."""

    def __init__(self) -> None:
        super().__init__(4004, "Authentication failed")
