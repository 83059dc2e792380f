"""equigate explain: one rule or metric in full, all metrics, or all law."""

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from audit.cli.ended import Ended
from audit.core.errors import BadInput, did_you_mean

NAME = "explain"
HELP = "Explain one rule or metric in full, all metrics, or the law behind the rules."
_NAME = typer.Argument(metavar="RULE|METRIC", help="The name of a rule (`equigate rules` lists them) or of a metric.", show_default=False)
_METRICS = typer.Option("--metrics", help="Every metric: formula, sign, what it counts, its name in other tools.")
_LAW = typer.Option("--law", help="Every source that is cited, with its standing today.")


def explain(
    name: Annotated[str | None, _NAME] = None,
    *,
    metrics: Annotated[bool, _METRICS] = False,
    law: Annotated[bool, _LAW] = False,
) -> None:
    """Print every word of a rule or a metric."""
    if (name is not None) + metrics + law != 1:
        raise BadInput.one("explain", "one thing at a time can be explained", "Write the name of a rule or a metric, --metrics, or --law")
    sys.stdout.write(_text(name) if name is not None else _all_metrics() if metrics else _all_law())
    raise Ended(0, "")


def _text(name: str) -> str:
    """Return a rule or a metric in full; raises BadInput if there is none of that name."""
    from audit.checks.registry import checks
    from audit.explain import explained
    from audit.metrics.registry import metrics
    from audit.metrics.words import metric_text

    rules = checks()
    if name in rules:
        return explained(rules[name].rule, datetime.now(UTC).date())
    known = metrics()
    if name in known:
        return metric_text(known[name])
    raise BadInput.one("explain", f"there is no rule or metric {name!r}", did_you_mean(name, [*rules, *known]))


def _all_metrics() -> str:
    """Return every metric."""
    from audit.metrics.words import metrics_text

    return metrics_text()


def _all_law() -> str:
    """Return every source with its standing today."""
    from audit.explain import law_list
    from audit.law import all_citations

    return law_list(all_citations().values(), datetime.now(UTC).date())


COMMAND = explain
