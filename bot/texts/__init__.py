"""What the bot says, in the language of whoever reads it.

    t = await core.texts.for_interaction(interaction)
    t("Welcome back, {member}!", member=member.mention)
    t.n("{n} newcomer", "{n} newcomers", n=3)

The English text is the key. `python -m bot.texts update` brings the catalogues up to date with
the code, `python -m bot.texts check` says what translators still have to do.

Everything named here is pure, so that a policy may use it; who is spoken to in which language
is known to `bot.texts.service.Texts`.
"""

from bot.texts.languages import LANGUAGES, SOURCE, language_of_locale
from bot.texts.markup import escape, shorten, timestamp
from bot.texts.translation import N_, Translation

__all__ = [
    "LANGUAGES",
    "N_",
    "SOURCE",
    "Translation",
    "escape",
    "language_of_locale",
    "shorten",
    "timestamp",
]
