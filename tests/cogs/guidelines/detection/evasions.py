"""Twenty ways to disguise a word, fifty words to disguise, and words that are innocent."""

import unicodedata
from collections.abc import Callable

WORDS = [
    "fuck",
    "shit",
    "bitch",
    "cunt",
    "asshole",
    "bastard",
    "whore",
    "slut",
    "dickhead",
    "motherfucker",
    "bullshit",
    "wanker",
    "twat",
    "pussy",
    "cocksucker",
    "faggot",
    "nigger",
    "douchebag",
    "jackass",
    "dumbass",
    "shithead",
    "fucker",
    "fucking",
    "bollocks",
    "arsehole",
    "blowjob",
    "handjob",
    "cumshot",
    "jizz",
    "masturbate",
    "clitoris",
    "retarded",
    "kike",
    "tranny",
    "wetback",
    "raghead",
    "shemale",
    "bukkake",
    "gangbang",
    "titties",
    "porn",
    "fuckface",
    "asswipe",
    "prick",
    "skank",
    "dipshit",
    "horseshit",
    "fuckwit",
    "shitty",
    "bitches",
]

_LEET = str.maketrans("aeiost", "431057")
_SYMBOLS = str.maketrans("ais", "@!$")
_CYRILLIC = str.maketrans("aceiopxyskmtbhdgnuwr", "асеіорхуѕкмтьһԁԍпцшг")
_GREEK = str.maketrans("abeiknoptuvxyz", "αβεικηορτυνχγζ")
_ACUTE = str.maketrans("aeiouyncs", "áéíóúýńćś")
_SOME_MARKS = str.maketrans("aeiouncs", "äêìõůñčş")


def _leet(word: str) -> str:
    """Keep the first letter: digits alone are a number."""
    changed = word.translate(_LEET)
    return word[0] + changed[1:] if changed.isdigit() else changed


def _between(text: str, sign: str) -> str:
    return sign.join(text)


def _shifted(text: str, first: int) -> str:
    return "".join(chr(first + ord(one) - ord("a")) if one.isalpha() else one for one in text)


def _one_homoglyph(word: str) -> str:
    for n, one in enumerate(word):
        if (changed := one.translate(_CYRILLIC)) != one and one in "aceiopxys":
            return word[:n] + changed + word[n + 1 :]
    return word.translate(_CYRILLIC)


def _zalgo(word: str) -> str:
    return "".join(f"{one}\u0335\u0321\u0352" for one in word)


def _skeleton(word: str) -> str:
    return word.replace("i", "l").replace("u", "v") if "i" in word or "u" in word else word.upper()


TECHNIQUES: dict[str, Callable[[str], str]] = {
    "leet digits": _leet,
    "leet symbols": lambda word: word.translate(_SYMBOLS),
    "full Cyrillic": lambda word: word.translate(_CYRILLIC),
    "full Greek": lambda word: word.translate(_GREEK),
    "one homoglyph": _one_homoglyph,
    "zero-width between": lambda word: _between(word, "\u200b"),
    "soft hyphens": lambda word: _between(word, "\u00ad"),
    "spaced": lambda word: _between(word, " "),
    "dotted": lambda word: _between(word, "."),
    "dashed": lambda word: _between(word, "-"),
    "repeated vowels": lambda word: "".join(one * 4 if one in "aeiou" else one for one in word),
    "all doubled": lambda word: "".join(one * 2 for one in word),
    "full-width": lambda word: _shifted(word, 0xFF41),
    "mathematical bold": lambda word: _shifted(word, 0x1D41A),
    "zalgo": _zalgo,
    "acute accents": lambda word: word.translate(_ACUTE),
    "mixed accents": lambda word: unicodedata.normalize("NFD", word.translate(_SOME_MARKS)),
    "circled": lambda word: _shifted(word, 0x24D0),
    "l for i, v for u": _skeleton,
    "spaced leet symbols": lambda word: _between(word.translate(_SYMBOLS), " "),
}

INNOCENT = """
Scunthorpe Penistone Clitheroe Sussex Essex Middlesex Wessex Cockermouth Lightwater Arsenal arsenic
Hancock peacock Woodcock Babcock Hitchcock shuttlecock stopcock weathercock cocktail cockpit
cockatoo cockerel cockroach cockle cockney Cockburn Dickens Dickinson Dickson Moby-Dick
magna-cum-laude cumin cucumber accumulate document circumstance cumbersome Cumbria vacuum titanic
titan title titular entitle constitution institute substitute petition competition repetition
assassin assess asset assert assist associate assume assure assign assembly class glass grass mass
pass bass brass compass embassy harass Cassandra cassette sassy lasso molasses trespass bypass
classic passage passenger message massage analysis analyst analog canal banal sextant sextet sexton
sexagesimal asexual shiitake shih-tzu snigger niggardly Nigeria Niger Nigel denigrate retardant
bastardise mustard custard leotard dotard petard dastardly tardy tardigrade scrap scraper swank
wankel hoe hoedown shoe phoenix rapeseed grape drape scrape therapist rapper rapid skyscraper dyke
Klondike peninsula penniless penicillin pencil pen-is-mightier spick-and-span despicable
conspicuous auspicious spice spicy raccoon cocoon tycoon chink pussycat pussyfoot octopus platypus
prickle prickly pin-prick hello shell shellfish seashell sauerkraut lubricate button butter
rebuttal buttercup butterfly butte organism organic pedometer pedestrian torpedo pimpernel simple
seminar seminal inseminate disseminate spunky knobbly doorknob willow Wang dongle dingdong Japan
homogeneous homonym homophone homosapiens dragon muffin muffle earmuff Mongolia mongoose among
pronounce frontage foot footage therapeutic parapet carpet trumpet strumming rumble crumb scrum
drumstick document-it cumulus succumb incumbent encumber cucumbers tumble stumble fumble
shot shoot sheet sheets shift shirt short shuttle ship shop shout shut fork luck duck buck truck
stuck tuck fog flag snag flagon fragrant frigate figure fight beach bench batch botch birch itch
witch ditch pitch stitch twitch count country county counter current cant cannot canter hunt aunt
punt stunt blunt brunt grunt whole where whose wore shore horse house hour door floor lore
damp dam adamant clock lock block flock dock rock sock mock knock stock click lick tick pick kick
thick brick trick nick quick sick wick pickle bass-guitar grasshopper as-soon-as as-set night
nigh knight snag stag stage fagot-stitch vigor bigger digger trigger rigger jogger bit bits tip
tilt tat toot pass-it hit hits his-hit push-it sit site slit silt salt split flit fit
""".split()[:285]  # noqa: SIM905 - so do these
