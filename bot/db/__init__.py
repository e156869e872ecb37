"""The database: SQLite in one file, or PostgreSQL; one code for both."""

from bot.db.database import Database, after_commit
from bot.db.problems import DatabaseProblem, DatabaseTooNew

__all__ = ["Database", "DatabaseProblem", "DatabaseTooNew", "after_commit"]
