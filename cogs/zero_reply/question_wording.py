"""What people typed or said, as it would be written down: names, spelling, slips of the tongue.

English, and pure. Texts are in small letters; a mention of somebody is the word "@".
"""

import re

_MENTION = re.compile(r"<(?:@[!&]?|#)\d+>|(?<![\w.])@\w+")
_EMOJI = re.compile(r"<a?:\w+:\d+>")
_TOKEN = re.compile(r"(?<!\S)@(?!\S)|[^\W_]+(?:['/][^\W_]+)*")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")

SPELLINGS = dict(
    line.split("=")
    for line in """\
wat=what|wut=what|wht=what|whut=what|wot=what|wtf=what|wth=what|whats=what is|what's=what is
wats=what is|wuts=what is|whatz=what is|hows=how is|how's=how is|wheres=where is|where's=where is
whos=who is|who's=who is|whens=when is|when's=when is|whys=why is|why's=why is|u=you|ye=you
yall=you|y'all=you|ur=your|urself=yourself|r=are|y=why|whynot=why not|any1=anyone|ne1=anyone
anybody=anyone|anyone's=anyone|some1=someone|somebody=someone|every1=everyone|everybody=everyone
wanna=want to|wana=want to|gonna=going to|hru=how are you|whatcha=what are you
watcha=what are you|whatchu=what are you|sup=what is up|wassup=what is up|wazzup=what is up
wassap=what is up|whatsup=what is up|wasup=what is up|wazup=what is up|wussup=what is up
asl=age sex location|a/s/l=age sex location|d'you=do you|dya=do you|dont=don't|doesnt=doesn't
didnt=didn't|cant=can't|isnt=isn't|arent=aren't|wont=won't|couldnt=couldn't|wouldnt=wouldn't
havent=haven't|hasnt=hasn't|aint=isn't|ain't=isn't|bout=about|wbu=what about you
hbu=how about you|rly=really|cuz=because|tho=though|im=i am|i'm=i am|theres=there is
there's=there is|thats=that is|that's=that is|its=it is|it's=it is|you're=you are|youre=you are
they're=they are|we're=we are|i've=i have|you've=you have|i'd=i would|you'd=you would
we've=we have|doin=doing|goin=going|lookin=looking|talkin=talking|gettin=getting|comin=coming
tryin=trying|feelin=feeling|sayin=saying|thinkin=thinking|playin=playing|workin=working
havin=having|makin=making|hangin=hanging|nothin=nothing|somethin=something|anythin=anything
""".strip()
    .replace("\n", "|")
    .split("|")
)

_OATH = r"(?:hell|heck|fuck|fck|fuk|crap|shit|devil|world)"
_AFTER_OATH = (
    r"(?:is|are|r|am|was|were|do|does|did|can|could|would|will|should|has|have|had|i|you|u|ya|he|"
    r"she|it|they|we|that|this|these|those|happened)"
)
_SPACED = tuple(
    (re.compile(pattern), usual)
    for pattern, usual in (
        (r"\bn e ?(?:1|one)\b|\bany (?:one|body|1)\b", "anyone"),
        (r"\bn e\b", "any"),
        (r"\bw[aou]z+ ?up\b|\bw(?:ha|a|u|hu|o)t[sz]? up\b|^was up\b", "what is up"),
        (r"^were (?=(?:are|r|is|do|does|did|can) )", "where "),
        (rf"\b(wh\w+|how) (?:(?:the|da|in the) {_OATH} )(?={_AFTER_OATH}\b)", r"\1 "),
        (r"(?<=\w )ya\b", "you"),
        (r"in'(?!\w)", "ing"),
        (r"\b(want|need|how|have|going|got|used|like|love|talk|listen|trying|able) 2\b", r"\1 to"),
        (r"\bwhose (?=(?:the|a|an|this|that|here|there|up|in|on|going)\b)", "who is "),
        (r"\bur (?=(?:a|an|so|not|from|in|\w{2,}in['g]?)\b)", "you are "),
    )
)
"""What is spelled in more than one word, and how dictionaries have it."""

_FILLERS = re.compile(r"\b(?:uh|um|uhm|er)\b,?\s*|,\s*(?:you know|i mean)\b(?=\W*$|,)")
_SAID_AGAIN = re.compile(r"(?<![\w'])([\w']++(?: [\w']++){0,2})(?:,? \1\b)+")
_REPORTED = re.compile(
    r"((?:(?<!as )(?<!like )\b(?:i|he|she|we|they|it|people|everyone|everybody|just|then|always) "
    r"(?:said|says?|asked|asks|goes|thought|think to)|\b(?:told|asked) (?:him|her|them|me|us)|"
    r"(?:'s|'m|'re|was|were|is|are|am) (?:just )?(?:like|thinking))"
    r"(?: to (?:me|myself|him|himself|her|herself|them|us)| myself)?[,:]\s+)"
    r"(?:(?:well|oh|hey|like|and|ok|okay|uh|um),?\s+)*[^.,;:!\n]+"
)


def with_names(text: str) -> str:
    """Write every mention as the same word, and leave out emoji of a guild."""
    return _MENTION.sub(" @ ", _EMOJI.sub(" ", text))


def spelled(said: str) -> str:
    """Write what is spelled in more than one word as dictionaries have it."""
    for pattern, usual in _SPACED:
        said = pattern.sub(usual, said)
    return said


def fluent(said: str) -> str:
    """Leave out fillers, what is said twice in a row, and what others are told to have said."""
    return _REPORTED.sub(r"\1", _SAID_AGAIN.sub(r"\1", _FILLERS.sub("", said)))


def words_of(text: str) -> list[str]:
    """Return the words of a text, in the usual spelling; names with digits are left out."""
    found: list[str] = []
    for raw in _TOKEN.findall(text):
        word = _DRAWN_OUT.sub(r"\1", raw)
        usual = SPELLINGS.get(word)
        if usual is not None:
            found += usual.split()
        elif word.isdigit() or not any(letter.isdigit() for letter in word):
            found.append(word)
    return found
