"""Domains that belong to those who are imitated the most, beside the one they are known by."""

from collections.abc import Iterator, Mapping

# Google has its name in nearly every country, below one of three endings.
_GOOGLE_IN = {
    "google": """
        ad ae al am as at az ba be bf bg bi bj bs bt by ca cat cd cf cg ch ci cl cm cn cv cz de dj
        dk dm dz ee es fi fm fr ga ge gg gl gm gr gy hn hr ht hu ie im iq is it je jo kg ki kz la
        li lk lt lu lv md me mg mk ml mn mu mv mw ne nl no nr nu pl pn ps pt ro rs ru rw sc se sh
        si sk sm sn so sr st td tg tl tm tn to tt vu ws
        """,
    "google.co": """
        ao bw ck cr id il in jp ke kr ls ma mz nz th tz ug uk uz ve vi za zm zw
        """,
    "google.com": """
        af ag ar au bd bh bn bo br bz co cu cy do ec eg et fj gh gi gt hk jm kh kw lb ly mm mt mx
        my na ng ni np om pa pe pg ph pk pr py qa sa sb sg sl sv tj tr tw ua uy vc vn
        """,
}


def _google() -> Iterator[str]:
    for name, countries in _GOOGLE_IN.items():
        yield from (f"{name}.{country}" for country in countries.split())


OFFICIAL: Mapping[str, tuple[str, ...]] = {
    "discord.com": ("discord.gg", "discordapp.com", "discordapp.net", "discord.gift",
                    "discord.new", "discord.dev", "discord.media", "discordstatus.com",
                    "discord.co", "discord.gifts", "discordmerch.com", "discord.me",
                    "discord.js.org",
                    "discordjs.guide", "discordpy.org", "discord.bots.gg", "discords.com"),
    "steamcommunity.com": ("steampowered.com", "steamstatic.com", "steamcdn-a.akamaihd.net",
                           "steamgames.com", "steamusercontent.com", "steamdb.info"),
    "roblox.com": ("rbxcdn.com",),
    "google.com": (*_google(), "googleapis.com", "googleusercontent.com", "googlevideo.com"),
    "github.com": ("github.io", "github.dev", "github.blog", "githubapp.com",
                   "githubusercontent.com", "githubassets.com", "githubstatus.com"),
    "microsoft.com": ("microsoft.net", "microsoftonline.com"),
    "paypal.com": ("paypal.me", "paypalobjects.com", "paypal-community.com"),
    "epicgames.com": ("epicgames.dev",),
}  # fmt: skip
OWNED = frozenset(name for brand, names in OFFICIAL.items() for name in (brand, *names))
