"""The bot's numbers for Prometheus."""

from collections.abc import Callable

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
)
from prometheus_client.exposition import choose_encoder

MESSAGE_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Metrics:
    """Counts what the bot does, in a registry of its own.

    No label holds a guild, a person or a message: the numbers tell of the bot, not of people.
    A feature that counts something of its own registers it in `registry`.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self._effects = Counter(
            "steward_effects",
            "What the bot did on Discord, by kind and final state.",
            ["kind", "state"],
            registry=self.registry,
        )
        self._jobs = Counter(
            "steward_jobs",
            "Runs of scheduled jobs, by job and outcome.",
            ["job", "outcome"],
            registry=self.registry,
        )
        self._errors = Counter(
            "steward_errors",
            "What did not work out, by place and kind.",
            ["where", "kind"],
            registry=self.registry,
        )
        self._messages = Histogram(
            "steward_message_seconds",
            "Time that all features together spent on one message.",
            buckets=MESSAGE_SECONDS,
            registry=self.registry,
        )
        self._waiting = Gauge(
            "steward_effects_waiting",
            "Effects that are planned and not yet carried out.",
            registry=self.registry,
        )
        self._latency = Gauge(
            "steward_gateway_latency_seconds",
            "Time between a heartbeat and Discord's answer, NaN while not connected.",
            registry=self.registry,
        )
        self._guilds = Gauge(
            "steward_guilds", "Servers that the bot can reach.", registry=self.registry
        )

    def effect(self, kind: str, state: str) -> None:
        """Count an effect that came to rest in a state ("sent", "failed", "skipped")."""
        self._effects.labels(kind=kind, state=state).inc()

    def job(self, name: str, outcome: str) -> None:
        """Count a run of a scheduled job ("done", "retried", "failed", "too_late")."""
        self._jobs.labels(job=name, outcome=outcome).inc()

    def error(self, where: str, kind: str = "unexpected") -> None:
        """Count something that did not work out at a command, a signal or a feature."""
        self._errors.labels(where=where, kind=kind).inc()

    def observe_message(self, seconds: float) -> None:
        """Count a message that went through the pipeline."""
        self._messages.observe(seconds)

    def watch_waiting(self, count: Callable[[], float]) -> None:
        """Ask this function for the number of waiting effects whenever somebody looks."""
        self._waiting.set_function(count)

    def watch_gateway(self, latency: Callable[[], float], guilds: Callable[[], float]) -> None:
        """Ask these functions for the latency in seconds and the number of guilds."""
        self._latency.set_function(latency)
        self._guilds.set_function(guilds)

    def page(self, accept: str = "") -> tuple[bytes, str]:
        """Return the page that Prometheus reads and its content type, as `accept` asks."""
        encode, content_type = choose_encoder(accept)
        return encode(self.registry), content_type
