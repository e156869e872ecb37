"""Whether two messages say the same."""

from hashlib import blake2b

from bot.messages.event import Content


def fingerprint(content: Content) -> str:
    """Return a short key of what a message says; empty where it says nothing.

    Case, spacing and digits are left out, so that a counter at the end hides no flood.
    """
    said = " ".join((content.text, *content.forwarded, *(a.filename for a in content.attachments)))
    letters = "".join(c for c in said.casefold() if not c.isspace() and not c.isdigit())
    return (
        blake2b(
            (letters or said.strip()).encode("utf-8", "surrogatepass"), digest_size=12
        ).hexdigest()
        if said.strip()
        else ""
    )
