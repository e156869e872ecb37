"""Says what members may expect of one another, and notices what goes against it."""
