"""`python -m bot` is the same program as `steward`."""

from bot.cli import build


def main() -> None:
    """Run the command line."""
    build()()


if __name__ == "__main__":
    main()
