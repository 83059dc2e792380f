"""What an outsider gets out of a release: predicates that single out, halves that are linked, secrets that are guessed."""
