from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.texts.__main__ import app
from bot.texts.catalogues import CatalogueProblem, load_wordings, read_catalogue
from bot.texts.checking import check, conflicts, placeholders
from bot.texts.extraction import Package, extract, packages_in, update

ROOT = Path(__file__).parents[2]

SOURCE = """
from bot.texts import N_

LATER = N_("Later")

def greet(t, count):
    t("Hello, {member}!", member=t("friend"))
    t.n("{n} post", "{n} posts", n=count)
    raise Refusal("Not " "today.")
"""


@pytest.fixture
def package(tmp_path: Path) -> Package:
    folder = tmp_path / "bot"
    folder.mkdir()
    (folder / "cog.py").write_text(SOURCE)
    return Package("bot", folder)


def fill(package: Package, language: str, *changes: tuple[str, str]) -> None:
    path = package.catalogue(language)
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def kinds(package: Package, language: str) -> set[tuple[str, str]]:
    return {(one.kind, one.text) for one in check(package) if one.language == language}


def test_texts_are_found_where_the_code_says_them(package):
    found = [message.id for message in extract(package) if message.id]
    assert found == ["Later", "Hello, {member}!", "friend", ("{n} post", "{n} posts"), "Not today."]


def test_a_new_catalogue_is_missing_every_text(package):
    assert len(update(package)) == 4
    assert kinds(package, "vi") == {
        ("missing", text)
        for text in ("Later", "Hello, {member}!", "friend", "{n} post", "Not today.")
    }


def test_an_update_without_changes_leaves_the_files_alone(package):
    update(package)
    assert update(package) == []


def test_an_update_keeps_translations_and_marks_changed_texts_fuzzy(package):
    update(package)
    fill(
        package,
        "es",
        ('"Later"\nmsgstr ""', '"Later"\nmsgstr "Luego"'),
        ('"Hello, {member}!"\nmsgstr ""', '"Hello, {member}!"\nmsgstr "¡Hola, {member}!"'),
    )
    source = package.folder / "cog.py"
    source.write_text(SOURCE.replace("Hello, {member}!", "Hello there, {member}!"))
    update(package)
    catalogue = read_catalogue(package.catalogue("es"), "es")
    assert catalogue.get("Later").string == "Luego"
    assert ("fuzzy", "Hello there, {member}!") in kinds(package, "es")


def test_a_text_that_comes_back_gets_its_translation_back(package):
    update(package)
    fill(package, "it", ('"friend"\nmsgstr ""', '"friend"\nmsgstr "amicizia"'))
    source = package.folder / "cog.py"
    source.write_text(SOURCE.replace('t("friend")', "None"))
    assert ("obsolete", "friend") in kinds(package, "it")
    update(package)
    assert ("obsolete", "friend") not in kinds(package, "it")
    source.write_text(SOURCE)
    update(package)
    assert read_catalogue(package.catalogue("it"), "it").get("friend").string == "amicizia"


def test_a_translation_keeps_the_placeholders_of_its_text(package):
    update(package)
    hello = '"Hello, {member}!"\nmsgstr "'
    for wording in ("Xin chào!", "Chào {name}", "Chào {member} {member.id}", "Chào {member"):
        fill(package, "vi", (hello, f"{hello}{wording}"))
        assert ("slip", "Hello, {member}!") in kinds(package, "vi")
        fill(package, "vi", (f"{hello}{wording}", hello))


def test_the_form_for_one_thing_may_say_it_in_words(package):
    update(package)
    fill(package, "it", ('[0] ""', '[0] "un post"'), ('[2] ""', '[2] "{n} post"'))
    assert "{n} post" not in {text for _, text in kinds(package, "it")}


def test_a_plural_without_its_number_is_a_slip(package):
    update(package)
    fill(package, "it", ('[0] ""', '[0] "{n} post"'), ('[2] ""', '[2] "post"'))
    assert ("slip", "{n} post") in kinds(package, "it")


def test_english_placeholders_are_plain_names(package):
    (package.folder / "cog.py").write_text('t("{member.name} {0} {n:>3}")\nt("broken {")')
    findings = [one for one in check(package) if one.language == "en"]
    assert [one.text for one in findings] == ["{member.name} {0} {n:>3}", "broken {"]


def test_two_packages_that_translate_differently_are_found(tmp_path):
    packages = []
    for name, wording in (("one", "Luego"), ("two", "Después")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "cog.py").write_text('t("Later")')
        packages.append(Package(name, folder))
        update(packages[-1])
        fill(packages[-1], "es", ('"Later"\nmsgstr ""', f'"Later"\nmsgstr "{wording}"'))
    [finding] = conflicts(packages)
    assert (finding.package, finding.language, finding.text) == ("two", "es", "Later")


def test_the_first_package_decides_how_a_text_is_translated(tmp_path, monkeypatch):
    for name, wording in (("first_pack", "Luego"), ("second_pack", "Después")):
        (tmp_path / name / "locales").mkdir(parents=True)
        (tmp_path / name / "__init__.py").touch()
        (tmp_path / name / "locales" / "es.po").write_text(f'msgid "Later"\nmsgstr "{wording}"\n')
    monkeypatch.syspath_prepend(tmp_path)
    assert load_wordings(["first_pack", "second_pack"])["es"].single == {"Later": "Luego"}


def test_a_broken_catalogue_is_named_with_its_line(tmp_path):
    path = tmp_path / "es.po"
    path.write_text('msgid "a"\nmsgstr "b"\n\nnonsense here\n')
    with pytest.raises(CatalogueProblem, match=r"es\.po, line 4"):
        read_catalogue(path, "es")
    path.write_bytes(b'msgid "a"\nmsgstr "\xff"\n')
    with pytest.raises(CatalogueProblem, match=r"es\.po"):
        read_catalogue(path, "es")


def test_fuzzy_translations_are_not_shown(tmp_path, monkeypatch):
    (tmp_path / "fuzzy_pack" / "locales").mkdir(parents=True)
    (tmp_path / "fuzzy_pack" / "__init__.py").touch()
    content = '#, fuzzy\nmsgid "Later"\nmsgstr "Luego"\n'
    (tmp_path / "fuzzy_pack" / "locales" / "es.po").write_text(content)
    monkeypatch.syspath_prepend(tmp_path)
    assert load_wordings(["fuzzy_pack"])["es"].single == {}


def test_placeholders_include_everything_between_the_braces():
    assert placeholders("{a} {{b}} {c:d} {e!r}") == {"a", "c:d", "e!r"}


def test_the_command_tells_what_is_left_to_do(package, tmp_path):
    run = CliRunner().invoke
    assert run(app, ["update", "--root", str(tmp_path)]).exit_code == 0
    result = run(app, ["check", "--root", str(tmp_path)])
    assert result.exit_code == 1
    assert "bot/es: missing: 'Later'" in result.output
    assert 'msgid "Later"' in run(app, ["extract", "--root", str(tmp_path)]).output
    unknown = run(app, ["check", "cogs.nothing", "--root", str(tmp_path)])
    assert unknown.exit_code == 2
    assert "cogs.nothing" in unknown.output


@pytest.mark.parametrize("package", packages_in(ROOT), ids=lambda package: package.name)
def test_every_text_of_the_house_is_said_in_every_language(package):
    assert [str(finding) for finding in check(package)] == []


def test_the_packages_of_the_house_agree_on_their_translations():
    assert conflicts(packages_in(ROOT)) == []
