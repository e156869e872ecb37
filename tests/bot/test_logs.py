import io
import logging
import string
from collections.abc import Callable, Iterator

import orjson
import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import LogHandler, set_up_logs
from bot.redaction import DROPPED_FIELDS, Redactor

BASE64 = string.ascii_letters + string.digits + "_-"
TOKENS = st.builds(
    ".".join,
    st.tuples(
        st.text("MNOabcXYZ019_-", min_size=23, max_size=28),
        st.text(BASE64, min_size=6, max_size=7),
        st.text(BASE64, min_size=27, max_size=38),
    ),
)
AROUND = st.text(max_size=20)
PASSWORDS = st.text(string.ascii_letters + string.digits + "!?#%:@/&=+", min_size=8, max_size=20)

Lines = Callable[..., list[str]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Set logs up into a stream of our own and leave logging as it was."""
    stream = io.StringIO()
    root = logging.getLogger()
    level, usual = root.level, structlog.get_config()

    def read() -> list[str]:
        return stream.getvalue().splitlines()

    def set_up(
        level: str = "INFO", form: str = "json", **options: object
    ) -> Callable[[], list[str]]:
        set_up_logs(level, form, stream=stream, **options)
        return read

    yield set_up
    for handler in [one for one in root.handlers if isinstance(one, LogHandler)]:
        root.removeHandler(handler)
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.configure(**usual)
    structlog.contextvars.clear_contextvars()


def redact(**fields: object) -> str:
    return orjson.dumps(Redactor()(None, "", fields)).decode()


def test_a_line_says_when_how_grave_what_and_where(lines):
    read = lines()
    log = structlog.get_logger("bot.welcome", feature="welcome")
    log.warning("greeting late", guild_id=7, reference="K7QM2PXR")
    [line] = map(orjson.loads, read())
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "warning",
        "event": "greeting late",
        "feature": "welcome",
        "guild_id": 7,
        "reference": "K7QM2PXR",
        "logger": "bot.welcome",
    }


def test_the_libraries_logs_come_out_the_same_way(lines):
    read = lines()
    logging.getLogger("discord.client").warning("Shard %s is back", 3, extra={"guild_id": 7})
    [line] = map(orjson.loads, read())
    assert (line["event"], line["level"], line["guild_id"]) == ("Shard 3 is back", "warning", 7)


def test_text_for_a_terminal_is_one_line_without_colours_in_a_file(lines):
    read = lines(form="text")
    structlog.get_logger("bot").info("ready", guilds=2)
    [line] = read()
    assert "ready" in line
    assert "guilds=2" in line
    assert "\x1b" not in line


def test_what_lies_below_the_level_is_not_written(lines):
    read = lines("WARNING")
    structlog.get_logger("bot").info("quiet")
    logging.getLogger("other").info("quiet")
    assert read() == []


@pytest.mark.parametrize(
    "name", ["discord.gateway", "discord.http", "sqlalchemy.engine", "aiosqlite"]
)
def test_libraries_never_write_payloads_whatever_the_level(lines, name):
    read = lines("DEBUG")
    logging.getLogger(name).debug("payload %s", {"content": "private words"})
    assert read() == []


def test_setting_logs_up_again_does_not_write_lines_twice(lines):
    lines()
    read = lines()
    structlog.get_logger("bot").info("once")
    assert len(read()) == 1


def test_an_exception_is_told_with_its_traceback(lines):
    read = lines()
    try:
        int("broken wheel")
    except ValueError as error:
        structlog.get_logger("bot").error("failed", exc_info=error)
    [line] = map(orjson.loads, read())
    assert "broken wheel" in line["exception"]
    assert "Traceback" in line["exception"]


def test_bound_context_is_part_of_every_line(lines):
    read = lines()
    with structlog.contextvars.bound_contextvars(guild_id=9):
        logging.getLogger("bot.db").info("slow")
    assert orjson.loads(read()[0])["guild_id"] == 9


def test_nothing_that_members_wrote_reaches_a_log(lines):
    read = lines()
    words = "what a member wrote"
    fields = dict.fromkeys(DROPPED_FIELDS, words)
    structlog.get_logger("bot").info(
        "seen", **fields, more={"Content": words, "id": [1, {"text": words}]}
    )
    logging.getLogger("lib").warning("seen", extra={"content": words})
    assert len(read()) == 2
    assert words not in "".join(read())


def test_values_of_a_failed_statement_are_dropped():
    text = "x\n[SQL: INSERT INTO a VALUES (?)]\n[parameters: ('what [she] wrote', 1)]\n(more)"
    assert "wrote" not in Redactor().text(text)
    assert "INSERT" in Redactor().text(text)


@given(TOKENS, AROUND, AROUND)
def test_no_token_survives_in_any_text(token, before, after):
    assert token not in Redactor().text(before + token + after)


@given(TOKENS, AROUND)
def test_no_token_survives_anywhere_in_an_event(token, before):
    class Holder:
        def __repr__(self) -> str:
            return f"<{token}>"

    line = redact(
        event=before + token, deep={"list": [token, (token, {token})], token: 1},
        raw=token.encode(), thing=Holder(), error=ValueError(token),
    )  # fmt: skip
    assert token not in line


@given(TOKENS, st.sampled_from(["text", "json"]))
def test_no_token_survives_on_the_way_through_logging(token, form):
    stream = io.StringIO()
    root = logging.getLogger()
    handlers, level, usual = list(root.handlers), root.level, structlog.get_config()
    try:
        set_up_logs("INFO", form, stream=stream)
        logging.getLogger("discord.http").warning("sent %s to %r", f"Bot {token}", {"t": token})
        try:
            int(f"login with {token}")
        except ValueError:
            structlog.get_logger("bot").exception("no %s", token, token=token, url=f"/x?t={token}")
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        logging.captureWarnings(capture=False)
        structlog.configure(**usual)
    written = stream.getvalue()
    assert "login with" in written
    assert token not in written


@given(PASSWORDS)
def test_no_password_of_a_database_survives(password):
    url = f"postgresql+asyncpg://steward:{password}@db.example:5432/steward"
    for shown in (
        Redactor().text(f"cannot reach {url} now"),
        redact(database=url, DATABASE_URL=url),
    ):
        assert f":{password}@" not in shown


@pytest.mark.parametrize("scheme", ["Bot", "Bearer", "Basic", ""])
@pytest.mark.parametrize(
    "shape",
    ["Authorization: {}", "'Authorization': '{}'", '"authorization":"{}"', "AUTHORIZATION={}"],
)
def test_no_authorization_header_survives(scheme, shape):
    secret = "c2VjcmV0LXNlY3JldA"
    assert secret not in Redactor().text(shape.format(f"{scheme} {secret}".strip()))
    assert secret not in redact(headers={"Authorization": f"{scheme} {secret}"})


@pytest.mark.parametrize(
    "text",
    [
        "POST https://discord.com/api/v10/webhooks/123/s3cr3t-s3cr3t/messages/@original",
        "/interactions/123/s3cr3t-s3cr3t/callback",
        "DISCORD_TOKEN=s3cr3t-s3cr3t",
        '{"password": "s3cr3t-s3cr3t"}',
        "client_secret: s3cr3t-s3cr3t",
        "mfa.s3cr3t-s3cr3t-s3cr3t-s3cr3t",
    ],
)
def test_other_secrets_are_masked_by_where_they_stand(text):
    assert "s3cr3t-s3cr3t" not in Redactor().text(text)


def test_a_known_secret_is_masked_wherever_it_appears(lines):
    read = lines(secrets=["open sesame", "open sesame and more"])
    structlog.get_logger("bot").info("he said open sesame and more, then open sesame")
    [line] = map(orjson.loads, read())
    assert line["event"] == "he said [secret], then [secret]"


@pytest.mark.parametrize(
    "text",
    [
        "connected to https://discord.com/api/v10/gateway",
        "guild 123456789012345678 has 3 channels",
        "effect settled kind=welcome.greeting state=sent",
        "bot.settings.service.SettingsService reloaded",
        "sqlite+aiosqlite:///data/steward.sqlite3",
    ],
)
def test_ordinary_lines_are_left_alone(text):
    assert Redactor().text(text) == text


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a-",
        "a.",
        "://a:",
        "://a:@",
        "token",
        "token ",
        "[parameters: ",
        "Bot ",
        "/webhooks/1/",
    ],
)
def test_no_text_however_hostile_holds_up_the_bot(piece):
    assert Redactor().text(piece * (200_000 // len(piece)))
