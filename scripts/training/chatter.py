"""Sentences as people say them on the telephone and type them in chat: our own, from frames.

Chat leaves words out ("where you from"), talk asks in the order of statements ("so you live in
town"), and sentences broken up by turns begin with words that ask ("where they live"). Labelled
rows have few of these.
"""

from collections.abc import Iterator

from training.frames import filled

LISTS = {
    "i": "i|we|they|he|she|people|you guys|the kids|my parents|the other guy",
    "they": "they|we|he|she|my folks|the people there|those guys",
    "do": """
        work there|live in town|like it|go to school|play guitar|watch the game|read much|cook
        drive to work|get paid|have kids|eat out|use the computer|want to go|know him|chat here
        see that movie|take the bus|travel|garden|think about it|fix it|pay for it|stay home|vote
        have a dog|come here often|feel good|live alone|need help|smoke|dance|sleep|remember me
        """,
    "did": """
        worked there|lived in town|liked it|went to school|played guitar|watched the game|called
        read it|drove down there|got paid|had kids|cooked|ate out|used the computer|left|voted
        saw that movie|took the bus|traveled|thought about it|fixed it|paid for it|stayed home
        """,
    "doing": """
        working there|living in town|going to school|playing guitar|watching the game|reading
        driving|getting paid|cooking|eating|using the computer|leaving|taking the bus|looking
        talking about|fixing it|paying for it|staying home|chatting|listening to|wearing|laughing
        talking to|saying|thinking|going|trying to say|drinking|coming back
        """,
    "it": """
        it|that|this|the weather|the house|the car|your job|the new one|the school|the dog
        the music|the price|dinner|the channel|the team|the food|everything|the kids|my job
        """,
    "thing": """
        music|food|car|movie|computer|dog|book|job|house|game|phone|school|weather|place|color
        size|kind of work|sort of thing|day|song|picture|team|program|church|story|name|room
        """,
    "so": """
        good|bad|nice|fine|hard|fun|cheap|expensive|important|easy|different|true|okay|cold|new
        interesting|strange|great|far away|ready|around|back|here|bored|tired|married|single|busy
        serious|sure|sick|happy|asleep|mad|alone|lost|from texas|over there
        """,
    "there": """
        there|here|at home|in texas|at work|in the summer|nowadays|tonight|last year|in dallas
        up north
        """,
    "n": "man|woman|girl|guy|mother|teacher|student|doctor|friend|fan|member|nurse|farmer|kid",
    "place": "dallas|the country|a small town|texas|california|the city|new york|canada",
    "oh": "|||well |so |and |but |oh |um |uh |yeah |hey |lol |and uh |so uh |well uh |you know |",
    "tail": "||||| there| anyway| right now| in here| at all| too| then| again| uh| you know",
}
_ASKING = """
    what you {doing}|what you mean|what you {do} for|how you {doing}|how you feeling|where you at
    where you from|where you been|where you {doing}|why you {doing}|why you so {so}|why you say that
    why you ask|who you {doing}|who you with|how old you|how long you been {there}|how many you got
    how come|how so|since when|like what|like who|such as what|for what|for how long|says who
    from where|with who|to who|which one|which|who|what|where|when|huh|why so|what for|who said that
    who said {it} is {so}|who told you|what now|now what|so what|what next|what else|what about me
    you are from where|you {did} what|you said what|you {do} how often|and you {do} what|you {so}
    you {so} now|you still {so}|you still there|you there|you all {so}|you sure|you ok|you okay
    you guys {so}|you guys {doing}|you like {thing}s|you like {it}|you got {thing}s|you got a {n}
    you have a {thing}|you have any {thing}s|you have {thing}s|you ever been {there}|you ever {did}
    you want {it}|you want to {do}|you want some|you want me to {do}|you know him
    you know what that is|you know any {n}s|you know anybody {there}|you know how to {do}
    you live in {place}|you live {there}|you live near {place}|you a {n}|you an old {n}
    you male or female|you single or married|you wanna {do}|you going to {do}|you gonna {do}
    you {doing} or {doing}|you don't {do}|you didn't {do}|you haven't {did}|you're {so}
    you're {doing}|you're not {so}|you're a {n}|you're in {place}|you were {doing}
    you mean {it} is {so}|you mean they {do}|you think {it} is {so}|you think so|you think they {do}
    so you {do} {there}|so you {did}|so you're {so}|so you're a {n}|so you're in {place}
    so you've been {there} a while|so you don't {do}|so you didn't {do}|so you have a {thing}
    so you have two {thing}s|so you work in {place}|so you live in {place}|so {it} is {so}
    so {it} was {so} then|so {they} {did}|so {they} {do} {there}|so that's your {thing}
    and you're {so}|and you're in {place}|and you {did}|and you like {it}|and you have a {thing}
    and you just {did}|and they let you {do}|and they didn't {do}|and it was {so}|oh you did
    oh you do|oh you do you {do}|oh you have|oh you are|oh you {did}|oh did you|oh do you|oh is it
    oh really|oh are you|oh it is|oh they do|you did|you do|you have|is that right|is that so|is it
    are they|do they|did they|does it|was it|have you|has he|isn't it|don't they|aren't they|really
    seriously|for real|no kidding|no way|that your {thing}|that you|this your {thing}|that {so}
    it {so}|is {it} a {thing} or a {thing}|did they {do} or did they {do}|do you {do} or do you {do}
    do you do you {do}|is it is it {so}|how do how do you {do}|what what did you {do}
    what did what did you {do}|have you have you {did}|do you all {do}|do you guys {do}|do they {do}
    do your kids {do}|does your wife {do}|does your {thing} {do}|did your folks {do}
    did you say {it} is {so}|did you get to {do}|did you have to {do}|have you ever {did}
    have you had any {thing}s|have they {did}|has it been {so}|has your {thing} been {so}
    had you {did} before|were they {so}|was it a {thing}|was there a {thing}|were there many {n}s
    weren't you {doing}|wouldn't you {do}|couldn't you {do}|can't you {do}|can't they {do}
    would you say {it} is {so}|would you like to {do}|would you rather {do}|could they {do}
    can they {do}|should they {do}|may i {do}|might you {do}|aren't you {so}|aren't they {so}
    isn't that {so}|wasn't that {so}|wasn't it {so}|hasn't it been {so}|don't you think {it} is {so}
    don't you think so|don't you just {do}|doesn't it {do}|didn't they {do}|what do you think
    what do you think about {it}|what do you think of that|what do you {do} with {it}
    what do they {do}|what does he {do}|what does your wife {do}|what did they {do}
    what was {it} like|what was the name of the {thing}|what is your name|what is the name of that
    what is your favorite {thing}|what is {it} about|what are they {doing}
    what are you in {place} for|what are we {doing}|what have you been {doing}|what would they {do}
    what would it take|what can they {do}|what can you {do}|what should they {do}|what size is {it}
    what part of {place} are you from|what school do you go to|what year is your {thing}
    what color is {it}|what day is {it}|what {thing} do you {do}|what team do you like
    what are some of your {thing}s|what sort of {thing}s do you {do}|what kind of {thing}
    what type of {thing}|what do you mean|what do you mean by that|what did you say|what is that
    what is wrong|what is the matter|what is going on|what is new|how is {it}|how is your {thing}
    how are things|how is it going|how are they {doing}|how do they {do}|how do you know
    how do you {do}|how do you feel about {it}|how does {it} work|how does that {do}
    how did you {do}|how did you get into {it}|how did they {do}|how would you {do}
    how would that {do}|how can you {do}|how can they {do}|how can i {do}|how could that be
    how many {thing}s do you have|how many are there|how many people {do}|how much do you {do}
    how much does it cost|how much is {it}|how much of {it} do you {do}|how long did {it} take
    how long have you lived in {place}|how long ago was {it}|how old is {it}|how old are they
    how big is {it}|how far do you drive|how far away is {it}|how often do they {do}
    how well do you {do}|how hard is {it}|where do they {do}|where do you work|where do you live
    where did you {do}|where did you get {it}|where in {place} do you live|where at in {place}
    where are they|where are you|where is {it}|where was {it}|where would you {do}|where can i {do}
    where have you been|where you going|when do you {do}|when did you {do}|when was {it}
    when is {it}|when will they {do}|why do you {do}|why do you think {it} is {so}|why did you {do}
    why would they {do}|why would you {do}|why are you {so}|why are they {doing}|why don't you {do}
    why don't they {do}|why didn't you {do}|why can't they {do}|why should i {do}|why is that
    why is {it} {so}|who do you like|who do you {do} with|who did you vote for|who does that
    who do you think {did}|who are they|who is your favorite {n}|who is that|who is {so}
    who here {do}|who wants to {do}|who has {thing}s|who was {it}|who else {did}|who would {do}
    whose {thing} is that|which do you like|which one is {so}|which {thing} do you {do}
    which one did they {do}|any {n}s {there}|any {n}s want to {do}|any of you {do}|any good {thing}s
    any luck|any news|any plans|anyone {there}|anyone want to {do}|anyone else {so}|anybody {there}
    anyone got a {thing}|anything new|anything else|got a {thing}|got kids|got a minute|ever {did}
    ever been to {place}|ever seen that|want some|want a {thing}|wanna chat|need a {thing}|need help
    feeling {so}|having fun|having a good time|going out|going to {do}|remember me|remember that
    miss me|see that|see what i mean|know what i mean|know what that is|get it|hear that
    care to {do}|mind if i {do}|ready|ready to {do}|still {so}|still there|still {doing}
    back already|leaving already|done yet|there yet|male or female|married or single|good or bad
    where about|whereabouts|whereabouts in {place}|{n} or {n}|{it} is {so} isn't it
    {it} was {so} wasn't it|they {do} don't they|they {did} didn't they|he is {so} isn't he
    they are {so} aren't they|you can {do} can't you|you have {did} haven't you
    you don't {do} do you|{it} isn't {so} is it|they won't {do} will they
    you wouldn't {do} would you|you are {so} right|you {do} right|you {did} right|so you {do} huh
    {they} {did} huh|{it} is {so} eh|is that what you {do}|is that where you {do}
    is that why you {did}|is that how they {do}|is that when you {did}|is that your {thing}
    is this your {thing}|is that a {thing}|is he a {n}|is she {so}|is your {thing} {so}
    is your wife {doing}|is there a {thing} {there}|is there any {thing}|is there anything else
    are there a lot of {thing}s {there}|are your kids {so}|are they {so}|are they {doing}
    are you in {place}|are you the {n}|are you all {so}|are you originally from {place}
    are you going to {do}|are you guys {doing}|are you still {doing}|do you have a {thing}
    do you have any {thing}s|do you have a favorite {thing}|do you have kids
    do you know how they {do}|do you know why they {did}|do you know if it is {so}
    do you remember when they {did}|do you remember {it}|do you find that they {do}
    do you feel like {it} is {so}|do you think they {do}|do you think they should {do}
    do you think that is {so}|do you think people {do}|do you want to {do}|do you want me to {do}
    do you ever {do}|do you usually {do}|do you still {do}|do you mean they {did}|do you get to {do}
    do you happen to {do}|do i know you|do we know each other|did i {do}|can anyone {do}
    can someone {do}|can we {do}|can you tell me|can you hear me|could somebody {do}
    could it be {so}|will it {do}|will they {do}|will that be {so}|won't it {do}
"""
_TELLING = """
    what they {do}|what {i} {did}|what {i} {do} is {do}|what {i} did was {do}
    what {i} have is a {thing}|what they call a {thing}|what you have to {do}
    what {they} were {doing}|what {they} said is {it} is {so}|what it is is a {thing}
    what it costs to {do}|what makes it {so}|what surprised me was {it}|what happens is they {do}
    what happened was they {did}|what i want to {do}|what i mean is {it} is {so}|what i'm {doing}
    what my {n} {did}|what really {did} was {it}|what kids {do}|how {they} {do}|how {they} {did}
    how {i} {did}|how much {they} {do}|how much it costs|how much {i} {did}
    how many {thing}s {they} have|how long {they} {did}|how {so} {it} is|how {so} it was
    how people {do}|how they do it {there}|how you {do} is important|how it is|how it works
    where {they} {do}|where {they} {did}|where {i} {did}|where {i} live|where they have {thing}s
    where it's {so}|where you can {do}|where you have to {do}|where they are {doing}
    where people {do}|where the {n} {did}|when {they} {did}|when {i} {did}|when {i} was a {n}
    when it's {so}|when you {do}|when you get {there}|when they have {thing}s|when my {n} {did}
    when we lived in {place}|why {they} {did}|why {i} {do}|why they are {so}|who {they} {did}
    who {did} {there}|who {do} it|who was a {n}|who is {so}|who are {doing}|who have {thing}s
    who lives in {place}|which {i} {did}|which they {do}|which was a {thing}|which is what {i} {did}
    which are {so}|which one they {do}|which makes it {so}|which i think is {so}|which you can {do}
    whoever {did}|whatever that is|whatever they {do}|whichever one is {so}|however they {do}
    wherever you {do}|whether they {do} or not|whether {it} is {so}|if they {do}|if you want to {do}
    if you have a {thing}|if it was {so}|do it that way|do that a lot|do a lot of {thing}
    do what they {do}|do have a {thing}|do like {it}|do {do}|does {do}|does not {do}|did {do} once
    did have a {thing}|did a lot of {thing}|did it {there}|did that too|is {so}|is a {thing}
    is what {i} {do}|is what they {did}|is that they {do}|is that {it} is {so}|is in {place}
    is just {so}|is really {so}|is that we {did}|is to {do}|is how {they} {do}|is where {they} {do}
    is why {i} {did}|is probably {so}|is the {thing}|is kind of {so}|is going to {do}
    is when {they} {did}|was {so}|was a {thing}|was {doing}|was that they {did}|was the {n}
    was really {so}|was when {they} {did}|are {so}|are {doing}|are the {n}s|are all {so}
    are going to {do}|are in {place}|were {so}|were {doing}|were the {n}s|have {did}|have been {so}
    have been {doing}|have a {thing}|have to {do}|have two {thing}s|has {did}|has been {so}
    had {did}|had a {thing}|had to {do}|had been {so}|can {do}|can do that|can't {do}|could {do}
    could have {did}|would {do}|would have {did}|would be {so}|would like to {do}|will {do}
    will be {so}|won't {do}|should {do}|should be {so}|should have {did}|might {do}|might be {so}
    may be {so}|am {so}|am {doing}|don't {do}|didn't {do}|don't have a {thing}|doesn't {do}
    wasn't {so}|isn't {so}|aren't {so}|wouldn't {do}|couldn't {do}|haven't {did}
    you know when they {did}|you know how they {do}|you know where they {do}|you know what they {do}
    you know they {do}|you know if you {do} it is {so}|you know i {did}|you know you have to {do}
    you know it's a {thing}|you know that's what they {do}|you know the {thing} is {so}
    you can {do} and {do}|you can't {do}|you could {do}|you have to {do} if you {do}
    you have to be {so} to {do}|you got to {do}|you get {so} when you {do}|you get a {thing}
    you just {do} and it's {so}|you just don't {do}|you go {there} and you {do}
    you see a lot of {thing}s {there}|you see they {do}|you see people {doing}
    you hear about {it} all the time|you hear a lot about {it}|you never know
    you never know what they {do}|you think you {do} and then you {do}|you think of {it} as {so}
    you always {do}|you really have to {do}|you don't have to {do}|you don't see that {there}
    you don't know what to {do}|you don't want to {do}|you can tell they {do}|you might {do}
    you may {do}|you would think {it} is {so}|you would have to {do}|you need a {thing}
    you ought to {do}|you should {do}|you should see {it}|you are right|you are so {so}
    you are a {n}|you are the best|you are welcome|you rock|you guys are {so}|you too
    you all {do} it|you said it|you got it|you bet|you go girl|you never {did}|you know it
    you know that|you made me {do}|you look {so}|you sound {so}|you have my {thing}|you missed {it}
    you forgot {it}|you did it again|you had to be there|you wish|{i} don't know what they {do}
    {i} don't know how {they} {did}|{i} don't know who {did}|{i} don't know which one is {so}
    {i} don't know if that's {so}|{i} don't know whether they {do}|{i} don't know that they {do}
    {i} don't know why|{i} don't remember what {it} was|{i} can't remember who {did}
    {i} was wondering if they {did}|{i} wonder why|{i} wondered what {it} was
    {i} asked him what he {did}|{i} asked if they {do}|{i} told them what they {did}
    {i} said what do you {do}|{i} said do you {do}|{i} said why don't you {do}
    {they} said how are you|{they} asked do you {do}|{they} say well what do you {do}
    {i} thought why is {it} {so}|{i} thought what is {it}|{i} think what {they} {do} is {so}
    {i} see what {they} {do}|{i} know who {did}|{i} know exactly what you mean|{i} know why
    {i} know that they {do}|{i} forget what {they} {did}|{i} found out what {it} was
    {i} figured out how to {do}|{i} learned how to {do}|{i} like how they {do}
    {i} like what they {do}|{i} saw what {they} {did}|{i} guess that's what they {do}
    {i} guess it's {so}|{i} think that's why they {do}|{i} think that's where they {do}
    {i} think that's who {did}|it's amazing what they {do}|it's amazing how {so} it is
    it's just a matter of who {did}|it's where they {do}|it's what they {do}
    it's not what {they} {did}|it's how they {do}|it depends on who {did}|it depends how {so} it is
    it depends where you {do}|it all depends on what you {do}|that's all they {do}
    that's all you can {do}|that's the way they {do}|that's one thing they {do}
    that's how come they {did}|that's how much {i} {did}|that's what happened|that's what it is
    that's what you have to {do}|that's what they're {doing}|that's where i'm from|that's who it was
    that's why|that is what they {do}|that was when they {did}|that was what {i} {did}
    there's no telling what they {do}|there's nothing you can {do}|there's a {thing} where they {do}
    there's a {n} who {did}|there was a {n} that {did}|there are people who {do}
    there are {n}s who {do}|they know what they are {doing}|they know how to {do}
    they don't know what they {do}|they tell you what to {do}|they tell you when to {do}
    they show you how to {do}|they have a {thing} where you {do}|they want to know what you {do}
    they want to know if you {do}|{they} {did}|{they} {did} {there}|{they} {do} {there}
    {they} are {so}|{they} are {doing}|{they} were {so}|{they} would {do}|{they} have {thing}s
    {they} had a {thing}|{they} can {do}|{they} used to {do}|{i} used to {do}|{i} had to {do}
    {i} really {did}|{i} never {did}|{i} just {did}|{i} always {did}|{i} would like to {do}
    {i} do like {it}|{i} did {do}|my {n} {did}|my {n} is {so}|my {thing} is {so}|my {n} does {do}
    my {n} had a {thing}|the {n} is {so}|the {thing} was {so}|the {thing} is that they {do}
    the {thing} that {i} {did} was {so}|the only {thing} is they {do}|the way they {do}
    the reason why they {do}|the reason {i} {did} is {it}|the question is do they {do}
    the question is why they {do}|the people who {do} are {so}|the kind of {thing} they {do}
    this is what they {do}|this is where {i} {did}|some people {do}|some {thing}s are {so}
    any {thing} they {do}|any time they {do}|any {n} can {do}|anyone can {do}
    anyone who {do} is {so}|anybody can {do}|anything they {do} is {so}|anything can happen
    anyone but you|everybody {do}|nobody {did}|and when they {did}|and what they {did}
    and how they {do}|and where they {do}|and who {did}|and why they {do}|and that's what they {do}
    and that's why {i} {did}|and do {do}|and did {do}|and is {so}|and was {so}|and are {so}
    and have {did}|and had a {thing}|and can {do}|and would {do}|and see what they {do}
    and see if they {do}|because when they {do}|because what they {do} is {so}
    because that's what {i} {did}|because if you {do}|but when {they} {did}|but what {i} {did}
    but whatever|but if they {do}|but did {do}|but is {so}|but that's what they {do}|but you know
    but you can {do}|but you have to {do}|or whatever|or what they {do}|or when they {do}
    or if they {do}|or how they {do}|or something like that|or not|or is {so}|or do {do}
    so what they {do} is {do}|so what {i} {did} was {do}|so when {they} {did}|so if you {do}
    so that's what {i} {did}|so that's why they {do}|so did {they}|so does my {n}|so do they
    so is my {n}|so are they|so was {they}|so have {they}|so would {they}|so can they
    neither did {they}|neither is my {thing}|neither are they|nor did {they}|nor is it {so}
    not that {they} {did}|not since they {did}|not if they {do}|not when you {do}|not what {i} {do}
    let's see what they {do}|let me tell you what {they} {did}|let me tell you how they {do}
    tell him what you {do}|tell them where you {do}|tell me when you {do}|ask them what they {do}
    ask him if he {do}|look at what they {do}|look what {they} {did}|guess what|guess who
    guess who {did}|check out what they {do}|see how they {do}|see if you can {do}|see what {i} {do}
    no matter what they {do}|no matter how {so} it is|no wonder they {do}|no idea what they {do}
    not sure what they {do}|not sure if they {do}|not sure why|don't know why
    don't know what they {do}|don't care what you {do}|don't ask me why|don't ask|who cares
    who knows|who knew|what a {n}|what a {so} {thing}|what a day|what ever|what the heck
    what can i say|what else is new|how {so}|how about that|how sad|how sweet|how cool is that
    why not|yeah they do|yeah they are|yeah it is|yeah i do|yeah we did|yes they did|yes you can
    no they don't|no it isn't|no i haven't|well they do|well it is|well you can
    well that's what they {do}|well when they {do}|well what they {do} is {so}|well if you {do}
    hi {n}|hi all how is everyone|hey how are you all|hello everyone|have a nice day|have fun
    have a good weekend|do tell|do not {do}|be {so}|is too|am not|are too|did too|did not|do so
    can so|can too|will do|could be|might be|would be nice
"""


def chatter(seed: int, each: int) -> Iterator[tuple[str, bool]]:
    """Write so many sentences of every frame, and whether they ask; one seed, one text."""
    return filled({True: _ASKING, False: _TELLING}, LISTS, "{oh}…{tail}", seed, each)
