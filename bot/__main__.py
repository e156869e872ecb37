"""`python -m bot` is the same program as `steward`."""

import gc


def main() -> None:
    """Run the command line."""
    # What is imported stays: to look through it for garbage would be a fifth of the start.
    gc.disable()
    from bot.cli import build  # noqa: PLC0415 - see above
    from bot.cli.problems import told  # noqa: PLC0415 - see above

    with told():
        program = build()
        gc.freeze()
        gc.enable()
        program()


if __name__ == "__main__":
    main()
