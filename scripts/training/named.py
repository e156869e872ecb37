"""Who is spoken to, put before or behind what somebody says: learned with and without it."""

import random

from training.frames import parts

_NAMES = parts("""
    anna|ben|carla|david|elena|farid|grace|hugo|ines|jakub|kim|luca|marta|nadia|omar|paula|quim
    rosa|sam|thanh|ursula|victor|wanda|yusuf|zoe|linh|giulia|pere|mercè|tom|maria|joe|alex|chris
    mike|sarah|lisa|john|peter|emma|noah|olivia|leo|mia|max|eva|ivan|olga|ravi|priya|kenji|yuki
""")
_PEOPLE = parts("guys|folks|everyone|all|mate|man|bro|friend|buddy|team|sir|girls|people")
_SYLLABLES = parts("ka|mo|ri|ze|shi|tor|bla|fen|lu|dra|pix|nu|ro|lin|bee|max|den|zy|fox|mir|tron")
_MENTION = ["@"]
_KINDS = [_NAMES, _PEOPLE, _MENTION, _SYLLABLES]
_FRAMES = parts("""
    {} …|{} …|{} …|{} …|{} …|{} …|{}, …|{}, …|hey {} …|so {}, …|ok {} …|and {} …|{} - …|{} {} …
    yes {} …|… {}|… {}|… {}|…, {}|…, {}|… {} {}
""")


def addressed(text: str, chance: random.Random) -> str:
    """Say a text to somebody: by name, by nickname, by mention, or to all."""
    frame = chance.choice(_FRAMES)
    while "{}" in frame:
        frame = frame.replace("{}", _somebody(chance), 1)
    return frame.replace("…", text)


def _somebody(chance: random.Random) -> str:
    among = chance.choice(_KINDS)
    return "".join(chance.choices(among, k=3)) if among is _SYLLABLES else chance.choice(among)
