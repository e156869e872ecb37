"""A local Discord on loopback for demos and tests; any client may connect to it."""
