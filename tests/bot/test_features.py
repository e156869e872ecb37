"""How features are found, and what is said about packages that cannot be used."""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import features
from bot.features import FeatureProblem, discover, intents_of

MANIFEST = """
from bot.features import Feature
from bot.settings import FeatureSettings

class Settings(FeatureSettings):
    pass

async def nothing(*_):
    return {{}}

FEATURE = Feature(
    name="{name}", summary="A test.", settings=Settings, intents=frozenset({intents}),
    export_member=nothing, forget_member=nothing,
)
"""

Install = Callable[[str, str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a package that offers a feature, as pip would."""
    monkeypatch.syspath_prepend(tmp_path)
    installed: list[str] = []

    def put(package: str, code: str) -> None:
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text(code)
        about = tmp_path / f"{package}-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        offer = f"[{features.ENTRY_POINTS}]\n{package} = {package}\n"
        (about / "entry_points.txt").write_text(offer)
        importlib.invalidate_caches()
        installed.append(package)

    yield put
    for package in installed:
        sys.modules.pop(package, None)


def test_the_features_of_the_house_are_found_by_name() -> None:
    names = [package.feature.name for package in discover()]
    assert names == sorted(names)
    assert {"setup", "welcome"} <= set(names)


def test_an_installed_package_can_offer_a_feature(install: Install) -> None:
    install("choir_for_steward", MANIFEST.format(name="choir", intents='{"members"}'))
    found = {package.feature.name: package for package in discover()}
    assert found["choir"].module == "choir_for_steward"


def test_two_features_of_one_name_are_refused_and_both_are_named(install: Install) -> None:
    install("choir_one", MANIFEST.format(name="choir", intents="()"))
    install("choir_two", MANIFEST.format(name="choir", intents="()"))
    with pytest.raises(FeatureProblem, match=r"'choir'.*choir_one and choir_two"):
        discover()


def test_a_package_without_a_manifest_is_refused_by_name(install: Install) -> None:
    install("bare_package", "")
    with pytest.raises(FeatureProblem, match="bare_package has no FEATURE"):
        discover()


def test_a_package_that_cannot_be_imported_says_why(install: Install) -> None:
    install("broken_package", "import a_module_that_is_not_there")
    with pytest.raises(FeatureProblem, match=r"broken_package .*a_module_that_is_not_there"):
        discover()


def test_what_is_asked_of_discord_is_the_union_of_the_features(install: Install) -> None:
    install("choir_one", MANIFEST.format(name="choir", intents='{"members"}'))
    choir = next(one.feature for one in discover() if one.feature.name == "choir")
    assert intents_of([]) == {"guilds"}
    assert intents_of([choir]) == {"guilds", "members"}
