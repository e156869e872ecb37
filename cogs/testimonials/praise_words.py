"""English words by what they say about the thing or the person that they are said of."""

from collections.abc import Mapping
from types import MappingProxyType

_WRITTEN: Mapping[float, str] = {
    2.0: """
        accurate admirable adorable affordable amazed amazing appreciate appreciated
        appreciates awesome bargain beautiful beautifully best better blessed breeze bright
        brilliant charming cheers comfortable comfortably comfy compact congrats
        congratulations convenient crisp delight delighted delightful durable easier easiest
        easily easy effortless elegant enjoy enjoyable enjoyed enjoying excellent exceptional
        excited exciting fabulous fantastic fast faster fastest favorite favourite flawless
        flawlessly flexible friendly fun gem generous genius glad gorgeous grateful great
        handy happier happiest happy helped helpful helping helps hero heroes ideal impressed
        impressive improved incredible incredibly inexpensive insightful inspired inspiring
        intuitive invaluable kind kindness knowledgeable kudos legend legends lifesaver
        lightweight like likes loud love loved lovely loves loving magnificent masterpiece
        must-have nice nicely outstanding patient perfect perfection perfectly phenomenal
        pleasant pleasantly pleased pleasure portable priceless props proud quick quickly
        recommend recommended recommending reliable responsive rugged satisfied seamless
        seamlessly sharp shoutout simple sleek smart smooth smoothly solid splendid stellar
        straightforward stunning sturdy stylish super superb superbly superior supportive
        terrific thank thankful thanks thankyou thx top-notch treat tremendous unbeatable
        valuable versatile vivid welcomed welcoming win winner wins wonderful wonderfully
        worth worthwhile wow <3
        """,
    1.0: """
        clean clear clearer clearest cool decent everything fine good improvement interesting
        large lets light neat new okay plenty positive powerful small successful upgrade useful
        welcome well worked works :) :-) :d ;)
        """,
    -1.0: """
        although but cannot could couldn't despite except expected hope however if instead least
        may might never only otherwise rather should than though unless until wish would
        """,
    -2.0: """
        abuse afraid angry annoyed annoying annoys awful awkward bad boring broke broken bug
        buggy bugs bulky bullshit cheap cheaply complain complaint complaints concern confused
        confusing crap crash crashed crashes damn dead defective died difficult dirty
        disappointed disappointing disappointment drawback drawbacks dumb error errors expensive
        fail failed fails failure fault faulty flaw flaws flimsy freeze freezes froze fuck
        grainy hard harder hassle hate hated horrible impossible inconsistent inferior
        inadequate issue issues joke junk lack lacking lacks lame limited lose losing loose lost
        mediocre mess missing mistake nightmare noisy nonsense overpriced pain painful pathetic
        poor poorly problem problems quit refund regret return returned returning ridiculous rude
        sad scratched scratches sadly sick slow slower slowly sorry stopped stuck stupid suck
        sucks terrible tricky trouble troubles ugly unable unacceptable unfortunately unhappy
        unreliable unusable upset useless waste wasted weak weird worse worst wrong :( :-( :/
        """,
}

VALENCE: Mapping[str, float] = MappingProxyType(
    {word: valence for valence, words in _WRITTEN.items() for word in words.split()}
)
"""How well each word speaks of something, from -2 to 2."""
NEGATIONS = frozenset({
    "not", "no", "never", "none", "nothing", "neither", "nor", "without", "hardly", "barely",
    "can't", "cannot", "cant", "dont", "doesnt", "didnt", "isnt", "wasnt", "wont", "aint", "lacks",
    "lack",
})  # fmt: skip
TURNS = frozenset({"but", "however", "although", "though", "except", "yet"})
