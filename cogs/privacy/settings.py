"""What a community says about privacy: `features.privacy` in guidelines.yml."""

from pydantic import Field

from bot.settings import FeatureSettings


class PrivacySettings(FeatureSettings):
    """Members see what is kept about them, take it with them, and have it erased."""

    contact: str = Field(
        default="",
        max_length=200,
        description="Whom members write to with questions about their data.",
        examples=["privacy@riverside.example"],
    )
    policy: str = Field(
        default="",
        max_length=300,
        pattern=r"^(https://\S+)?$",
        description="Where your own privacy policy can be read; docs/privacy.md has a draft.",
        examples=["https://riverside.example/privacy"],
    )
