"""`python -m bot` is the same program as `steward`."""

from bot.cli import build
from bot.cli.problems import told


def main() -> None:
    """Run the command line."""
    with told():
        build()()


if __name__ == "__main__":
    main()
