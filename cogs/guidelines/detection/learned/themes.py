"""What names of traps speak of: prizes, trade, accounts …, and the words that say so."""

from collections.abc import Mapping
from types import MappingProxyType

_WRITTEN: Mapping[str, str] = {
    "prize": """
        gift gifts gifting giveaway giveaways give giver free freebie reward rewards bonus bonuses
        prize prizes win winner winners lucky luck lottery raffle jackpot drop drops airdrop
        airdrops claim claims redeem promo promotion coupon voucher spin wheel case cases box loot
        surprise present holiday xmas christmas birthday event events summer winter halloween
        """,
    "trade": """
        trade trades trading trader tradeit swap exchange market marketplace offer offers
        tradeoffer newtrade buy sell sale deal shop store item items inventory skin skins skinz
        knife knives sticker money price cash pay pays payment
        """,
    "game": """
        game games gaming gamer csgo cs go dota pubg fortnite minecraft valorant apex rust roblox
        robux vbucks gta overwatch league legends lol counter strike source valve play player
        players arena battle steamgames warface standoff brawl stars genshin
        """,
    "contest": """
        esports esport cybersport cyber tournament tournaments tourney cup league major team teams
        squad clan match matches ladder faceit esea esl epl blast starladder pgl dreamhack iem navi
        natus vincere fnatic astralis faze liquid mouz virtus vitality gambit spirit heroic vote
        voting roster qualifier final finals champions
        """,
    "account": """
        login log signin sign account accounts acc auth authorize verify verification verified
        verif security secure safe guard protect confirm confirmation update recovery recover
        restore support help service services helpdesk id profile profiles user users session
        access unlock appeal ban banned report ticket captcha bot bots
        """,
    "chat": """
        discord nitro discordapp server servers invite invites hypesquad moderator moderators mod
        mods academy partner partners boost boosts booster boosting classic badge badges community
        communities chat voice emoji stream streamer streaming twitch youtube
        """,
    "coin": """
        crypto coin coins bitcoin btc eth ether ethereum nft nfts mint minting wallet metamask
        opensea token tokens swap dex defi bsc bnb binance coinbase uniswap pancake pancakeswap
        solana sol phantom ledger trezor usdt tether doge shiba elon musk tesla dao stake
        staking airdrop invest blockchain trust
        """,
    "new": """
        new news official original real online site link links web www app apps download get now
        today live global world pro plus premium vip gold ultimate super best top next beta alpha
        test page
        """,
    "film": """
        film films movies movie cinema video videos watch tv show series music anime porn sex adult
        dating date girls cam xxx
        """,
    "firm": """
        amazon ebay walmart apple iphone samsung paypal bank card credit loan sber avito ozon
        delivery post parcel netflix spotify steam epic origin uplay
        """,
}


def _by_word() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for theme, written in _WRITTEN.items():
        for word in written.split():
            found[word] = (*found.get(word, ()), theme)
    return MappingProxyType(found)


THEMES = _by_word()
"""The themes of each word that has any."""
