"""Names of hosts that nobody need fear, made of ordinary words.

The training is given them beside the labelled ones, so that a new ending alone is no trap.
"""

import random
from collections.abc import Iterator

_WRITTEN = """
    able acorn air alder amber anchor apple arch arrow artist aspen atlas autumn badge baker bamboo
    barn basil bay beach bean bear bell berry bike birch bird blue boat book border bottle brass
    bread brick bridge bright brook brown bucket build butter cabin cake camp candle canvas card
    care carpet castle cedar chalk chapel charity cheese cherry city clay clear clinic cloud clover
    coast coffee color copper coral corner cotton country cove craft crane creek cricket crown
    crystal daily dairy dance data day deer delta design dinner doctor dragon dream drum eagle early
    earth east echo edge elm ember energy engine family farm fashion feather fern field film finch
    fire fish flag flame flower forest fork fountain fox fresh friend frost fruit garden gate ginger
    glass global globe gold good grain grand granite grass green grove guide guitar harbor harvest
    hawk hazel health heart hedge hill history home honey horse hotel house human ink iron island
    ivy jacket jazz journal journey jungle kayak kettle kitchen kite ladder lake lamp land lantern
    law leaf learn lemon letter library light lily lime linen lion local logic lotus lunar maple
    marble march market meadow media medical metro mill mint mirror modern moon morning mountain
    museum music nature needle nest news night north nut oak ocean office olive open orange orchard
    otter owl paper park path peach pearl pepper photo piano pilot pine pixel planet plum pocket
    poem pond poppy potter prairie print quiet quill rabbit radio rain raven recipe red reef ribbon
    ridge river road robin rocket roof root rose ruby saddle sage sail salt sand school science sea
    seed shell shore silk silver sky small smart snow social solar song south spark spice spring
    star stone storm story street studio sugar summer sun sunset swan table tailor tea tech theater
    thyme tiger timber today toy travel tree tulip turtle union urban valley velvet video village
    vine violet vision walnut water wave weather west wheat whale willow wind window wine winter
    wolf wood wool world yarn yellow young zebra zen
"""
_TAILED = """
    24 365 agency art blog club digital games group hub lab labs life market media network news
    online plus print project radio shop soft studio systems tech time today tours world zone
"""
_WORDS, _TAILS = _WRITTEN.split(), _TAILED.split()
_ENDINGS = (
    *("com",) * 55, *("net",) * 9, *("org",) * 6,
    *("info", "biz", "eu", "de", "fr", "it", "es", "nl", "be", "se", "pl", "ch", "at", "cz", "ru"),
    *("co.uk", "com.au", "com.br", "co.nz", "in", "ca", "jp", "vn", "cat", "us", "me", "tv", "cc"),
    *("co", "io", "app", "dev", "xyz", "site", "online", "shop", "store", "club", "space", "blog"),
    *("top", "pro", "fun", "live", "life", "link", "art", "wiki", "tech", "cloud", "games", "gg"),
)  # fmt: skip


def ordinary(chance: random.Random, count: int) -> Iterator[str]:
    """Make so many names."""
    for _ in range(count):
        one, other, third = chance.choices(_WORDS, k=3)
        shapes = (one, one + other, one + other, f"{one}-{other}", f"{one}{other}{third}",
                  one[:4] + other, one + chance.choice(_TAILS))  # fmt: skip
        yield f"{chance.choice(shapes)}.{chance.choice(_ENDINGS)}"
