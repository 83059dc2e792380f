"""equigate doctor: is everything here?"""

import sys

from audit.cli.ended import Ended

NAME = "doctor"
HELP = "Show versions and what is missing."


def doctor() -> None:
    """Print what was looked for; exit 2 if something needed is missing."""
    from audit.doctor import examine

    items = list(examine())
    for item in items:
        mark = "ok" if item.found else "missing" if item.needed else "note"
        sys.stdout.write(f"{mark:<8} {item.name:<20} {item.says}\n")
    missing = [item.name for item in items if item.needed and not item.found]
    raise Ended(2 if missing else 0, f"missing: {', '.join(missing)}" if missing else "everything needed is here")


COMMAND = doctor
