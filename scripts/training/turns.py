"""How people hand on the word and name each other, in chat and on the telephone: our own sentences.

"You like it, don't you" asks at its end, as do "fine, and you" and "they left with who"; "they
left, so did I" does not. A mention of somebody is the word "@".
"""

from collections.abc import Iterator

from training.chatter import LISTS
from training.frames import filled

_LISTS = {
    **LISTS,
    "he": "he|she",
    "fine": "fine|good|well|okay|not bad|great|tired|doing well|so so",
}
_ASKING = """
    {they} {did}, didn't they|{he} {did}, didn't {he}|you {did}, didn't you
    {he} has {did}, hasn't {he}|{it} is {so}, isn't it|{it} was {so}, wasn't it
    {it} isn't {so}, is it|{it} wasn't {so}, was it|{he} is {so}, isn't {he}
    {he} wasn't {so}, was {he}|{they} {do}, don't they|you {do}, don't you|you don't {do}, do you
    you can {do}, can't you|they can't {do}, can they|we should {do}, shouldn't we
    {it} is {so}, right|{it} is {so}, huh|you {do}, right|i'm {fine}, and you|i'm {fine} and you
    {fine} and you|{fine}, you|{fine} and yourself|i am {fine} and yourself|i'm {fine}, and yourself
    i'm {fine} thanks and you|{fine} thanks, you|i {do} and you|i {do}, do you|i'm {so}, are you
    i {did}, did you|i'm {fine} how about you|{do} with who|{do} for what|{did} with who
    {did} about what|{did} by who|{do} or what|you {do} or not|do they {do} or not
    are they {so} or what|asl|asl anyone|asl please|asl {n}s|your asl|is @ {so}|is @ {doing}
    did @ {do}|has @ {did}|can @ {do}|where is @|what did @ {do}|who is @|what is @ {doing}
    why no {thing}s|why no {thing}|how come no {thing}|why the {thing}|what is up|what is up {n}s
"""
_TELLING = """
    {they} {did}, so did i|{they} {did} and so did {he}|{it} is {so} and so are they
    {they} {do} better than i do|{they} {do} as much as i do|i {do}, so do they
    {he} {did}, i didn't|{he} {did} and i didn't|i don't {do}, neither do they
    it's not as {so} as they are|me and you|you and me|right|that is right|all right
    {it} is {so}, i know|{it} is {so}, you know|{he} {did}, yes {he} did|like you|love you
    miss you|i see you|thanks to you|good for you|same to you|{it} is {so} or not
    {do} or whatever|{do} or something|i know what for|i don't know with who|@ is {so}|@ is {doing}
    @ has {did}|@ can {do}|@ did {do}|@ was {so}|@ will {do}|ask @|@ knows {it}|thanks @|see @
    tell @ what you {do}|as @ said|@ would {do}|i am with @|@ {did} {it}
"""


def turns(seed: int, each: int) -> Iterator[tuple[str, bool]]:
    """Write so many sentences of every frame, and whether they ask; one seed, one text."""
    return filled({True: _ASKING, False: _TELLING}, _LISTS, "{oh}…{tail}", seed, each)
