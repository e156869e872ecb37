"""Sentences from frames with slots, filled by chance: one seed, one text."""

import random
import re
from collections.abc import Iterator, Mapping

_SLOT = re.compile(r"\{(\w+)\}")


def filled(
    frames: Mapping[bool, str], lists: Mapping[str, str], around: str, seed: int, each: int
) -> Iterator[tuple[str, bool]]:
    """Write so many sentences of every frame with its flag; `around` is a frame for them all."""
    chance = random.Random(seed)  # noqa: S311 - nothing here is a secret
    choices = {name: parts(many) for name, many in lists.items()}
    for flag, written in frames.items():
        for frame in parts(written):
            for _ in range(each):
                sentence = around.replace("…", frame)
                yield _SLOT.sub(lambda slot: chance.choice(choices[slot[1]]), sentence), flag


def parts(written: str) -> list[str]:
    """Return what stands between strokes and line ends."""
    return re.split(r"\||\s*\n\s*", written.strip())
