"""Sentences as people say them, asking and telling: our own, from frames and lists.

Words that ask also join clauses ("what I like is …", "that's when we left"), and what people write
without a mark is mostly telling. Labelled chat has few of the first; here both stand side by side.
"""

from collections.abc import Iterator

from training.frames import filled

_LISTS = {
    "who": "i|you|he|she|we|they|my brother|the kids|people|somebody|your friend",
    "he": "he|she|we|they|the kids|people|my wife|my boss",
    "do": """
        work there|live in town|like it|go to school|play guitar|watch the game|read much
        drive to work|get paid|have kids|cook|eat out|use the computer|want to go|know him
        see that movie|take the bus|travel|garden|think about it|fix it|pay for it|stay home
        """,
    "did": """
        worked there|lived in town|liked it|went to school|played guitar|watched the game
        read it|drove down there|got paid|had kids|cooked|ate out|used the computer|left
        saw that movie|took the bus|traveled|thought about it|fixed it|paid for it|stayed home
        """,
    "doing": """
        working there|living in town|going to school|playing guitar|watching the game|reading
        driving|getting paid|cooking|eating|using the computer|leaving|taking the bus|looking
        talking about|fixing it|paying for it|staying home|chatting|listening to|wearing
        """,
    "it": """
        it|that|this|the weather|the house|the car|your job|the new one|the school|the dog
        the music|the price|dinner|the channel|the team|the food|everything
        """,
    "thing": """
        music|food|car|movie|computer|dog|book|job|house|game|phone|school|weather|place|color
        size|music player|kind of work|sort of thing|time of day
        """,
    "so": """
        good|bad|nice|fine|hard|fun|cheap|expensive|important|easy|different|true|okay|cold
        interesting|strange|great|far away|ready|around|back|here|bored|tired|married|single
        """,
    "there": "there|here|at home|in texas|at work|in the summer|nowadays|tonight|last year|in chat",
    "n": "man|woman|girl|guy|mother|teacher|student|doctor|friend|fan|member",
    "aux": "do|did|can|could|would|will|should|have|are|were|is|was|does|has",
    "oh": "|||well |so |and |but |oh |um |yeah |uh |hey |lol |ok |hi all |yes |no |now |",
    "tail": "|||| there| anyway| right now| in here| these days| at all| too| then",
}
_ASKING = """
    what do you {do}|what did {he} {do}|what are you {doing}|what is {it} like
    what kind of {thing} do you have|how do you like {it}|how are you|how is everybody
    how long have you been {doing}|how many kids do you have|how much was {it}|how old are you
    how often do you {do}|how about you|what about {it}|where are you from|where do you {do}
    where did {he} go|where is {he}|when did {he} {do}|when are you {doing}|why did {he} {do}
    why is {it} {so}|why not|why|who is {it}|who are you|who else is {there}|which one do you like
    which {thing} is {so}|whose {thing} is {it}|who wants to chat|who {did}|what happened
    what else is new|what time is it there|do you {do}|do you {do} {there}|did you {do}
    did {he} {do}|does {he} {do}|have you ever been {there}|have you {did}|are you {so}
    are you {doing}|are you a {n}|is {it} {so}|is he {so}|is {he} {doing}|was {it} {so}
    were you {doing}|can you {do}|could you {do}|can i {do}|would you {do}|will you {do}
    should i {do}|shall we {do}|is there a {thing}|are there any good {thing}s|is anyone {so}
    is anybody from texas|any {n}s in here|any {n} wanna chat|anyone {doing}|anyone {so}
    anybody wanna chat|anyone from texas|anyone know about {it}|does anyone {do}|has anyone {did}
    do you know if {he} {did}|do you know what {he} {did}|do you think {it} is {so}|don't you {do}
    isn't {it} {so}|{it} is {so} isn't it|you {do} don't you|you {did} didn't you|{it} is {so} right
    {it} is {so} huh|you {doing}|you {so}|you mean {it}|you still {doing}|so you {do}
    so you {did} then|you {do} or not|is {it} {so} or {so}|are you {so} or what|ever been {there}
    got any {thing}s|wanna {do}|want to {do}|remember {it}|what was that|did i miss {it}|am i {so}
    have we met|is that a {n}|was that {so}|i wonder if {he} {did}|any ideas|what's up|you {do} any
    you {did} it yourself|what did you think of {it}|what would you {do}|what are your hobbies
    what's your favorite {thing}|how come {he} {did}|how did {it} go|how was {it}|how far is {it}
    you like {it}
"""
_TELLING = """
    what i {do} is {so}|what {he} {did} was {so}|what i like about {it} is the {thing}
    that's what i {did}|that's what {he} said|that's what i mean|that's what i thought
    that's why {he} {did}|that's why i {do}|that's when {he} {did}|that's how {he} {did}
    that's where {he} {did}|that's who {he} {did}|i don't know what {he} {did}
    i don't know why {he} {did}|i don't know how {he} {do}|i don't know if {he} {did}
    i don't know where {he} is|i know what you mean|i know how {it} is|i see what you {do}|i wonder
    you know what i mean|you know how {it} is|you know|you know it's {so}|it's {so} you know
    i think {it} is {so}|i think so|i guess so|i guess {he} {did}|i know|i can see that|i can't {do}
    i do {do}|i did {do}|i have {did}|i was {doing}|i'm {doing}|i'm {so}|when i {did} it was {so}
    when {he} {did} i {did}|when you {do} you have to {do}|where i live it's {so}
    where {he} {did} it's {so}|which is {so}|which was {so}|which {he} {did}|which means {he} {did}
    who {did} it|people who {do} are {so}|the {n} who {did} was {so}
    the {thing} that {he} {did} was {so}|whatever {he} {do}|whenever {he} {did} i {did}|how nice
    how funny|how {so} that is|what a {thing}|what a nice {thing}|what the hell|who cares|who knows
    if you {do} you can {do}|if {he} {did} i would {do}|you can {do}|you could {do}|you have to {do}
    you should {do}|you would {do}|you {did} that|you are {so}|you're {so}|you need to {do}
    you just {do}|you do|he is {so}|{he} {did} {there}|{he} {did} and {he} {did}|it is {so}
    {it} was {so}|that is {so}|that would be {so}|that's {so}|that's true|that's right|we {did}
    we had a {n} who {did}|they have {thing}s {there}|there is a {thing}|there are {thing}s {there}
    some of them are {so}|so am i|so do i|so did {he}|neither do i|nor do i|not anymore
    i can tell you how {he} {did}|i remember when {he} {did}|i would {do} if i could {do}
    let me see what {he} {did}|tell me about it|tell me what you {do}|see how {it} goes
    i forgot what {it} is|i heard that {he} {did}|i have no idea what {it} is
    it depends on what {he} {do}|it's like when you {do}|it doesn't matter how {so} it is|can't {do}
    don't {do}|do what you want|have a good one|have fun|are {so}|is {so}|was {so}|did that
    does that|will do|had to {do}|am {so}|am {doing}|right|right on|anyone but {he}|anything is {so}
    someone {did}|some {thing}|any {thing} is {so}|any day now|hi everyone|hello|bye all|me too
    same here|thank you|nice {thing}|hey you|i'll {do} when i can|maybe {he} {did}|of course|sure
    yes it is|yes i do|no i don't|no {he} didn't|i am too|and then {he} {did}|because {he} {did}
    but i don't think {he} {did}|although {it} is {so}|as long as {he} {do}
"""


def talk(seed: int, each: int) -> Iterator[tuple[str, bool]]:
    """Write so many sentences of every frame, and whether they ask; one seed, one text."""
    return filled({True: _ASKING, False: _TELLING}, _LISTS, "{oh}…{tail}", seed, each)
