pytest_plugins = ["sandbox.pytest_plugin", "tests.databases", "tests.steward"]
