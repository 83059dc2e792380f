"""The types that travel. Standard library only."""
