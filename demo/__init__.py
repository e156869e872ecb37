"""The scripted town of `steward demo`: the one room that knows both bot and sandbox."""
