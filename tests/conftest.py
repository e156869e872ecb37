from hypothesis import settings

# How long an example takes depends on who else is at work on the machine.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")

pytest_plugins = [
    "demo.pytest_plugin",
    "tests.sandbox.conformity",
    "tests.databases",
    "tests.steward",
]
