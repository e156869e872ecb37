"""What people mean by "every Tuesday 7pm", in five languages."""

from cogs.events.when.reading import Ambiguous, Meant, NotUnderstood, Past, Reading, read

__all__ = ["Ambiguous", "Meant", "NotUnderstood", "Past", "Reading", "read"]
