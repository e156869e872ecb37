"""The forum tag that a post wears while it waits: which tags a post should have. Pure."""

from collections.abc import Collection, Mapping, Sequence

MOST_TAGS = 5


def tags_for(
    applied: Sequence[int],
    available: Mapping[int, str],
    name: str,
    *,
    waits: bool,
    requires_tag: bool,
    solved: Collection[str],
) -> tuple[int, ...] | None:
    """Return the tags that a post should have, None when it has them or cannot have them.

    Tags are found by name, large or small. A post keeps at most five, and in a forum that requires
    one it keeps its last.
    """
    ours = next(
        (tag for tag, known in available.items() if known.casefold() == name.casefold()), None
    )
    if ours is None or name.casefold() in {one.casefold() for one in solved}:
        return None
    if waits:
        if ours in applied or len(applied) >= MOST_TAGS:
            return None
        return (*applied, ours)
    if ours not in applied:
        return None
    rest = tuple(tag for tag in applied if tag != ours)
    return rest if rest or not requires_tag else None
