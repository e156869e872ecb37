"""Words that questions are told by, in English, Spanish, Italian, Catalan and Vietnamese."""

import re


def words_in(words: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(words.split())


QUESTION_WORDS = words_in("what who whom whose where when why how which")
AUXILIARIES = words_in(
    "do does did is are am was were can could will would shall should has have had may might "
    "don't doesn't didn't isn't aren't wasn't weren't can't couldn't won't wouldn't shouldn't "
    "haven't hasn't"
)
PRONOUNS = words_in("he she it we they this that these those there")
INDEFINITE = frozenset(["anyone", "someone", "any", "anything", "something", "anywhere", "ever"])
DETERMINERS = words_in("the a an my your his her our their some no every")
UNWEIGHTY = words_in(
    "uh um uhm well so and but oh yeah yes no okay ok like hm hmm hi hello hey now then right "
    "er ah guys all everyone please pls also anyway anyways btw lol there man dude ha haha "
    "lmao hehe wow damn dang gee gosh hun babe folks ppl people dear sorry just actually k kk "
    "ya yep yup nope nah mmm huh hiya heya yo aw aww @"
)
"""Words before the one that counts: "well, so what is it" begins with "what"."""

MANY = words_in("there all everyone people folks guys ppl")
"""Those of them that are no address but the subject where a verb follows: "there are two"."""

ADDRESSED = re.compile(r"^(?:[\w\[\]\\^{}|`-]{2,30}|@ *)[:,]\s+")
"""Whom a text is for, as it is written in channels without replies."""

PHRASES = re.compile(
    r"\b(?:what|how) about\b|\bwhat (?:kind|kinds|type|sort|else|time)\b|"
    r"^\W*(?:(?:hi|hey|hello|so|and|well|oh|ok|lol|um|uh)\W+)*any(?:one|body)?\b"
    r"(?! (?:time|day|way)\b)"
)
"""English wordings that are hardly ever anything but a question."""

OPENINGS = re.compile(
    r"(?:(?:hola|buenas|oye|perdon|perdón|una pregunta|y|pero|ciao|salve|scusate|ragazzi|e|ma|"
    r"bon dia|ei|i|però|chào|mọi người|các bạn|ơi|ad|mn|cả nhà)\s+)*(?:"
    # Spanish
    r"qué|cómo|dónde|cuándo|cuál(?:es)?|quién(?:es)?|cuánt[oa]s?|por qué|para qué|a qué|de qué|"
    r"en qué|con qué|(?:alguien|alguno|alguna persona) (?:sabe|puede|tiene|conoce|ha|usa|me)|"
    r"sabe alguien|sab[eé]is|saben (?:si|como|cómo|que|qué|donde|dónde)|hay (?:alg[uú]n|alguien|"
    r"alguna|manera|forma)|como (?:puedo|se puede|hago|hacer|se hace|podr[ií]a)|donde (?:puedo|"
    r"est[aá]|hay|se)|que (?:puedo hacer|hago|significa)|puede alguien|me pueden|podr[ií]an|"
    r"alguna idea|es posible|"
    # Italian
    r"qualcuno (?:sa|ha|può|puo|conosce|usa|mi)|come (?:posso|si (?:fa|può|puo)|faccio|mai|devo|"
    r"funziona)|dove (?:posso|si|trovo|è)|quando (?:esce|inizia|si|posso)|perch[eé] (?:non|mi|il|"
    r"la)|qual ?è|qual'è|quali? (?:sono|è|devo)|quant[oaie] (?:costa|tempo|ci|sono)|chi (?:sa|può|"
    r"mi)|cosa (?:devo|posso|significa|vuol|ne|è|c'è)|che cosa|sapete|c'è (?:un modo|qualcuno|"
    r"modo)|qualche idea|è possibile|avete|"
    # Catalan
    r"algú (?:sap|pot|té|coneix|ha|fa)|com (?:puc|es pot|faig|es fa|puc fer|podria)|on (?:puc|és|"
    r"hi ha|es)|quin(?:a|s|es)? (?:és|són|és la|hora|seria)|per què|qui (?:sap|pot)|què|quan (?:"
    r"surt|comença|es|puc)|hi ha (?:algú|alguna|algun|manera)|sabeu|quant (?:costa|temps)|"
    # Vietnamese
    r"(?:có )?ai (?:biết|có|đã|giúp|rảnh|dùng)|làm sao|làm thế nào|tại sao|vì sao|sao (?:lại|mình|"
    r"em|tôi)|cho (?:mình |em |tôi |hỏi)+|khi nào|bao giờ|mấy giờ|ở đâu"
    r")\b"
)
"""How clauses begin that ask, in languages where the word alone decides."""

ENDINGS = re.compile(
    r"\b(?:phải không|được không|đúng không|có không|không (?:ạ|vậy|nhỉ|bạn|anh|chị|mọi người)|"
    r"chưa (?:ạ|vậy|nhỉ)|thế nào|như thế nào|làm sao|bao nhiêu|ở đâu|là gì|cái gì|gì vậy|gì thế|"
    r"sao vậy|hả|nhỉ|verdad|vero|(?<=\w )(?<!oi )oi|o no|o sí)$"
)
"""How texts end that ask."""
