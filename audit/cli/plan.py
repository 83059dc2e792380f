"""equigate plan: the plan that costs least, proved."""

import sys
from typing import Annotated

import typer

from audit.cli.ended import Ended
from audit.cli.progress import shown

NAME = "plan"
HELP = "Search for the anonymisation plan that costs least."
QUASI = "What an outsider can know of a person."
FOLDER = "Files COLUMN.csv that say how values are made coarser."
L_HELP = "The least number of values of COL in every class; repeat."
T_HELP = "How far COL may be from all rows in any class; repeat."
GROUP_HELP = "The share of any protected group that may be left out."
RATIO_HELP = "How many times the others' share a protected group may lose."
OBJECTIVE = "loss, granularity, entropy, average_class_size or discernibility."


def plan(  # noqa: PLR0913 - the flags of a command are its arguments
    data: Annotated[str, typer.Argument(metavar="DATA", help="The dataset: CSV, Parquet, Arrow or JSON lines.")],
    quasi_identifiers: Annotated[str, typer.Option(metavar="COL,COL", help=QUASI)],
    hierarchies: Annotated[str | None, typer.Option(metavar="FOLDER", help=FOLDER)] = None,
    k: Annotated[int, typer.Option("--k", metavar="N", help="The least number of rows in every class.")] = 5,
    diversity: Annotated[list[str] | None, typer.Option("--l", metavar="COL=N", help=L_HELP)] = None,
    closeness: Annotated[list[str] | None, typer.Option("--t", metavar="COL=X", help=T_HELP)] = None,
    max_suppression: Annotated[float, typer.Option(metavar="X", help="The share of rows that may be left out.")] = 0.05,
    protected: Annotated[str | None, typer.Option(metavar="COL,COL", help="Columns whose groups are watched.")] = None,
    max_group_suppression: Annotated[float | None, typer.Option(metavar="X", help=GROUP_HELP)] = None,
    max_suppression_ratio: Annotated[float | None, typer.Option(metavar="X", help=RATIO_HELP)] = None,
    subject_id: Annotated[str | None, typer.Option(metavar="COL", help="Whose row it is: k counts persons.")] = None,
    objective: Annotated[str, typer.Option(metavar="NAME", help=OBJECTIVE)] = "loss",
    frontier: Annotated[bool, typer.Option("--frontier", help="List every plan that no other beats.")] = False,
    print_as: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="What to print: text or json.")] = "text",
    output: Annotated[list[str] | None, typer.Option("--output", "-o", metavar="plan=PATH", help="Write the plan file.")] = None,
) -> None:
    """Search, print the plan, and write it."""
    from audit.planning import Asked, planned_by_flags

    limits = (max_suppression, protected, max_group_suppression, max_suppression_ratio)
    asked = Asked(data, quasi_identifiers, hierarchies, k, diversity or (), closeness or (), *limits, subject_id, objective, frontier)
    with shown() as progress:
        text, feasible = planned_by_flags(asked, print_as, output or (), progress)
    sys.stdout.write(text)
    sys.stdout.flush()
    none = "no plan holds what is demanded" + (", so none is written" if output else "")
    raise Ended(int(not feasible), "a plan holds what is demanded" if feasible else none)


COMMAND = plan
