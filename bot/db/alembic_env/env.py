"""What Alembic runs for every migration set: the caller brings connection and version table."""  # noqa: INP001  run by Alembic as a script, never imported

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table=context.config.attributes["version_table"],
)
# The caller's transaction is around all sets, so that all of them change or none.
context.run_migrations()
