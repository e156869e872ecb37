"""Write the words that names of hosts are split into: `python scripts/make_name_words.py WHEEL`.

WHEEL is spacy-lookups-data 1.0.5 of PyPI (MIT), which tells how often words are written on the
web: `pip download --no-deps spacy-lookups-data==1.0.5`. The same wheel gives the same file.
"""

import gzip
import hashlib
import json
import math
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

PLACE = Path(__file__).parents[1] / "data" / "learned" / "words.txt"
DIGEST = "466f21f087e4144bc93800679437ec5a17be7d0888734b1ba880b3ecb0978bc6"
MOST = 30_000
_UNSEEN = -19.4
"""The log probability that the package gives to words it has hardly seen."""
_WRITTEN = """
    ai an at be by cc cs do dj eu ez fb go gg hd hi hr if ie in io it me my no of ok on or pc pr so
    tf to tv uk up us vs vr we xp ya yo
"""
# Any other two letters are more often the start of something.
_SHORT = frozenset(_WRITTEN.split())


def main(wheel: Path) -> None:
    """Write the words, the most common first."""
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != DIGEST:
        sys.exit(f"{wheel} is not the package that this script was written for.")
    with zipfile.ZipFile(wheel) as opened:
        read = opened.read("spacy_lookups_data/data/en_lexeme_prob.json.gz")
    PLACE.write_text("\n".join(commonest(json.loads(gzip.decompress(read)))) + "\n")


def commonest(probabilities: dict[str, float]) -> list[str]:
    """Return the words that are written the most, however they are capitalised."""
    seen: defaultdict[str, float] = defaultdict(float)
    for written, probability in probabilities.items():
        word = written.lower()
        plain = word.isascii() and word.isalpha() and probability > _UNSEEN
        if plain and (len(word) > 2 or word in _SHORT):
            seen[word] += math.exp(probability)
    return sorted(seen, key=lambda word: (-seen[word], word))[:MOST]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
