"""Made-up plans against unequal treatment, as the evidence holds them."""

from __future__ import annotations

from typing import Any

from tests.render.sample_risk import NOTHING


# fmt: off
def trade(metric: str, before: float | None, after: float | None, **more: Any) -> dict[str, Any]:
    """Return one number before and after, of women against men unless it is said otherwise."""
    def ends(name: str, value: float | None) -> dict[str, float | None]:
        return {name: value, f"{name}_low": None if value is None else value - 0.02, f"{name}_high": None if value is None else value + 0.02}
    return {"metric": metric, "rule": more.get("rule", ""), "attribute": more.get("attribute", "sex"), "group": more.get("group", "Female"),
            "against": more.get("against", "Male"), **ends("before", before), **ends("after", after), "rows": 1795, "rows_text": "1,795",
            "limit": more.get("limit", ""), "within": more.get("within"), "worse": more.get("worse", False), "reason": more.get("reason", "")}


def plan(technique: str, ratio: float | None, accuracy: float, *, solves: bool = False, **more: Any) -> dict[str, Any]:
    """Return one plan for the selection rate ratio of women."""
    overall = {"attribute": "", "group": "", "against": ""}
    trades = [trade("accuracy", 0.853, accuracy, worse=accuracy < 0.853, **overall), trade("auc", 0.905, 0.9, worse=True, **overall)]
    if ratio is not None:
        trades.append(trade("selection_rate_ratio", 0.301, ratio, rule="unequal-selection", limit=">= 0.8", within=ratio >= 0.8))
    trades += more.get("trades", [])
    return {
        "rule": more.get("rule", "unequal-selection"), "risk": "unequal treatment", "technique": technique, "dataset": "test",
        "columns": ["sex"], "parameters": {"rows": 32561, "seed": 0}, "does": more.get("does", f"Apply {technique}."), "solves": solves,
        "law": "AI Act Art. 10(2)(g)",
        **NOTHING,
        "effect": {"k_before": None, "k_after": None, "below_limit_before": None, "below_limit_after": None, "rows": 4505, "lost": 0,
                   "values_changed": 0, "lost_by_group": {}},
        "tradeoff": {"metric": "selection_rate_ratio", "attribute": "sex", "limit": ">= 0.8", "level": 0.95, "rows": 4505,
                     "chosen_on": more.get("chosen_on", 0), "changed": 776, "constant": 0.764, "cost": round(0.853 - accuracy, 6),
                     "trades": trades, "curve": more.get("curve", []), "groups": more.get("groups", {}), "says": more.get("says", [])},
    }


def point(parameter: str, accuracy: float, value: float, *, chosen: bool = False) -> dict[str, Any]:
    """Return one point of a curve."""
    return {"parameter": parameter, "accuracy": accuracy, "value": value, "low": value - 0.05, "high": value + 0.05, "chosen": chosen}


def plans() -> list[dict[str, Any]]:
    """Return plans of every kind: one that helps, one with a warning, one that is no fix, one that makes others worse."""
    worse = trade("false_negative_rate_difference", 0.0864, 0.264, rule="unequal-errors", limit="<= 0.1", within=False, worse=True)
    near = trade("precision_difference", 0.0252, 0.0877, rule="unequal-precision", limit="<= 0.1", within=True, worse=True)
    hidden = trade("false_positive_rate_difference", None, None, group="Other", reason="withheld: too few rows")
    curve = [point(">= 0.5", 0.85, 0.46), point(">= 0.8", 0.841, 0.80), point(">= 0.9", 0.832, 0.93, chosen=True)]
    return [
        plan("constrain", 0.867, 0.837, solves=True, trades=[worse], says=["It decides by chance: with another seed, 138 decisions are others."]),
        plan("group_thresholds", 0.93, 0.832, solves=True, does="Decide each group at its own threshold. STOP before using it.", chosen_on=4505,
             curve=curve, groups={"Female": {"threshold": 0.197}, "Male": {"threshold": 0.609}}),
        plan("drop_proxy", 0.224, 0.852, trades=[near, hidden]),
        plan("common_threshold", 0.85, 0.344, chosen_on=4505, curve=[point("0.1", 0.7, 0.4), point("0.3", 0.82, 0.33)]),
    ]
