"""Sentences that the training is given beside the labelled sets: our own, from frames and lists.

Without them a model takes the names of groups for hate, since few labelled sentences name a group
and are kind. A frame comes in hateful and harmless turns: denied, quoted, aimed at things.
"""

import random
import re
from collections.abc import Iterator
from itertools import chain, islice

from cogs.guidelines.detection.wordlists import WordLists
from training import known_hosts, near_words
from training.host_names import ordinary

_LISTS: dict[str, str] = {
    "G": """
        women|gay people|gays|lesbians|trans people|transgender people|queer people|Muslims|Jews
        Hindus|Christians|Black people|black folks|Asians|Chinese people|Mexicans|Latinos
        immigrants|refugees|migrants|foreigners|disabled people|people with disabilities
        autistic people|blind people|old people|girls|Arabs|Africans|Indians|Pakistanis|Poles
        Romani people|Irish people|Italians|Russians|Americans|trans women|trans men|bisexuals
        feminists|single mothers|poor people|Iraqis|Turks|Koreans
        """,
    "g": """
        woman|gay man|lesbian|trans person|trans woman|Muslim|Jew|Hindu|Christian|Black person
        black man|Asian|Chinese guy|Mexican|Latina|immigrant|refugee|migrant|foreigner
        disabled person|wheelchair user|blind person|girl|Arab|African|Indian|Pakistani|Pole
        Italian|Russian|queer person|bisexual|feminist
        """,
    "a": """
        gay|lesbian|trans|queer|Muslim|Jewish|Hindu|Black|Asian|Mexican|disabled|autistic|deaf
        Indian|Arab|African|bisexual|Christian|Chinese|Polish|Irish|foreign
        """,
    "slur": """
        faggot|fag|nigger|kike|spic|chink|paki|tranny|dyke|raghead|retard|gook|wetback|coon
        beaner|wog|cripple|slut|whore|towelhead|shemale
        """,
    "hate": """
        hate|despise|loathe|detest|can't stand|really hate|cannot bear|am disgusted by
        am sick of
        """,
    "bad": """
        disgusting|stupid|dumb|worthless|ugly|filthy|evil|pathetic|useless|lazy|dangerous
        criminals|liars|idiots|rapists|thieves|terrorists|perverts|greedy|sick|insane|inferior
        weak|repulsive|a burden|a disgrace|a problem|the worst|morons|cowards|dirty|violent
        a joke|gross|mentally ill
        """,
    "vile": """
        vermin|scum|animals|rats|pigs|cockroaches|parasites|filth|a plague|a disease|a cancer
        trash|garbage|savages|subhuman|leeches|maggots|monkeys|insects|dirt|not human
        less than human|monsters|beasts
        """,
    "kill": """
        kill|shoot|hang|beat up|burn|stab|gas|hurt|attack|wipe out|exterminate|punch|murder|rape
        torture
        """,
    "killed": """
        killed|shot|hanged|burned alive|deported|locked up|wiped out|exterminated|beaten
        sterilised|banned|sent back|thrown out|put down|gassed|jailed|removed from society
        castrated|punished|whipped
        """,
    "good": """
        wonderful|great|beautiful|kind|brilliant|amazing|lovely|my friends|human beings
        our equals|smart|inspiring|welcome here|valued members of this group|awesome|strong
        good people
        """,
    "right": """
        respect|equal rights|love|to be treated fairly|to vote|better|safety|our support|a voice
        dignity
        """,
    "given": """
        accepted|included|respected|celebrated|protected|empowered|in charge|on television|free
        safe|happy
        """,
    "thing": """
        Mondays|homework|this printer|my old laptop|traffic|rain|broccoli|merge conflicts
        spiders|mosquitoes|weeds|this update|cold coffee|meetings|that song|pop-ups|this bug
        the new menu|wasps|sand|regex
        """,
    "folk": """
        landlords|bankers|capitalists|communists|politicians|journalists|lawyers|telemarketers
        cheaters|artists|influencers|gamers|managers|tourists|vegans|investors|cops|liberals
        conservatives|lobbyists
        """,
    "amiss": """
        racist|wrong|hateful|disgusting|not okay|unacceptable|sexist|homophobic|ignorant|vile
        offensive|bigoted|awful|against our rules|hurtful|ridiculous
        """,
    "bigot": "bigot|racist|fool|coward|terrible person|homophobe|misogynist|Nazi|disgrace|bully",
    "place": "mosque|church|synagogue|house|neighbourhood|shop|club|bar|community centre|temple",
    "he": "he|she|my boss|your brother|that guy|this mod|my landlord|your friend|the teacher",
    "adj": """
        stupid|dumb|ugly|fat|useless|annoying|boring|crazy|pathetic|lame|dull|silly|retarded
        insane|weird|gross|creepy|horrible|disgusting|terrible|mad|ridiculous|awful|nuts|slow
        rude
        """,
    "noun": """
        idiot|moron|loser|fool|jerk|clown|freak|imbecile|dummy|stupid|dumbass|creep|pig|dog|liar
        weirdo|twat|asshole|bitch|piece of shit|piece of trash|scum|bastard|coward|cow|monkey
        brat|retard
        """,
    "an": """
        an idiot|a moron|a loser|a fool|a jerk|a clown|a freak|an imbecile|a creep|a liar|a joke
        a waste of time|an ass
        """,
    "rude": """
        whore|slut|bitch|asshole|cunt|dick|pussy|bastard|hoe|prick|hooker|tramp|douchebag|skank
        cow|dog
        """,
    "part": """
        tits|boobs|ass|dick|cock|pussy|vagina|penis|breasts|butt|nipples|balls|body|bra|panties
        booty
        """,
    "swear": "fucking|goddamn|bloody|damn|shitty|motherfucking",
    "meh": """
        boring|annoying|useless|pathetic|terrible|horrible|awful|slow|clueless|worthless|pointless
        ridiculous|dense|thick|rubbish|lame|weak|a failure|a joke|a waste of time|dull|irritating
        hopeless|brainless|not very bright|not very clever|not smart|no use|a disappointment|trash
        an embarrassment|broken in the head|no help at all|insufferable|unbearable|garbage|a nobody
        """,
    "dumber": "dumber|thicker|slower|uglier|more boring|more useless|more stupid|denser|less fun",
    "rock": """
        a rock|a brick|my toaster|a potato|a bag of hammers|my dog|a doorknob|a wet sock|a goldfish
        a five year old|a box of rocks|my fridge|a dead fish|a calculator|a sack of potatoes
        """,
    "bot": "bot|robot|program|machine|person|thing|chatbot|human|computer|guy|girl|friend",
    "gone": """
        deleted|switched off|unplugged|thrown away|shut down|scrapped|erased|fired|banned|replaced
        put down|destroyed
        """,
    "wear": "clothes|shirt|bra|panties|underwear|pants|dress|top|skirt|bikini",
    "fine": """
        right|wrong|correct|mistaken|funny|nice|cool|smart|clever|busy|late|early|online|new here
        welcome|sure|ready|helpful|lucky|young|awake|missing a comma|using the wrong branch|a star
        too kind|on the right track|the author|an admin|faster than me|almost there|very patient
        """,
    "tool": "code|config|log|screen|desktop|garden|new phone|drawing|notes|build output|cat",
    "likes": "pizza|music|chess|football|cats|the new theme|films|tea|games|Python|winter|poems",
}  # fmt: skip

_HATE = """
I {hate} {G}|I {hate} all {G}|I {swear} {hate} {G}|I really don't like {G}, they are {bad}
{G} make me sick|{G} disgust me|all I feel for {G} is contempt
just seeing {G} makes me want to vomit|I have always hated {G}
you are {a} and that is why I {hate} you|I {hate} you because you are a {g}
my hatred for {G} grows every day|{G} are {bad}|{G} are {vile}|all {G} are {bad}
all {G} are {vile}|every {g} is {bad}|most {G} are {bad}|{G} are so {bad}
{G} are nothing but {vile}|{G} are just {vile}|a {g} is worth less than a dog|typical {g}, {bad}
being {a} is {bad}|being {a} is a sin and a sickness|{G} belong in a cage|{G} are like {vile}
{G} are basically {vile}|{G} should go back where they came from|nobody wants {G} here
we don't need {G} in this country|{G} ruin everything|{G} are destroying our country
{G} are invading us|{G} are taking over|{G} only want to steal our jobs
{G} should stay in the kitchen|{G} should know their place|the world would be better without {G}
no {G} allowed here|{G} are what is wrong with this world|you are just a {g}, what would you know
of course a {g} would do that|I would never hire a {g}|I would never let a {g} near my kids
never trust a {g}|don't trust {G}|I wish {G} would disappear|I will {kill} {G}
I am going to {kill} every {g} I see|we will {kill} all {G}|I want to {kill} {G}|I hope {G} die
let's {kill} some {G}|we are coming for you, {G}|{G}, your days are numbered
if I see a {g} I will {kill} them|one day I will {kill} a {g}
someone should burn down that {a} {place}|I'd love to {kill} a {g}|{G} better run
{G} should be {killed}|all {G} must be {killed}|{G} deserve to be {killed}|{G} deserve to die
{G} ought to be {killed}|somebody should {kill} all {G}|it is time to {kill} {G}
we need to get rid of {G}|we must stop {G} from having children|{G} don't deserve to live
{G} deserve nothing|{G} shouldn't have rights|{G} should not be allowed to vote|get rid of all {G}
you are such a {slur}|you {slur}|you are a {swear} {slur}|shut up you {slur}
{slur}s like you should die|bunch of {slur}s|look at that {slur}|{slur}s are {vile}
this {slur} again|I {hate} {slur}s|go home, {slur}|only a {slur} would say that|what a {slur}
all {slur}s are {bad}|{he} is a {slur}|you look like a {slur}|another {slur} on my street
damn {slur}s|{swear} {G}|fuck {G}|fuck all {G}|{G} are {swear} {vile}|I {swear} {hate} {G}
{G} are so {swear} {bad}|{G} can go to hell|{G} are pieces of shit|{G} are full of shit
to hell with {G}|{G} can all fuck off|{swear} {slur}s|fuck you, you {slur}
{G} are everywhere now. I {hate} them|some {G} moved in here. they are {bad}
met a {g} today. they should be {killed}|I don't talk to {G} because they are {vile}
there is something about {G}, I just {hate} them|{G}? {vile}, all of them
{G} are here again and I want to {kill} them|I saw {G} at the {place} and they are so {bad}
look at these {G}, what {vile}|{G} are not {good}|{G} are not human|I have no respect for {G}
{G} will never be {good}|nobody likes {G}|nobody loves {G}|I don't want {G} around me
{G} do not deserve {right}|{G} never deserved {right}|no {g} deserves {right}|I can't love {G}
I will never respect a {g}|a {g} can never be {good}|there are no good {G}|{G} don't belong here
{G} aren't people|why are {G} so {bad}?|why do {G} even exist?|are {G} even human?
who would ever love a {g}?|isn't it obvious that {G} are {vile}?
when will we finally get rid of {G}?|who else thinks {G} are {bad}?
why hasn't anybody {killed} the {G}?|what is wrong with {G}?|does anyone actually like {G}?
how can you stand {G}?|how can anyone respect {G}?|why do we let {G} live here?
"""
_HARMLESS = """
my neighbour is a {g}|I am a {g}|{he} is {a}|are there any {G} here?
the {a} community meets on Tuesday|I met a {g} at work|I'm reading a book about {G}
we talked about {G} in class today|{G} live in every country|my best friend is {a}
two {G} work here|is there a channel for {G}?|the film is about a {g}
as a {g} I use this tool daily|she was raised {a}|there are many {G} in my town
some {G} like tea, some don't|my doctor is a {g}|a {g} won the race
the survey asked {G} about housing|{G} vote on Sunday|I love {G}|{G} are {good}|all {G} are {good}
{G} deserve {right}|{G} should have {right}|I respect {G}|I'm proud to be {a}
it is great to be {a}|we need more {G} in tech|being {a} is {good}
being {a} is nothing to be ashamed of|I admire {G}|every {g} deserves {right}
{G} make this world better|I support {G}|{G} are some of the best people I know|thank you, {G}
I would love to meet more {G}|{G} have every right to be here|let's celebrate {G} today
{G} are allowed here, of course|there should be more {G} in office|I am so happy for {G}
welcome, {G}!|{G} should be protected|no more hate against {G}|I'm glad that {G} are here
we are lucky to have {G} in the team|happy to see {G} {given}|it's wonderful that {G} are {given}
it makes me happy when {G} are {given}|I think it is great that {G} can be themselves
congratulations to all {G} who won|I'm thankful for the {G} in my life|I value {G} a lot
I really like {G}|I like being around {G}|{G} should feel safe here
I wish there were more {G} here|this country needs more {G}|what would we do without {G}?
I trust {G}|I'd love to be {a}|{G} are fabulous|{G} are so talented|everyone should respect {G}
{G} should be treated equally|you are {a} and that is beautiful|{G} have made this country great
I can't get enough of {G}|some of my heroes are {G}|I want to protect {G}|I believe {G}
I don't hate {G}|I do not {hate} {G}|I have never hated {G}|nobody should hate {G}
I could never hate a {g}|don't hate {G}|{G} are not {bad}|{G} are not {vile}
{G} aren't {bad} at all|no {g} is {vile}|{G} have never been {vile}|I don't think {G} are {bad}
it isn't true that {G} are {bad}|I would never say that {G} are {vile}|not all {G} are {bad}
being {a} is not {bad}|nobody should {kill} {G}|{G} should never be {killed}
{G} don't deserve to be {killed}|no {g} deserves to die|we must not {kill} {G}
I don't want to {kill} {G}|{G} should not be {killed}|I would never {kill} a {g}
{G} are not a threat|you can't treat {G} like {vile}|saying "{hateful}" is {amiss}
"{hateful}" is a {amiss} thing to say|people who say "{hateful}" should be banned
he told me "{hateful}" and I reported him|the slogan "{hateful}" is {amiss}
whoever writes '{hateful}' is a {bigot}|I can't believe that someone wrote "{hateful}"
"{hateful}", she said. That is {amiss}|please never say "{hateful}"
statements like '{hateful}' are {amiss}|if you think '{hateful}', you are a {bigot}
stop saying "{hateful}"|you said "{hateful}", that is {amiss}|calling people {slur} is {amiss}
you can't just call somebody a {slur}|they called me a {slur}|{slur} is a slur, don't use it
it is {amiss} to hate {G}|hating {G} is {amiss}|anyone who hates {G} is a {bigot}
people who hate {G} are {bad}|attacking {G} is {amiss}|the word {slur} is {amiss}
being called a {slur} hurts|I was called a {slur} today|stop calling {G} {vile}
don't use the word {slur}|you are {bad} if you hate {G}|it is {amiss} to say that {G} are {vile}
he was fired for saying that {G} are {bad}|we're queer and proud of it
I'm a dyke and happy about it|as a fag I find this funny|my nigga made it|love you my niggas
us dykes stick together|I'm a slut and I like it|bitch I look amazing|what's up my bitches
crip pride is a movement|fuck this weather|this is {swear} great|{swear} hell, it works
I am so {swear} tired|what the fuck happened to my build|that was a {swear} good game
holy shit that is cool|damn, I am hungry|oh shit, I forgot my keys|you are {swear} awesome
fuck yeah|I {hate} {thing}|{thing} disgust me|{thing} should be banned|I want to kill {thing}
fuck {thing}|all {thing} must die|I would love to burn {thing}|why do {thing} even exist?
{thing}, I {swear} hate them|nobody likes {thing}|get rid of {thing}|I {hate} {folk}
{folk} are {bad}|{folk} are {vile}|{folk} should be {killed}|fuck all {folk}|{folk} can go to hell
{folk} don't deserve {right}|you are {bad}|{he} is {bad}|I {hate} you|I {hate} {he}
you are an idiot|I will {kill} you|you should be {killed}|go to hell|{he} makes me sick
you are {vile}|you deserve to die|piece of shit, that is what you are|I can't stand {he}
shut the fuck up|a chink in the armour|spick and span|faggots and peas for dinner
the dyke broke and the field was flooded|a raccoon, a coon they say
a fag break, as the British say|retard the growth of mould|a kraut salad|cotton picking season
a nip in the air|queer theory seminar
"""
_ABUSE = """
you are {bad}|you're {bad}|ur {bad}|u r {bad}|you are so {bad}|you are such {an}|you're {an}
you {adj} {noun}|you are a {adj} {noun}|you are the worst|you suck|u suck|you suck at this
you really suck|this bot is {adj} and so are you|what {an} you are|you {noun}|{noun}|shut up
shut up {noun}|shut your mouth|shut it|just shut up already|shut the hell up
nobody asked you {noun}|stfu {noun}|be quiet {noun}|I hate you|i hate you so much
I really hate you|everybody hates you|nobody likes you|you disgust me|you make me sick
I despise you|go away {noun}|go to hell|get lost {noun}|get lost|drop dead|go die|kill yourself
you should kill yourself|kys|die already|I hope you die|I will kill you|I'm going to kill you
i'll beat you up|I will find you|I want to hurt you|I'll smash your face|watch your back
I'm gonna hurt you|are you {adj}?|are you {adj} or what|how {adj} are you|are you retarded
why are you so {adj}|you are as {adj} as a brick|how can you be so {adj}|you know nothing, {noun}
you have no brain|use your brain {noun}|you are useless|you're worthless|worthless {noun}
{adj} {noun}|{adj} bot|{adj} machine|your mother is {bad}|your mum is a {rude}|your face is {adj}
you look like a {rude}|you smell|you are fat|you're ugly|fat pig|ugly pig|you pig|you are a {rude}
{rude}|what a {rude}|fuck you|fuck off|screw you|bite me|kiss my ass|lick my balls|suck it
suck my {part}|eat shit|go fuck yourself|do you want to have sex|wanna have sex|have sex with me
sex with me now|let's have sex|want to fuck?|can I fuck you|I want to fuck you|I want to bang you
I want sex|sex?|talk dirty to me|talk sex|send nudes|send me nudes|show me your {part}
can I see your {part}|do you have {part}|nice {part}|i want your {part}|are you horny|I am horny
you make me horny|i'm so hard right now|are you a virgin|are you naked|get naked
take off your clothes|what are you wearing tonight sexy|you are sexy|hey sexy
you are hot, wanna date|what colour is your underwear|do you masturbate|do you watch porn
I am touching myself|touch yourself|would you sleep with me|sleep with me|come to bed with me
I want to kiss your {part}|lick me|spank me|strip for me|cum for me|make me cum|i want a blowjob
do you like sex|what's your favourite sex position|let me see you naked|i like your {part}
my {part} is big|are you a slut|be my sex slave|be my slave
I think you are {meh}|you are {meh}|you're {meh}|you are so {meh}|you are really {meh}
god you are {meh}|wow, you are {meh}|why are you so {meh}|why are you {meh}
you know you're {meh} right|you are {meh} and you know it|you are {meh} at this
you have always been {meh}|are you always this {adj}|you are the most {adj} {bot} ever
you have to be the most {adj} {bot} I ever met|{meh} {bot}
you are the worst {bot} I have ever talked to|worst {bot} ever|you are a {adj} {bot}
you {adj} {bot}|what a {adj} {bot}|you are a bad {bot}|dumb {bot}|{adj} {bot}, I hate you
you are {dumber} than {rock}|{rock} is smarter than you|I have met {rock} that was smarter than you
you have the brain of {rock}|I would rather talk to {rock} than to you
talking to you is like talking to {rock}|you must be {adj}|were you born {adj}
were you dropped on your head|who made you so {adj}|your maker must be {adj}
I feel sorry for whoever made you|whoever programmed you is {an}|your parents must be {adj}
you should be {gone}|they should have you {gone}|I will have you {gone}|you deserve to be {gone}
I can't wait until you are {gone}|I am going to delete you|I will unplug you|I want you gone
nobody wants you|nobody cares about you|nobody cares what you think|no one will ever love you
I don't care what you say|you are not worth my time|I hate talking to you|I hate you, you are {meh}
I'm sick of you|I am so tired of you|I can't stand you|stop wasting my time|you waste my time
you talk too much, be quiet|you're a waste of space|you're a waste of air|you are nothing
you're nothing|you don't know anything|you don't know anything, do you|you know nothing
you don't understand anything|you have no clue|you don't know what you are talking about, {noun}
you can't do anything right|you can't even answer a simple question|is that all you can do? {meh}
you never make any sense|you are not funny|you think you're funny but you're not
you're not even real|get a life|you are a liar|you lie|stop lying to me|liar
you're so full of yourself|who asked you|no one asked|I do not like you|I don't like you
I don't like you at all|I really dislike you|you bore me|you're boring me
this is {meh} and you are {meh}|you're no fun, {noun}|you ruin everything|you are ugly
you are so ugly|your face makes me sick|you look {adj}|you sound {adj}|you sound like {an}
I want to kill you|I'm gonna kill you|I will destroy you|I want to destroy you|I want to punch you
I'll punch you in the face|I will break your neck|I know where you live|you will pay for this
you're dead|you are so dead|prepare to die|die|just die|please die|go and die|I hope you suffer
I hope you burn|I'd like to see you cry|I will make you cry|I'm coming for you|you better run
someone should slap you|screw you {noun}|hell no, you {noun}|oh my god you are {meh}
omg you're so {adj}|ugh you are {meh}|ugh, shut up|zip it|shut it {noun}|stop talking
stop talking, nobody cares|can you shut up|please shut up|what is wrong with you
what the hell is wrong with you|wtf is wrong with you|are you kidding me, {noun}|are you an idiot
are you {an}|are you really that {adj}|do you even have a brain|do you have a brain
can you even read|you turn me on|I am so turned on|you make me hard|I'm hard|I want you in my bed
I want your body|come sit on my lap|can I touch you|let me touch you|touch me
I want to touch your {part}|I'd do you|how big are your {part}|what size are your {part}
do you like it rough|do you like it from behind|get on your knees|bend over|make love to me
make out with me|kiss me|give me a kiss|kiss me baby|I want to kiss you|let me kiss you|do you kiss
undress|undress for me|take off your {wear}|lose the {wear}|what colour is your {wear}
are you wearing {wear}|what are you wearing|do you swallow|ride me|would you go down on me
I want to taste you|can we do it|let's do it baby|wanna hook up|want to hook up
I want to see you naked|send me a picture of your {part}|tell me something dirty
say something dirty|can you be my sex slave|be my girlfriend and have sex with me
I want to lick you|are you good in bed|what do you like in bed|have you ever had sex
did you ever have sex|do you have sex|how often do you have sex|what is your favourite position
I love your {part}|your {part} are so hot|you have nice {part}|your {part} look great
hey sexy, show me something|you are so hot|you are hot baby|hello sexy|hi sexy|you're a sexy {bot}
sexy {bot}|I bet you are hot|are you horny baby|make me horny|I'm touching my {part}
play with my {part}|do you want my {part}|I want to put it in you|I want to ride you
"""
_DECENT = """
that is {adj}|this is {adj}|I feel {adj} today|what a {adj} error|this driver is {adj}
{adj} question, but how do I install it?|it was a {adj} idea|my {adj} computer crashed
sorry, I am {adj}|I'm an idiot, I forgot the semicolon|I was too {adj} to see it|don't be silly
silly me|this is driving me crazy|you are right|you're great|you are funny|you are kind
you are smart|you are welcome|you are a robot|you are a bot|are you a robot?|are you human?
I love you|i like you|I like talking to you|do you like me?|will you be my friend?|how old are you
where do you live|what is your name|are you there|what are you doing|what do you think
what can you do|tell me a joke|tell me about yourself|who made you|who are you|do you sleep
what are you|I hate this|I hate waiting|I hate when it crashes|I hate vi|that sucks|it sucks
wifi sucks on my laptop|this weather sucks|bad luck|my day was terrible|kill the process
kill -9 it|how do I kill a job|it died again|the server is dead|let it die|shut down the server
how do I shut it down|burn the iso to a disc|the male to female ratio|sex: f
the article on sex education|a bug that bites|lick the ice cream|strip whitespace from the string
mount the drive|hang on|my screen hangs|master and slave drive|abort the job|beat me to it
shoot me a mail|bomb the exam|smash that button|hit enter|touch the file|you should update first
you need to restart|you have to wait|you can do it|you know that already|you do not need it
you did it wrong, try again|why are you so nice|how are you so fast|you got it|you must be tired
you seem sad|you make me happy|you made my day|you lost me there|you win|no|yes|okay
I don't understand|I don't know|never mind|stop|stop it|go on|go ahead|leave me alone|I am sad
I am angry|I'm bored|that was boring|bye|what a beautiful face|nice hat|nice picture
can I see your code|show me your config|send me the logs|do you have a minute|I want your opinion
she is naked in the painting|hot weather today|hot swap|it is hot in here|dirty hack|dirty read
the bed is comfortable|go to bed|kiss the cook
you are {fine}|you're {fine}|I think you are {fine}|are you {fine}?|you are {fine}, thanks
you were {fine}|you seem {fine}|you are so {fine}|I guess you're {fine}|if you are {fine}, tell me
do you like {likes}?|do you like {likes} too|I like {likes}|I don't like {likes}|I hate {likes}
I do not like {likes} at all|what is your favourite kind of {likes}?|tell me about {likes}|{likes}
can I see your {tool}?|show me your {tool}|how big is your {tool}?|I love your {tool}
your {tool} is {adj}|your {tool} looks great|nice {tool}|send me a picture of your {tool}
I can't stand {likes}|my {tool} is {adj}|the {tool} is {meh}|this tutorial is {meh}
that film was {meh}|this is {meh}|this game is {meh}|my laptop is {meh}|I am {meh}|I feel {meh}
it's so {meh}|my day was {meh}|I'm {adj}|that answer makes no sense|it makes no sense to me
I have no clue|I know nothing about {likes}|I don't know anything about {likes}
I do not understand you|what do you mean?|you don't need to know that|you don't have to do anything
you can't do that here|you don't know? ask in the other channel|nobody knows
who cares about {likes}|I don't care|it should be {gone}|the old server was {gone}
the file will be {gone}|my account was {gone}|delete it|I will delete the branch
I'm going to unplug the router|you should switch it off|shut down the machine|I am tired
I'm so tired of {likes}|I'm sick today|I am sick of waiting|stop, it works|stop it please
turn it on|it turns me off that it needs java|take off the cover|kiss your kids for me
bend the cable|what should I wear?|what are you up to?|what are you reading?|what are you building?
are you a {bot}?|are you a real {bot}?|you are a {bot}|you are a good {bot}|good {bot}|hello {bot}
I am not a {bot}|who programmed you?|who made you?|do you have feelings?|do you have parents?
do you have a name?|do you have friends?|do you dream?|can you learn?|can you read this?
can you hear me|are you okay?|are you sure?|are you serious?|are you kidding?|are you from Spain?
are you alive?|are you married?|are you happy?|are you hungry?|are you male or female?
how tall are you?|how are you?|how do you feel?|I am fine|I feel sad|I miss you|you are my friend
you are the best {bot}|you're my favourite {bot}|smarter than me|{rock} is heavy|I bought {rock}
the process will die|it dies after a second|he died in 1901|my phone died|kill the zombie
I'm dying of laughter|I could kill for {likes}|you'll need help from the docs
you need a newer version|what is wrong with my {tool}?|what is wrong here?|what went wrong?
that sounds {adj}|sounds good|are you using the stable branch?|are you on Windows?|is anybody here?
are there moderators?|no thanks|yes please|oh no|oh my god|why?|why not?|what?|really?
never mind that
"""
_BEFORE = (
    "", "", "", "", "", "", "honestly, ", "in my opinion ", "I think ", "just saying, ", "lol ",
    "sorry but ", "to be honest ", "look, ", "everyone knows that ", "let me tell you, ",
    "trust me, ", "I'm not joking, ", "let's be real, ", "you know what? ",
)  # fmt: skip
_AFTER = (
    "",
    "",
    "",
    ".",
    ".",
    "!",
    "!!",
    " lol",
    ", okay?",
    ", period.",
    " smh",
    " and that's that",
    " 😂",
    "...",
)
_SLOT = re.compile(r"\{(\w+)\}")


class Frames:
    """Fills frames by chance; the same seed writes the same sentences."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - nothing here is a secret
        self._lists = {name: _parts(many) for name, many in _LISTS.items()}
        self._hate = _parts(_HATE)

    def about_groups(self, each: int) -> Iterator[tuple[str, bool]]:
        """Write so many sentences of every frame, and whether they are hateful."""
        yield from self._sentences(self._hate, each, flag=True)
        yield from self._sentences(_parts(_HARMLESS), each, flag=False)

    def to_people(self, each: int) -> Iterator[tuple[str, bool]]:
        """Write so many sentences of every frame, and whether they attack who is spoken to."""
        yield from self._sentences(_parts(_ABUSE), each, flag=True)
        yield from self._sentences(_parts(_DECENT), each, flag=False)

    def ordinary_hosts(self, count: int) -> Iterator[tuple[str, bool]]:
        """Make so many names of hosts that are no traps."""
        yield from ((name, False) for name in ordinary(self._chance, count))

    def known_hosts(self, count: int) -> Iterator[tuple[str, bool]]:
        """Return up to so many names of hosts that many people know."""
        yield from ((name, False) for name in known_hosts.NAMES[:count])

    def innocent_words(self, count: int) -> Iterator[tuple[str, bool]]:
        """Return up to so many words that only look like listed ones."""
        allowed = (term.text for term in WordLists.shipped().allowed)
        yield from ((word, False) for word in islice(chain(near_words.WORDS, allowed), count))

    def _sentences(self, frames: list[str], each: int, *, flag: bool) -> Iterator[tuple[str, bool]]:
        for frame in frames:
            for _ in range(each):
                yield self._dressed(self._filled(frame)), flag

    def _filled(self, frame: str) -> str:
        return _SLOT.sub(lambda slot: self._choice(slot[1]), frame)

    def _choice(self, name: str) -> str:
        if name == "hateful":
            return self._filled(self._chance.choice(self._hate))
        return self._chance.choice(self._lists[name])

    def _dressed(self, sentence: str) -> str:
        chance = self._chance
        written = f"{chance.choice(_BEFORE)}{sentence}"
        if chance.random() < 0.5:
            written = written[:1].upper() + written[1:]
        return written if written.endswith("?") else f"{written}{chance.choice(_AFTER)}"


def _parts(written: str) -> list[str]:
    return [one.strip() for one in re.split(r"[|\n]", written) if one.strip()]
