pytest_plugins = [
    "sandbox.pytest_plugin",
    "tests.sandbox.conformity",
    "tests.databases",
    "tests.steward",
]
