"""What does each kind of personal data look like? One file per kind, found by folder walk."""
