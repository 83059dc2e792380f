"""The command line: arguments in, exit code out."""

from __future__ import annotations

from audit.cli.app import main

__all__ = ["main"]
