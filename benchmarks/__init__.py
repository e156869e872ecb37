"""Repeatable measurements, each against a named rival in the same run."""
