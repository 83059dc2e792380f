"""How a command ends: an exit code and its reason."""


class Ended(Exception):  # noqa: N818 - an end, not an error
    """A command has come to its exit code; the reason becomes the last line on stderr."""

    def __init__(self, code: int, reason: str) -> None:
        """Keep code and reason."""
        super().__init__(reason)
        self.code = code
        self.reason = reason
