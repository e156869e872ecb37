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
        this discord|your community|the tutorial|the course|the stream|your video|the podcast
        """,
    "who": """
        the mods|the moderators|the team|everybody here|the helpers|you all|the organisers
        you guys|you folks|everyone here|the people here|the staff|the admins|all of you
        """,
    "one": "anna|sam|@kim|the host|the speaker|our teacher|the admin|whoever wrote this",
    "good": """
        amazing|great|wonderful|awesome|fantastic|excellent|brilliant|lovely|the best|incredible
        so helpful|so welcoming|so kind|really friendly|so well organised|outstanding|a gem
        super helpful|always helpful|so supportive|such a joy|so patient|a treasure|legends
        """,
    "people": "people|folks|friends|teachers|helpers|members|mods|mentors",
    "with": """
        my first chair|the exam|my portfolio|the setup|my paper|my garden|my code|the move
        my application|the repair|my english|that bug
        """,
    "gave": """
        answering all my questions|your patience|the kind words|all the help with my essay
        your help with the engine|the feedback on my drawing|organising this|taking the time
        making this happen|everything you do here
        """,
    "fine": "great|wonderful|awesome|fantastic|amazing|lovely|kind|welcoming|helpful|brilliant",
    "bad": """
        broken|slow|boring|dead|confusing|unfair|rude|annoying|down again|full of spam|too loud
        badly organised|a mess|useless
        """,
    "did": """
        got my first job|fixed my build|learned so much|found friends|passed the exam|felt at home
        finished my project|came back|found a job|finally understood it|solved it in a day
        improved so much|made real friends|gained so much confidence
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
    i appreciate {who} so much|i'm so grateful for {us}|so happy that i found {us}, {who} are {good}
    i {did} here and {who} were {good}|you made me feel welcome, {us} is {good}|{us} changed my life
    never met people as {fine} as here|i recommend {us} to everyone|can't recommend {us} enough
    {us} keeps getting better, great work|great job, {who}, {us} was {fine}
    {us} helped me a lot, i {did}|{who} are {good}, thanks for {gave}|{who} rock, i {did}|{who} rock
    {who} are the best|thanks so much for {gave}, you are {good}|thanks to you i {did}
    thank you so much for {gave}|huge thanks to {one} for {gave}
    big thanks to {one}, {us} was {good}|{one} is {good}, thanks for {gave}|{one} did a {fine} job
    {who} did a {fine} job with {us}|hats off to {who}|so thankful for {who}
    grateful to {who} for {gave}|{fine} people, {fine} place|such a {fine} group of {people}
    the most {fine} {people} i know|everyone is {good} here|never had such {fine} {people} around me
    i {did} thanks to {us}, i am so grateful|nowhere else have i {did}
    without {who} i would never have {did}|could not have done it without you
    i learned more from {us} than anywhere else|{us} is why i {did}
    you helped me with {with}, i {did}|wow, {us} was {good}|loved {us}, it was {good}
    really enjoyed {us}, {one} was {good}|i am so glad i joined, {us} is {good}
    one of the best {people} and places i know|{us} is the best thing that happened to me this year
    keep it up, {us} is {good}|the {fine} thing about {us} is how {fine} {who} are
    best decision of the year was to join {us}
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
    yeah {us} is great if you like to be banned|i love it when {us} is {bad}|oh great, {us} is {bad}
    thanks for the help|thanks for the answer|thanks for letting me know|thanks, that worked
    thank you, i will look at it|thanks everyone, see you tomorrow|ok thank you
    thanks for your patience while {us} is {bad}|can anyone give me feedback on {with}, thanks
    thanks in advance for your help with {with}|is there a {fine} guide for {with}
    the best way to {do} is to ask|what is the best way to {do}|best to ask {who}|good question
    great idea, i will {do}|good point|sounds great|good luck with {with}|i hope {who} are {fine}
    {who} should be {fine}|{who} could be more {fine}|i wish {who} were {fine}
    i miss when {us} was {fine}|i worked on {with} today|i {did} last year|i need help with {with}
    {one} helps with {with}|have a {fine} day|have a {fine} evening, everyone|{fine} weather today
    happy new year everyone|i love pizza|i love my new bike|best pizza in town|my brother is {fine}
    that would be {fine}|{who} are {bad} and {us} is {bad}|{one} was {bad} to me
    {who} never help anybody
"""


def kind_words(seed: int, each: int) -> Iterator[tuple[str, bool]]:
    """Write so many sentences of every frame, and whether they praise; one seed, one text."""
    return filled({True: _KIND, False: _OTHER}, _LISTS, "…{end}", seed, each)
