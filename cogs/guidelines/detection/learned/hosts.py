"""The name of a host as a model sees it."""

from collections.abc import Iterator

from cogs.guidelines.detection.learned.grams import Grams, letter_grams
from cogs.guidelines.detection.look_alikes import main_label, shape_of

_AS_WRITTEN = 8
_SHORTEST, _LONGEST = 2, 6
# What traps imitate or promise; how near a name comes to each is a feature.
_LURES = tuple(
    shape_of(one)
    for one in (
        *("discord", "discordapp", "discordnitro", "discordgift", "steam", "steamcommunity"),
        *("steampowered", "roblox", "nitro", "gift"),
    )
)


def host_grams(name: str) -> list[Grams]:
    """Return the runs of letters in a name, of which some begin or end it."""
    return list(letter_grams(bounded(name), _AS_WRITTEN, _LONGEST))[_SHORTEST - 1 :]


def bounded(name: str) -> str:
    """Write a name with its ends marked."""
    return f"^{name.lower()}$"


def host_marks(name: str) -> Iterator[str]:
    """Name the ending, lengths, digits, hyphens, and how near the lures are."""
    labels = name.lower().split(".")
    main = main_label(name.lower())
    ending = labels[-1]
    yield f"ending {ending}"
    yield f"endings {'.'.join(labels[-2:])}" if len(labels) > 2 else "two labels"
    yield f"length {len(main) // 3}"
    yield f"digits {min(sum(map(str.isdigit, main)), 3)}"
    yield f"hyphens {min(main.count('-'), 3)}"
    yield f"labels {len(labels)}"
    shape = shape_of(main).replace("-", "")
    for lure in _LURES:
        whole, within = errors(shape, lure), errors(shape, lure, anywhere=True)
        yield f"whole {lure} {min(whole, 6)}"
        yield f"within {lure} {min(within, 5)}"
        yield f"within {lure} {min(within, 5)} {ending}"
    for piece in main.split("-"):
        yield f"piece {piece}"


def errors(text: str, lure: str, *, anywhere: bool = False) -> int:
    """Count the typing errors that lead from a lure to a text, or to the nearest part of it."""
    row = [0] * (len(text) + 1) if anywhere else list(range(len(text) + 1))
    for n, wanted in enumerate(lure, 1):
        before, row = row, [n]
        for m, given in enumerate(text, 1):
            row.append(min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (wanted != given)))
    return min(row) if anywhere else row[-1]
