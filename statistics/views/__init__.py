"""What the public sees of the figures."""
