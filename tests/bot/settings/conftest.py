from tests.databases import (  # noqa: F401 - pytest finds fixtures by name
    database_url,
    db,
    postgres_server,
    postgres_url,
    sqlite_url,
)
