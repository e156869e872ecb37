"""What features do for one another."""

from bot.services import GuidelinesSummary, Services


class Summary:
    """Knows some guidelines."""

    def __init__(self, words: str) -> None:
        self.words = words

    def summary(self, guild_id: int, language: str) -> str:
        return f"{self.words} ({language})"


def test_without_a_provider_there_is_nothing_to_ask() -> None:
    services = Services()
    assert services.get(GuidelinesSummary) is None
    services.withdraw(GuidelinesSummary)


def test_the_latest_offer_stands_until_it_is_withdrawn() -> None:
    services = Services()
    services.provide(GuidelinesSummary, Summary("Be kind"))
    services.provide(GuidelinesSummary, Summary("Be excellent"))
    provider = services.get(GuidelinesSummary)
    assert provider is not None
    assert provider.summary(1, "en") == "Be excellent (en)"
    services.withdraw(GuidelinesSummary)
    assert services.get(GuidelinesSummary) is None
