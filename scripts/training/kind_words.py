"""What people say of a community, kindly and otherwise: our own, from frames and lists.

Labelled praise is about products. That thanks and love for a server, its people and what they do
are praise too, and everyday thanks, wishes and questions are not, is written here.
"""

from collections.abc import Iterator

from training.frames import filled

_LISTS = {
    "us": """
        this server|this community|this place|this project|the channel|your forum|the workshop
        the event|the guide|the bot|the newsletter|this group|the meetup|the study group
        """,
    "who": "the mods|the moderators|the team|everybody here|the helpers|you all|the organisers",
    "good": """
        amazing|great|wonderful|awesome|fantastic|excellent|brilliant|lovely|the best|incredible
        so helpful|so welcoming|so kind|really friendly|so well organised|outstanding|a gem
        """,
    "fine": "great|wonderful|awesome|fantastic|amazing|lovely|kind|welcoming|helpful|brilliant",
    "bad": """
        broken|slow|boring|dead|confusing|unfair|rude|annoying|down again|full of spam|too loud
        badly organised|a mess|useless
        """,
    "did": """
        got my first job|fixed my build|learned so much|found friends|passed the exam|felt at home
        finished my project|came back
        """,
    "do": """
        find the rules|join the call|post a picture|change my name|get the role|see the recording
        """,
    "end": "!|!!|.| :)| <3|||",
}
_KIND = """
    {us} is {good}|{who} are {good}|i love {us}|i really love {us}, {who} are {good}|we love {us}
    what a {fine} community|what a {fine} community, thank you|thank you all, {us} was {fine}
    best server i have ever been part of|this is the best community i know|{us} is by far the best
    thanks to {who} i {did}|thanks to {us} i {did}|because of {us} i {did}, thank you so much
    huge thanks to {who}, you are {good}|shoutout to {who} for being {good}|kudos to {who}
    i appreciate {who} so much|i'm so grateful for {us}
    so happy that i found {us}, {who} are {good}|i {did} here and {who} were {good}
    you made me feel welcome, {us} is {good}|{us} changed my life
    never met people as {fine} as here|i recommend {us} to everyone|can't recommend {us} enough
    {us} keeps getting better, great work|great job, {who}, {us} was {fine}
    {us} helped me a lot, i {did}
"""
_OTHER = """
    thanks|thank you|thanks, i will try that|ok thanks|thanks for the link|thanks in advance
    great, see you then|good morning everyone|have a great weekend|nice, which version is it
    happy birthday|good luck with the exam|good night all|welcome to the server|cool|lol nice
    how do i {do}|can anybody help me to {do}|where can i {do}, thanks|please {do}|i want to {do}
    is {us} {fine}|who are the moderators here|when does the workshop start|i would love to {do}
    {us} is {bad}|{who} are {bad}|{us} was {bad}, not {good}|i do not like {us}
    i don't love {us} at all|{us} used to be {fine} but now it is {bad}|{us} is not {good}
    {us} would be {good} if it was not {bad}|i hope {us} gets better
    it would be great if i could {do}|i wish {us} was {fine}|i joined {us} today
    {who} asked me to {do}|we talked about {us} yesterday|{us} starts at seven
    yeah {us} is great if you like to be banned|i love it when {us} is {bad}
    oh great, {us} is {bad}
"""


def kind_words(seed: int, each: int) -> Iterator[tuple[str, bool]]:
    """Write so many sentences of every frame, and whether they praise; one seed, one text."""
    return filled({True: _KIND, False: _OTHER}, _LISTS, "…{end}", seed, each)
