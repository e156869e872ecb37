"""Training of the learned detector; no part of the bot."""
