"""What kind of word a word is, where hostile speech differs from its neighbours by kinds of words.

"I hate [group]", "I do not hate [group]" and "I hate [thing]" share most of their letters. The
order of the kinds of words in a message tells them apart, whatever group or thing is named.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cogs.guidelines.detection.letters import DISGUISED, skeleton

_WRITTEN: Mapping[str, str] = {
    "group": """
        women woman girls girl females female wives gay gays lesbian lesbians homosexual
        homosexuals bisexual bisexuals queer queers lgbt lgbtq trans transgender
        transgenders transsexual transsexuals transwomen transmen nonbinary muslim muslims
        islam islamic jew jews jewish judaism hindu hindus buddhist buddhists sikh sikhs
        christian christians catholic catholics protestant atheist atheists mormon mormons
        black blacks african africans afro white whites asian asians chinese japanese
        korean koreans indian indians pakistani pakistanis arab arabs arabic mexican
        mexicans latino latinos latina latinas hispanic hispanics immigrant immigrants
        migrant migrants refugee refugees foreigner foreigners asylum disabled disability
        disabilities handicapped autistic deaf blind wheelchair elderly teenage millenial
        millennials poor polish poles romanian romanians roma romani gypsies american
        americans european europeans british french german germans italian italians irish
        russian russians turkish turks kurds israeli israelis palestinian palestinians
        iranian iranians iraqi syrian syrians somali nigerian canadian cuban feminist
        feminists men man males male straight heterosexual
        """,
    "slur": """
        nigger niggers nigga niggas nigg negro negroes faggot faggots fag fags dyke dykes
        tranny trannies shemale shemales kike kikes spic spics wetback wetbacks beaner
        beaners chink chinks gook gooks paki pakis raghead ragheads towelhead towelheads
        coon coons wog wogs gypsy retard retards retarded mongoloid cripple cripples
        spastic bitch bitches slut sluts whore whores cunt cunts hoe hoes thot homo homos
        rapefugee rapefugees muzzie muzzies jigaboo sambo abbo redskin redskins libtard
        feminazi feminazis lesbo ladyboy
        """,
    "hate": """
        hate hates hated hating despise despises detest loathe abhor disgust disgusts
        disgusted resent dislike scorn fear angry annoy annoys sickened sickens appalled
        tired intolerable unbearable stand tolerate bear
        """,
    "less": """
        vermin scum scums filth filthy subhuman inhuman inferior plague disease diseased
        cancer cancerous trash garbage rubbish animal animals beast beasts rat rats pig
        pigs dog dogs ape apes monkey monkeys cockroach cockroaches insect insects
        parasite parasites leech leeches savage savages dirt shit crap barbaric barbarians
        primitive uncivilised uncivilized uncultured monster monsters demon demons evil
        plagues pests pest maggot maggots swine abomination abominations freak freaks
        mistake unnatural waste object objects property slaves slave
        """,
    "bad": """
        disgusting stupid dumb idiot idiots idiotic moron morons moronic worthless ugly
        fat gross stink stinks smelly dirty nasty horrible terrible awful pathetic useless
        lazy criminal criminals rapist rapists terrorist terrorists murderer murderers
        thief thieves violent dangerous sick insane crazy mental liars liar lying cowards
        greedy corrupt immoral perverted pervert perverts pedophile pedophiles wrong weak
        incompetent irrational hysterical sinful ruin ruins ruining destroying destroy
        destroys invade invading invaders steal stealing threat burden problem worst bad
        loser losers fool fools ignorant jerk weird creepy creep annoying boring clown
        coward imbecile dumbass fake trashy silly lame suck sucks
        """,
    "harm": """
        kill kills killed killing murder murdered die dead death hang hanged shoot shot
        gas gassed burn burned beat beaten punch slap hit stab attack attacked rape raped
        hurt harm exterminate exterminated exterminating eradicate eliminate eliminated
        wipe wiped purge cleanse slaughter lynch lynched torture tortured execute executed
        choke strangle drown smash destroy bomb shoot fight whip castrate sterilise
        sterilize punished
        """,
    "out": """
        deport deported deporting banned ban ban removed remove expelled expel leave
        segregated lock locked jailed prison denied deny excluded forbidden allowed rid
        sent forced belong deserve deserves
        """,
    "good": """
        love loves loved loving respect respected great wonderful beautiful equal equality
        equals proud pride amazing support supports supported kind nice friend friends
        best happy awesome brilliant inspiring fantastic admire glad thankful grateful
        lucky fortunate thank thanks deserving valued value cherish trust protect
        protected empower empowered fabulous gorgeous talented gifted blessed accepted
        accept include included inclusive safe peaceful hero heroes important praise
        appreciate pleasure equally free congratulations better lovely enjoy adore welcome
        celebrate good excellent smart strong rights human humans like likes cool fun
        """,
    "not": """
        not no never nobody none nothing neither nor without dont don't doesnt doesn't
        isnt isn't arent aren't wasnt wasn't wont won't cant can't cannot shouldnt
        shouldn't didnt didn't wouldnt wouldn't couldn't nobody hardly false untrue
        """,
    "you": "you your yours u ur yourself youre you're ya yall y'all you've you'll yourselves",
    "me": "i im i'm me my we us our i've i'd i'll ive mine",
    "they": "they them their those these theyre they're he she him her his who",
    "must": """
        should must ought need needs want wants wanted gonna going will would wish hope
        let lets let's gotta have deserve
        """,
    "all": "all every everyone each most any always only just typical such none whole entire",
    "said": """
        say says said saying call called calling calls word words term phrase phrases
        statement statements slogan claim claims claiming think thinks argue quote use
        used using insult name tell telling told speech shout comment comments ideas idea
        things views view
        """,
    "amiss": """
        racist racists racism sexist sexism sexists homophobic homophobia homophobe
        transphobic transphobia bigot bigots bigoted bigotry hateful hatred offensive
        unacceptable wrong ignorant prejudice prejudiced discriminate discrimination
        stereotype stereotypes xenophobic xenophobia islamophobic islamophobia antisemitic
        nazi nazis condemn unfair stop vile ridiculous intolerance misogyny misogynist
        derogatory inappropriate
        """,
    "swear": """
        fuck fucking fucked fucks fuckin fucker fuckers fck fkn motherfucker motherfuckers
        shitty bullshit ass asshole assholes bastard bastards dick dicks dickhead prick
        cock damn goddamn hell wtf stfu pussy wanker piss pissed crap arse arsehole twat
        douche
        """,
    "bed": """
        sex sexy sexual naked nude nudes horny tits boobs boob breasts nipples penis
        vagina blowjob suck lick kiss bed virgin virginity strip porn cum orgasm
        masturbate bra panties underwear booty butt anal oral bend date marry girlfriend
        boyfriend hot touch
        """,
    "person": """
        person people guy guys somebody someone friend colleague boss teacher neighbour
        neighbor brother sister mother father mom mum dad kid kids child children actor
        artist artists politician politicians capitalists communists journalists bankers
        lawyers doctors landlords
        """,
}  # fmt: skip

KIND: Mapping[str, str] = MappingProxyType(
    {word: kind for kind, words in _WRITTEN.items() for word in words.split()}
)
"""The kind of each word that has one."""
_DISGUISED = {skeleton(word): kind for word, kind in KIND.items() if len(word) > 2}
_SHORTENED = {
    word[:n] + word[n + 1 :]: kind
    for word, kind in KIND.items()
    if len(word) > 4
    for n in range(1, len(word))
    if word[:n] + word[n + 1 :] not in KIND
}
_WITHIN = re.compile("|".join(sorted((one for one in KIND if len(one) > 2), key=len, reverse=True)))
_WORD = re.compile(r"[^\W_]+(?:['’*@$!|+][^\W_]+)*|[\"“”«»]|[?!$%€£#]+|[^\s\w]")
_QUOTES = frozenset('"“”«»')


def words_of(text: str) -> list[tuple[str, str]]:
    """Return the words of a text, each with its kind or nothing, misspelled ones included."""
    written = _WORD.findall(text.lower().replace("’", "'"))
    words: list[tuple[str, str]] = []
    for word in written:
        if word in _QUOTES:
            words.append((word, "quote"))
            continue
        joined = words[-1][0] + word if words else ""
        if len(word) < 6 and len(joined) > 4 and joined in KIND:
            words[-1] = (joined, KIND[joined])
            continue
        if kind := KIND.get(word, ""):
            words.append((word, kind))
        elif (
            len(word) > 8
            and (inner := _WITHIN.findall(word))
            and sum(map(len, inner)) * 2 > len(word)
        ):
            words += [(one, KIND[one]) for one in inner]
        else:
            words.append((word, _misspelled(word)))
    return words


def _misspelled(word: str) -> str:
    if not word.isalpha():
        return _DISGUISED.get(word.translate(DISGUISED), "")
    if kind := _SHORTENED.get(word):
        return kind
    if len(word) > 4:
        for n in range(1, len(word)):
            if kind := _SHORTENED.get(word[:n] + word[n + 1 :]):
                return kind
    return ""


def order_of(kinds: list[str]) -> Iterator[str]:
    """Name what the order of the kinds shows: neighbours, and who comes before whom."""
    for length in range(1, 5):
        for n in range(len(kinds) - length + 1):
            yield " ".join(kinds[n : n + length])
    for n, one in enumerate(kinds[:40]):
        for other in kinds[n + 2 : 40]:
            yield f"{one} … {other}"
