"""Detection: what a message goes against, and why. Pure; needs no Discord.

engine = Engine.compile(guidelines, WordLists.shipped(), allow=())
matches = engine.examine(event.content, Context(now=now))
detection = Detection.of(matches)
"""

from cogs.guidelines.detection.engine import Engine
from cogs.guidelines.detection.facts import NOWHERE, Context, Detection, Earlier, Match
from cogs.guidelines.detection.fingerprint import fingerprint, sketch
from cogs.guidelines.detection.wordlists import Term, WordLists

__all__ = [
    "NOWHERE",
    "Context",
    "Detection",
    "Earlier",
    "Engine",
    "Match",
    "Term",
    "WordLists",
    "fingerprint",
    "sketch",
]
