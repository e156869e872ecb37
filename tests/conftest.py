import structlog
from hypothesis import settings

# How long an example takes depends on who else is at work on the machine.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")

# The default renders each logged exception with all its locals, which can take seconds.
structlog.configure(
    [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        ),
    ]
)

pytest_plugins = [
    "demo.pytest_plugin",
    "tests.sandbox.conformity",
    "tests.databases",
    "tests.steward",
]
