"""What a guideline may look for in the form of a message."""

from typing import ClassVar

from pydantic import Field

from bot.detectors import DetectorSettings


class Caps(DetectorSettings):
    """Shouting in capital letters."""

    kind: ClassVar[str] = "caps"

    share: float = Field(
        default=0.8, ge=0.3, le=1.0, description="So much of the letters are capitals."
    )
    letters: int = Field(
        default=20, ge=5, le=4000, description="Messages with fewer letters than this are fine."
    )


class Zalgo(DetectorSettings):
    """Letters with heaps of marks that run over the lines around them."""

    kind: ClassVar[str] = "zalgo"


class Emoji(DetectorSettings):
    """Walls of emoji."""

    kind: ClassVar[str] = "emoji"

    at_least: int = Field(default=15, ge=1, le=200, description="So many emoji in one message.")


class Newlines(DetectorSettings):
    """Messages that fill the screen with lines."""

    kind: ClassVar[str] = "newlines"

    at_least: int = Field(default=30, ge=2, le=2000, description="So many line breaks.")


class Spoilers(DetectorSettings):
    """Messages made of many spoilers."""

    kind: ClassVar[str] = "spoilers"

    at_least: int = Field(default=10, ge=1, le=500, description="So many spoilers in one message.")
