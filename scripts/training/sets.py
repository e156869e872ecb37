"""Which labelled sets train which model. Only licences that allow it without conditions on ours.

Left out: share-alike (ToxiChat, ToLD-Br, BEEP!, the Wikipedia talk pages), copyleft (ToxiCR,
ETHOS), non-commercial (every nc_* file), and ViHOS, whose comments come from a set for research.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import CountVectorizer

from cogs.guidelines.detection.hosts import hosts_in
from cogs.guidelines.detection.learned.wording import words_of
from cogs.guidelines.detection.look_alikes import is_official, main_label
from cogs.guidelines.detection.message import Part
from cogs.guidelines.detection.vocabulary import Vocabulary
from cogs.guidelines.detection.wordlists import WordLists
from cogs.guidelines.detector_settings import Words
from training.phrases import Frames

SEED = 9
COPYLEFT = frozenset({"toxicr", "senti4sd"})
_PLAIN = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Example:
    """A text of a set; those of one group are never in training and trial at once."""

    set: str
    id: str
    text: str
    flag: bool
    group: str
    weight: float


@dataclass(frozen=True, slots=True)
class Source:
    """A set, how much its rows count and the fine ones more, and which rows are used for what."""

    set: str
    weight: float = 1.0
    fine: float = 1.0
    all_fine: bool = False
    only_fine: bool = False
    keep: Callable[[Mapping[str, str]], bool] = lambda _row: True
    without_swearing: bool = False
    templates: bool = False
    hosts: bool = False
    """Whether the names of hosts in the texts are meant, and not the texts."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a model is trained, and how many fine rows of which set it may flag at most."""

    kind: str
    sources: tuple[Source, ...]
    cost: float
    at_most: Mapping[str, float]
    phrases: tuple[tuple[str, int, float, bool], ...] = ()
    rare: bool = False
    """Whether rare features count more."""
    margin: bool = False
    """Whether rows that are told apart with room to spare count no more."""


_BENIGN = (
    Source("benign_irc_en", without_swearing=True),
    Source("benign_misc_en"),
    Source("benign_misc_multi", 10.0),
    Source("benign_sentences_multi"),
)
_ABOUT_GROUPS = frozenset({"hate", "neither"})
PLANS = (
    Plan(
        "hate",
        (
            Source("hatecheck_en", 3.0, templates=True),
            Source("hatemoji", templates=True),
            Source("identity_templates_en", templates=True),
            Source(
                "tweets_offensive_en", fine=3.0, keep=lambda row: row["category"] in _ABOUT_GROUPS
            ),
            Source("social_toxic_en", only_fine=True),
            *_BENIGN,
        ),
        8.0,
        {"benign_irc_en": 0.0004, "benign_misc_en": 0.0006, "benign_misc_multi": 0.0007,
         "benign_sentences_multi": 0.0008, "hatecheck_en": 0.18, "tweets_offensive_en": 0.016},
        (("about_groups", 20, 0.8, False), ("to_people", 12, 0.1, True)),
        rare=True,
    ),
    Plan(
        "harassment",
        (
            Source("chatbot_abuse_en", 4.0),
            Source("tweets_offensive_en", only_fine=True),
            Source("sentiment_en", all_fine=True),
            Source("praise_en", all_fine=True),
            *_BENIGN,
        ),
        2.0,
        {"benign_irc_en": 0.001, "benign_misc_en": 0.0004, "benign_misc_multi": 0.0007,
         "benign_sentences_multi": 0.0004, "tweets_offensive_en": 0.01},
        (("to_people", 12, 0.6, False), ("about_groups", 20, 0.03, False)),
        rare=True,
    ),
    Plan(
        "profanity",
        (
            Source("profanity_obfuscated_en", 4.0),
            Source("tweets_offensive_en", 0.3),
            Source("chatbot_abuse_en", 0.3, fine=6.0),
            Source("hatecheck_en", 2.0, only_fine=True, templates=True,
                   keep=lambda row: row["category"] != "profanity_nh"),
            Source("hatemoji", 0.5, only_fine=True, templates=True),
            *_BENIGN,
        ),
        6.0,
        {"benign_irc_en": 0.0029, "benign_misc_en": 0.0003, "benign_misc_multi": 0.0007,
         "benign_sentences_multi": 0.0004, "profanity_obfuscated_en": 0.0119,
         "tweets_offensive_en": 0.033},
        (("innocent_words", 3000, 0.5, True),),
        rare=True,
    ),
    Plan(
        "spam",
        (
            Source("spam"),
            Source("tweets_offensive_en", all_fine=True),
            Source("sentiment_en", all_fine=True),
            Source("praise_en", all_fine=True),
            *(replace(one, weight=2 * one.weight) for one in _BENIGN),
        ),
        50.0,
        {"spam": 0.0045, "tweets_offensive_en": 0.004,
         "benign_irc_en": 0.0002, "benign_misc_en": 0.0003,
         "benign_misc_multi": 0.0007, "benign_sentences_multi": 0.0004},
        rare=True,
    ),
    Plan(
        "phishing",
        (Source("urls", hosts=True), Source("benign_irc_en", hosts=True)),
        1.0,
        {"urls": 0.0014, "benign_irc_en": 0.003},
        (("ordinary_hosts", 3000, 0.5, True), ("known_hosts", 1000, 1.0, True)),
        rare=True,
        margin=True,
    ),
)  # fmt: skip


def examples(plan: Plan, data: Path) -> Iterator[Example]:
    """Read the rows that a plan trains on."""
    swearing = Vocabulary(
        [("", Words(list="profanity", at_least="medium"))], WordLists.shipped(), ()
    )
    for source in plan.sources:
        rows = [row for row in read(data, source.set) if row["source"] not in COPYLEFT]
        rows = [row for row in rows if source.all_fine or row["label"] in {"flag", "ok"}]
        rows = list(hosts_of(rows)) if source.hosts else rows
        groups = template_groups([row["text"] for row in rows]) if source.templates else []
        for n, row in enumerate(rows):
            flag = row["label"] == "flag" and not source.all_fine
            if (flag and source.only_fine) or not source.keep(row):
                continue
            if source.without_swearing and any(swearing.look(Part("text", row["text"]))):
                continue
            named = main_label(row["text"]) if source.hosts else row["text"]
            group = f"{source.set} {groups[n]}" if groups else _PLAIN.sub("", named.lower())
            weight = source.weight if flag else source.weight * source.fine
            yield Example(source.set, row["id"], row["text"], flag, group[:80], weight)


def hosts_of(rows: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Read the names of hosts in texts, each once; nobody takes the official ones for traps."""
    seen: set[str] = set()
    for row in rows:
        for host in hosts_in(row["text"]):
            if host.name not in seen and not host.is_address and not is_official(host.name):
                seen.add(host.name)
                yield {**row, "text": host.name}


def phrases(plan: Plan) -> Iterator[Example]:
    """Write the sentences of our own that a plan trains on."""
    for name, each, weight, all_fine in plan.phrases:
        for n, (text, flag) in enumerate(getattr(Frames(SEED), name)(each)):
            yield Example(name, str(n), text, flag and not all_fine, "", weight)


def read(data: Path, name: str) -> list[dict[str, str]]:
    """Read a set."""
    return [json.loads(line) for line in (data / f"{name}.jsonl").read_text().splitlines()]


def digest(data: Path, name: str) -> str:
    """Return the hash of a set, by which training tells what it saw."""
    return hashlib.sha256((data / f"{name}.jsonl").read_bytes()).hexdigest()


def template_groups(texts: list[str]) -> list[int]:
    """Group sentences that come from one template, so that trial rows are new to the model."""
    frames = [
        "".join("G" if kind in {"group", "slur"} else word for word, kind in words_of(text))
        for text in texts
    ]
    counted = CountVectorizer(analyzer="char", ngram_range=(4, 4), binary=True)
    found = counted.fit_transform([f"{one:<5}" for one in frames]).astype(np.float32)
    sizes = np.asarray(found.sum(axis=1)).ravel()
    shared = (found @ found.T).tocoo()
    alike = shared.data / (sizes[shared.row] + sizes[shared.col] - shared.data) >= 0.4
    graph = sp.coo_matrix(
        (np.ones(alike.sum()), (shared.row[alike], shared.col[alike])), shape=shared.shape
    )
    return [int(one) for one in connected_components(graph)[1]]
