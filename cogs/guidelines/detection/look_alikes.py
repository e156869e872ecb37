"""Domains that imitate others: by the shape of their letters, and by words of bait."""

from collections.abc import Iterable
from functools import lru_cache

from cogs.guidelines.detection.hosts import parents_of
from cogs.guidelines.detection.letters import DISGUISED
from cogs.guidelines.detection.owners import OFFICIAL, OWNED

_SECOND_LEVEL = frozenset({"co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go"})
_SAME_SHAPE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"))
BAIT = frozenset({
    "nitro", "gift", "gifts", "free", "giveaway", "airdrop", "promo", "claim", "login", "verify",
    "trade", "offer", "app", "support", "boost", "event", "bonus", "premium", "give", "drop",
    "drops", "skin", "skins", "official", "account", "security", "team", "hypesquad", "partner",
})  # fmt: skip


class LookAlikes:
    """Tells whether a host imitates one of some domains."""

    def __init__(self, domains: Iterable[str]) -> None:
        self._own = frozenset(
            name for domain in domains for name in (domain, *OFFICIAL.get(domain, ()))
        )
        self._brands = {shape_of(main_label(domain)): domain for domain in domains}

    def imitated(self, host: str) -> str | None:
        """Return the domain that a host imitates."""
        if not self._own.isdisjoint(parents_of(host)):
            return None
        label = main_label(host)
        shape = shape_of(decoded(label))
        for brand, domain in self._brands.items():
            if _imitates(shape, brand):
                return domain
        return None


def is_official(host: str) -> bool:
    """Tell whether a host belongs to one of those that are imitated the most."""
    return not OWNED.isdisjoint(parents_of(host))


def main_label(host: str) -> str:
    """Return the part of a host that its owner chose: example of www.example.co.uk."""
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2:
        return labels[-3]
    return labels[-2] if len(labels) > 1 else labels[0]


def decoded(label: str) -> str:
    """Write a label in the letters that people see."""
    if label.startswith("xn--"):
        try:
            return label[4:].encode().decode("punycode")
        except UnicodeError:
            return label
    return label


@lru_cache(maxsize=4096)
def shape_of(label: str) -> str:
    """Write a label by the shape of its letters."""
    shape = label.lower()
    for pair, one in _SAME_SHAPE:
        shape = shape.replace(pair, one)
    return "-".join(map(DISGUISED.letters_of, shape.split("-")))


def _imitates(shape: str, brand: str) -> bool:
    # Long names are imitated more loosely: steamcommunity with up to four errors is still read so.
    allowed = 1 if len(brand) < 9 else round(len(brand) * 0.3)
    if _lacks_more(shape, brand, allowed):
        return False
    pieces = shape.split("-")
    whole = "".join(pieces)
    if any(_near(piece, brand, allowed) for piece in {*pieces, whole}):
        return True
    if brand in whole:
        rest = whole.replace(brand, "", 1)
        return rest.strip("0123456789") in _BAIT or any(bait in rest for bait in _BAIT)
    return _starts_like(whole, brand, allowed)


_BAIT = tuple(sorted(shape_of(word) for word in BAIT))


def _starts_like(whole: str, brand: str, allowed: int) -> bool:
    """Tell bait behind or before something that looks like the brand."""
    if not whole.endswith(_BAIT) and not whole.startswith(_BAIT):
        return False
    for bait in _BAIT:
        if whole.endswith(bait) and _near(whole[: -len(bait)], brand, allowed):
            return True
        if whole.startswith(bait) and _near(whole[len(bait) :], brand, allowed):
            return True
    return False


def _lacks_more(one: str, other: str, allowed: int) -> bool:
    """Tell whether more letters of the other are missing than may be missing."""
    return len({*other}.difference(one)) > allowed


def _near(one: str, other: str, allowed: int) -> bool:
    """Tell whether so few typing errors (also two letters swapped) lead from one to the other."""
    if abs(len(one) - len(other)) > allowed or not one or _lacks_more(one, other, allowed):
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for n, a in enumerate(one, 1):
        last, before, row = before, row, [n]
        for m, b in enumerate(other, 1):
            cost = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (a != b))
            if n > 1 and m > 1 and a == other[m - 2] and one[n - 2] == b:
                cost = min(cost, last[m - 2] + 1)
            row.append(cost)
        if min(row) > allowed:
            return False
    return row[-1] <= allowed
