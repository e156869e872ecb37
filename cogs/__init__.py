"""Steward's features, one package each, always with the same file names."""
