"""The async core of Steward: what every feature needs, and no feature."""
