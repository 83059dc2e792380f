"""What does a model card hold of the audit? Measures by group, what was not checked, and which group bears what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audit.core.values import canonical
from audit.render.findings import WORDS, badness, by_weight, metric_name, where
from audit.render.numbers import interval, number, plain

Row = Mapping[str, Any]
Part = dict[str, Any]
TASKS = {"binary": "binary classification", "multiclass": "multiclass classification", "regression": "regression", "ranking": "ranking"}
ABOUT_DATA = frozenset({"labels", "proxies"})
"""Families of metrics that measure the data and not the model."""


def card(claims: Row, datasets: Sequence[str]) -> Part:
    """Return the model card in the form of CycloneDX 1.6; `datasets` are references to the datasets."""
    model = claims["model"]
    parameters: Part = {
        "task": TASKS.get(claims["roles"]["task"], claims["roles"]["task"]),
        "datasets": [{"ref": name} for name in datasets],
    }
    if claims["roles"]["label"]:
        parameters["approach"] = {"type": "supervised"}
    if model and model["estimator"]:
        parameters["modelArchitecture"] = model["estimator"]
    return {
        "modelParameters": parameters,
        "quantitativeAnalysis": {"performanceMetrics": [_metric(row) for row in claims["metrics"] if _of_model(row)]},
        "considerations": {
            "technicalLimitations": list(_limitations(claims)),
            "performanceTradeoffs": list(_tradeoffs(claims["advice"])),
            "ethicalConsiderations": list(_risks(claims)),
            "fairnessAssessments": list(_groups(claims)),
        },
    }


def _of_model(row: Row) -> bool:
    """Tell whether a number is a measure of the model; one without a value is none."""
    return row["value"] is not None and row.get("family") not in ABOUT_DATA


def _metric(row: Row) -> Part:
    """Return one number with the rows it is about and its interval."""
    group = where(row) if row["attribute"] else ""
    by = f"by {row['by']}" if row["by"] not in {None, ""} else ""
    found: Part = {
        "type": row["metric"],
        "value": _text(row["value"]),
        "slice": "; ".join(part for part in (row["dataset"], group, by) if part),
    }
    if row["low"] is not None and row["high"] is not None:
        found["confidenceInterval"] = {"lowerBound": _text(row["low"]), "upperBound": _text(row["high"])}
    return found


def _text(value: float) -> str:
    """Return a number as JSON writes it."""
    return canonical(value).strip()


def _limitations(claims: Row) -> Iterator[str]:
    """Yield what was not checked, what could not run, and what the data read cannot tell."""
    for rule in sorted(claims["rules"], key=by_weight):
        if rule["verdict"] in {"not_run", "unsure"}:
            yield f"{rule['rule']}: {WORDS[rule['verdict']]}. {rule['reason']}".strip()
    for row in claims["not_checked"]:
        yield f"{row['rule']}: not checked. {row['reason']}"
    yield from claims["personal_not_checked"]


def _tradeoffs(advice: Sequence[Row]) -> Iterator[str]:
    """Yield what each tried plan changes, for better and worse."""
    for plan in advice:
        if not plan["tradeoff"]:
            continue
        trades = plan["tradeoff"]["trades"]
        said = [f"{metric_name(one['metric'])}{_of(one)} {_number(one['before'])} to {_number(one['after'])}" for one in trades]
        yield f"{plan['technique']} ({', '.join(plan['columns'])}) for {plan['rule']}: {'; '.join(said)}"


def _of(row: Row) -> str:
    """Return the group a number is about."""
    return f" of {row['attribute']}: {row['group']}" if row["group"] else ""


def _number(value: float | None) -> str:
    """Return a number as it is printed, in plain signs."""
    return plain(number(value)) if value is not None else "no value"


def _risks(claims: Row) -> Iterator[Part]:
    """Yield every rule that does not pass as a risk with its next step."""
    for rule in sorted(claims["rules"], key=by_weight):
        if rule["verdict"] != "pass":
            name = f"{rule['rule']} ({rule['risk']}): {WORDS.get(rule['verdict'], rule['verdict'])}. {rule['reason']}"
            yield {"name": name.strip(), "mitigationStrategy": rule["step"]}


def _groups(claims: Row) -> Iterator[Part]:
    """Yield what was measured of each group that a fairness rule does not pass, the worst first."""
    rules = {rule["rule"]: rule for rule in claims["rules"]}
    rows = [row for row in claims["findings"] if row["group"] and row["verdict"] != "pass"]
    for row in sorted(rows, key=lambda row: (*badness(row), row["target"], row["metric"])):
        rule = rules.get(row["rule"])
        if rule and rule["family"] == "fairness":
            yield {"groupAtRisk": where(row), "harms": _harm(row, rule), "mitigationStrategy": _mitigation(claims["advice"], rule)}


def _harm(row: Row, rule: Row) -> str:
    """Return the measured number beside its limit; that it harms anybody is for the reader to say."""
    span = plain(interval(row["low"], row["high"])) if row["low"] != row["high"] else ""
    value = f"{metric_name(row['metric'])} {_number(row['value'])}" + (f" ({span})" if span else "")
    against = f" against {row['against']}" if row["against"] else ""
    said = f"{rule['rule']}: {value}{against}, limit {row['limit']}: {WORDS.get(row['verdict'], row['verdict'])}."
    return f"{said} {row['reason']}".strip()


def _mitigation(advice: Sequence[Row], rule: Row) -> str:
    """Return the plans that were tried for a rule and are enough, or else its next step."""
    tried = [plan["does"] for plan in advice if plan["rule"] == rule["rule"] and plan["solves"]]
    return " Or: ".join(tried) or rule["step"]
