"""English words by what they say about the thing or the person that they are said of."""

from collections.abc import Mapping
from types import MappingProxyType

_WRITTEN: Mapping[float, str] = {
    2.0: """
        abundance abundant acclaimed accurate ace achievement adept admirable admire admired admires
        adorable adorably adore adored adores advanced advantage advantages affection affordable
        agile agreeable amazed amazement amazes amazing amazingly amusing angelic appealing applaud
        appreciate appreciated appreciates appreciation appreciative approachable artful artistic
        astonished astonishing astonishingly astounded astounding attentive attractive authentic
        awed awesome awestruck balanced bargain beautiful beautifully beauty beloved beneficial
        benefit benefits best better blast bless blessed blessing blessings bliss blissful bonus
        boon bravo breathtaking breathtakingly breeze bright brilliance brilliant brilliantly
        calming capable captivated captivating caring celebrate celebrated champ champion champions
        charm charmed charming cheerful cheers cherish classic classy cleanest cleanly clever
        cleverly coherent cohesive colorful colourful comfort comfortable comfortably comfy commend
        commendable compact compassionate compelling competent compliment complimentary compliments
        congrats congratulations considerate consistent consistently constructive convenient
        cooperative cosy courteous cozy creative creatively credible crisp cute dazzling dedicated
        dedication delicious delight delighted delightful delightfully dependable desirable detailed
        devoted durable dynamic ease eased easier easiest easily easy easy-to-use economical
        ecstatic effective effectively efficient efficiently effortless elated elegance elegant
        elegantly enchanted enchanting encouraged encouraging endearing energetic engaging
        engrossing enjoy enjoyable enjoyed enjoying enlightening entertained entertaining enthralled
        enthralling enthusiastic enviable epic ergonomic excel excelled excellence excellent
        excellently excels exceptional exceptionally excited excitement exciting exemplary
        exhilarating expertly expressive exquisite exquisitely extraordinarily extraordinary
        fabulous fabulously fair faithful fancy fantastic fantastically fascinated fascinating fast
        faster fastest fav fave favorite favorites favourite favourites feature-rich fine-tuned
        finest first-class first-rate flattering flawless flawlessly flawlessness flexible fluid
        focused fond foolproof fortunate fresh friendly fulfilling fun funny gem generosity generous
        generously genius gentle genuine genuinely gifted glad glorious glowing goat good-looking
        goodness gorgeous gorgeously graceful gracefully gracious grateful gratitude great greatest
        greatly guru handily hands-down handsome handy happier happiest happy hats-off heartfelt
        heartwarming heaven heavenly helped helpful helping helps hero heroes high-quality hilarious
        honest honored honoured hooray hugs humble humorous ideal ideally imaginative immaculate
        immersive impeccable impeccably impress impressed impresses impressive impressively improve
        improved improves improving inclusive incredible incredibly indispensable inexpensive
        informative ingenious innovative insightful inspiration inspirational inspire inspired
        inspires inspiring instant instantly intelligent intelligently interactive intrigued
        intriguing intuitive invaluable inviting irresistible jewel jolly joy joyful joyous keen
        keeper kind kindest kindhearted kindly kindness knowledgeable kudos lavish legend legendary
        legends lifesaver lightweight like liked likes liking lively long-lasting loud lovable love
        loved loveliness lovely loves loving low-cost low-priced loyal lucky lush luxurious magic
        magical magnificent magnificently majestic marvel marvellous marvelous marvelously masterful
        masterfully masterpiece masterpieces meaningful memorable merit mesmerizing mind-blowing
        mindblowing miracle miraculous modern motivated motivating must-have nailed neatly nice
        nicely nicer nicest noble noteworthy nourishing obliging optimal optimum orderly organised
        organized outperform outperforms outstanding outstandingly overjoyed painless painlessly
        passionate patience patient peaceful peerless perfect perfected perfecting perfection
        perfectly personable phenomenal phenomenally picturesque pleasant pleasantly pleased pleases
        pleasing pleasurable pleasure poetic poignant polished polite portable praise praised
        praises praiseworthy praising precious precise precisely premium prestigious prettier
        prettiest priceless pristine privileged prize pro productive professional professionally
        profound prompt promptly proper properly props protective proud proudly punctual quality
        quick quicker quickest quickly quieter radiant rapid rapidly rave raves readable ready
        reasonable reasonably reassuring recommend recommended recommending refined refreshing
        refreshingly rejoice relaxed relaxing reliability reliable reliably relief relieved
        remarkable remarkably renowned resourceful respect respected respectful responsive rewarding
        right-on robust rock rocked rocks rugged safe satisfaction satisfactory satisfied satisfying
        satisfyingly saved saver savior saviour savvy scenic seamless seamlessly secure selfless
        sensational sensible sexy sharp sharper sharpest shine shines shiny shoutout simple simpler
        simplest simplicity simplified sincere skilled skillful skillfully sleek slick smart smarter
        smartest smile smiles smiling smooth smoother smoothest smoothly snappy solid solidly
        soothing sophisticated soulful sound spacious sparkling spectacular spectacularly speedy
        spirited splendid splendidly spot-on stable standout state-of-the-art steady stellar stoked
        straightforward streamlined strong stronger strongest strongly stunned stunner stunning
        stunningly sturdy stylish suave sublime succeed succeeded succeeds success successes
        successfully suitable super superb superbly superior support supported supporting supportive
        supports surpass surpasses sweet sweetest swift swiftly sympathetic talent talented talents
        tasteful tasty tenacious terrific thank thankful thankfully thanks thankyou thorough
        thoroughly thoughtful thoughtfully thrilled thrilling thrive thriving thumbs-up thx tidy
        timeless timely top-notch top-quality tops touching transparent treasure treasured treat
        treats tremendous trendy triumph true-to-life trusted trustworthy trusty ty tysm tyvm
        ultra-light unbeatable unbeaten unbelievable unbelievably unforgettable unique unmatched
        unparalleled unrivaled unsurpassed upbeat uplifting usable user-friendly userfriendly
        valuable valued versatile versatility vibrant victory vivacious vivid warm warmly warmth
        wealth welcomed welcoming well-built well-designed well-done well-made well-organised
        well-organized well-rounded well-written welldone whoa wholesome win winner winning wins
        wise witty wonderful wonderfully wonders wondrous woohoo woot workable world-class worth
        worthwhile wow wowed yay yummy zippy <3
        """,
    1.0: """
        clean clear clearer clearest cool decent everything fine good improvement interesting large
        lets light neat new okay plenty positive powerful small successful upgrade useful welcome
        well worked works :) :-) :d ;)
        """,
    -1.0: """
        although but cannot could couldn't despite except expected hope however if instead least may
        might never only otherwise rather should than though unless until wish would
        """,
    -2.0: """
        abnormal abominable absurd abuse abusive ache aches afraid aggravated aggravating aggressive
        aimless alarming anger angry annoyance annoyances annoyed annoying annoys anxious apathetic
        appalled appalling ashamed atrocious avoid awful awfully awkward awkwardly backward bad
        badly banned bitch blame bland blank bleak blocked blurred blurry bogus bored boring bother
        bothered bothers bothersome break breaking breaks brittle broke broken bug buggy bugs bulk
        bulky bullshit bummer bump burned burnt careless caution cautious chaos chaotic cheap
        cheaply cheated cheesy chintzy choppy clueless clumsy clunky clutter cluttered cold complain
        complained complaining complains complaint complaints compromise con concern conflict
        confuse confused confusing confusingly cons contaminated convoluted corrupt corrupted costly
        counterfeit counterintuitive cracked cracks cramped crap crappy crash crashed crashes crazy
        creaky creepy cringe cringy crippled critical criticism criticize cruel cry crying
        cumbersome curse cutoff damage damaged damages damn danger dangerous dark dated dead
        deal-breaker dealbreaker decline defect defective defects deficient degrade degraded delay
        delayed delays denied deny depressed depressing despise destroy destroyed deteriorate died
        difficult difficulties difficulty dim dirty disadvantage disadvantages disagree disappear
        disappeared disappoint disappointed disappointing disappointingly disappointment disappoints
        disaster disastrous discomfort disconnect disconnects discontinued discouraged discouraging
        disgrace disgraceful disgust disgusted disgusting dishonest dislike disliked dislikes dismal
        dismay disrespectful disrupt dissatisfaction dissatisfied distorted distortion distract
        distracting disturbing doa downside downsides drag drags drain drained drains drawback
        drawbacks dread dreadful dreary dropped drops dull dumb dunno dust eh embarrassed
        embarrassing empty erratic erroneous error errors evil exaggerated exhausted exhausting
        expensive fail failed failing fails failure fake fall falls false fatal fault faulty fear
        fiddly fights flake flaky flaw flaws flicker flickers flimsy flop flunk foul fragile fraud
        freak freaking freeze freezes froze frozen frustrate frustrated frustrates frustrating
        frustratingly frustration fuck fucking fussy futile garbage gimmick gimmicky glare glitch
        glitches glitchy gloomy grainy grief gripe gripes gross grumpy half-baked hard harder harm
        harmful harsh hassle hassles hate hated headache headaches heavy hell helpless hideous hiss
        horrendous horrible horribly horrid horror hostile hum hurt hurts idiot idiotic idiots idk
        ignorant ignore ignored illogical imperfect impossible impractical inability inaccessible
        inaccurate inadequate incapable incoherent incompatible incompetent incomplete inconsistent
        inconvenience inconvenient incorrect incorrectly ineffective inefficient inexcusable
        inexplicable inferior infuriating insane insecure insufficient insult insulting interference
        intermittent interrupt intolerable intrusive irrelevant irritate irritated irritates
        irritating irritation issue issues jam jammed jams jerky joke jumpy junk junky lack lacking
        lackluster lacks lag laggy lags lame laughable leak leaked leaks lemon let-down letdown liar
        lie lied lies limit limitation limitations limited limits loose lose loses losing lost lousy
        ludicrous mad malfunction malfunctioned malfunctions mediocre meh mess messed messy
        misleading misled misplaced missing mistake mistaken mistakes monotonous monstrous muddy
        murky mushy naive nasty needless negative negatives neglect neglected nervous nightmare
        nitpick noise noises noisy nonsense nope nuisance numb obnoxious obscene obsolete odd odor
        offensive old-fashioned outdated outrage outrageous overheat overheated overheats overly
        overpriced overwhelm overwhelmed overwhelming pain painful panic pathetic pathetically pita
        pitiful pointless poor poorer poorest poorly pop-ups pretentious pricey problem problems
        prone puzzled puzzling questionable quit racist rage rant rattle rattles recall redundant
        refund refuse refused refuses refusing regret regrets regrettable reject rejected repair
        repaired repairs repetitive replace replaced replacement repulsive resent restart restricted
        restrictive return returned returning ridiculous rip rip-off ripoff ripped risk risky rough
        rubbish rude ruin ruined ruins rust sad sadly sadness scam scary scratch scratched scratches
        scratchy screwed scuffed sensitive serious severe shaky shallow shame shameful shattered
        shit shitty shoddy short-lived shortcoming shortcomings shut shuts sick sickening sigh silly
        skip skipping skips sloppy slow slower slowly sluggish smell smells smelly snag soggy sore
        sorry spam spoiled spotty squeaky stall stalls static steep sticks sticky stiff stink stinks
        stopped strange stress stressed stressful struggle struggled struggles struggling stuck
        stuffy stupid subpar substandard suck sucked sucks sucky suffer suffered suffers suspicious
        tacky tear tedious terrible terribly threat threatening tinny tired tiresome tiring toxic
        tragic trap trash trashed trashy tricky trouble troubled troubles troublesome troubling ugh
        ugly unable unacceptable unappealing unattractive unbearable unclear uncomfortable
        underpowered underwhelmed underwhelming undesirable uneasy unexpected unfair unfinished
        unfortunately unfriendly unhappy unhelpful unimpressed unimpressive uninspired uninteresting
        unintuitive unknown unnatural unnecessary unplayable unpleasant unprofessional unreadable
        unreliable unresponsive unsafe unsatisfactory unsatisfied unsatisfying unstable unsuccessful
        unsupported unusable unwanted unwelcome unwilling upset upsetting useless vague vicious
        violent void vulgar warn warned warning warped waste wasted wasteful wasting weak weaker
        weakness weaknesses weird wimpy wobbly woeful worn worried worries worry worrying worse
        worsen worsened worst worthless wrecked wrong wtf yell yikes yuck :( :-( :/
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
