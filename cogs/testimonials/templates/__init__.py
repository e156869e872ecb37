"""The parts of the exported page."""
