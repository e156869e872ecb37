"""What all sections of guidelines.yml have in common."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field


class Section(BaseModel):
    """A group of settings: frozen, strict about types, closed to names that it does not know.

    Collections are tuples and frozen sets. Validators run after pydantic's own (`mode="after"`)
    and raise `Unsuitable`: behind one that runs before, pydantic no longer takes lists for tuples.
    """

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
    )


class FeatureSettings(Section):
    """Base of the settings of a feature, `features.<name>`.

    A feature that is named in the file is on, even with nothing behind its name; one that is not
    named is off. `on_by_default` is for what people have a right to, such as asking for their data.
    """

    on_by_default: ClassVar[bool] = False

    enabled: bool = Field(
        default=True, description="Set to false to switch this off and keep its settings."
    )
