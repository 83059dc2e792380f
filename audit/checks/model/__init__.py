"""Questions about model."""
