"""Questions about privacy."""
