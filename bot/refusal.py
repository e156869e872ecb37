"""A clear answer for a person who asked for something that cannot be done."""

from bot.texts.phrase import Phrase
from bot.texts.translation import Translation


class Refusal(Exception):
    """Raised to answer the person: `Refusal("The event on {day} is full.", day=instant)`.

    The text is translated when it is told; see `Phrase` for the values that it takes.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        self.phrase = Phrase(text, **values)
        super().__init__(text)

    def say(self, t: Translation) -> str:
        """Return the answer in the language of `t`."""
        return self.phrase.say(t)
