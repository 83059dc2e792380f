"""Which attacks were run on the rows, how often did they succeed, and how often would they on people who are not in the data?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.anonymity.attacks.risk import Attack, Success
from audit.core.fact import Facts
from audit.core.measurement import Rate
from audit.core.values import Json
from audit.observe.inference import Inference
from audit.observe.linkage import Joined, Linkage
from audit.observe.relinking import Relinking
from audit.observe.singling_out import SinglingOut

_DIGITS = 4
_NOTHING: dict[str, Json] = dict.fromkeys(
    ("success", "success_low", "success_high", "guess", "control", "control_low", "control_high", "risk", "risk_low", "risk_high")
)
NO_CONTROL = "nobody was held out: how much of this holds for people who are not in the data is not known"


def singling_out(facts: Facts, dataset: str) -> Iterator[Json]:
    """Yield the search for conditions that one row alone meets, by the number of conditions."""
    view = SinglingOut.of(facts, dataset)
    for width, attack in sorted(view.attacks.items()) if view else ():
        conditions = "one condition" if width == 1 else f"{width} conditions together"
        yield _attack(f"predicates of {conditions}", "conditions that are met by one row of the sample alone", attack)


def linkability(facts: Facts, dataset: str) -> Iterator[Json]:
    """Yield the linking of two halves of the columns, and the joining with the file that an outsider may hold."""
    view = Relinking.of(facts, dataset)
    if view is not None:
        says = f"the quasi-identifiers in two halves, linked again through {view.rows:,} rows of a sample"
        yield _attack("two halves of the columns", says, view.attack)
    joined = Linkage.of(facts, dataset)
    yield from (_joined(one) for one in (joined.ways if joined else ()))


def inference(facts: Facts, dataset: str) -> Iterator[Json]:
    """Yield the guessing of every sensitive column from the quasi-identifiers."""
    view = Inference.of(facts, dataset)
    for one in view.columns if view else ():
        yield _attack(f"guessing {one.column}", f"by {one.says()}, from {one.rows:,} rows of a sample", one.attack)


def _attack(name: str, says: str, attack: Attack) -> Json:
    """Return one attack with its rates and the normalised risk; each interval holds by itself at 95 %."""
    control, risk = attack.control, attack.risk()
    guess = attack.guess.hits / attack.guess.of if attack.guess.of else None
    return {
        **_NOTHING,
        "attack": name,
        "says": says + (f"; the best guess without looking: {_said(guess)}" if guess is not None else ""),
        "reason": "" if control is not None and control.of else NO_CONTROL,
        "rows": int(attack.success.of),
        **_rate("success", attack.success),
        **(_rate("control", control) if control else {}),
        "guess": _short(guess),
        **({"risk": _short(risk.value), "risk_low": _short(risk.low), "risk_high": _short(risk.high)} if risk else {}),
    }


def _joined(one: Joined) -> Json:
    """Return what joining with the outside file came to: exact, of all rows."""
    says = (
        f"over {one.columns} columns, beside {one.outside:,} rows outside: {one.alone:,} rows are alone in the data, "
        f"{one.matched:,} of those meet exactly one row; values of {one.contained:,} rows occur there"
    )
    share = _short(one.matched / one.rows) if one.rows else None
    reason = "counted over all rows, without people held out: a match can be a coincidence"
    name = f"join with the public file by {one.by}"
    return {**_NOTHING, "attack": name, "says": says, "reason": reason, "rows": one.rows, "success": share}


def _rate(name: str, rate: Rate) -> dict[str, Any]:
    """Return a rate with its Wilson interval; nothing without a try."""
    if not rate.of:
        return {}
    found = Success.of(rate)
    ends = (max(0.0, found.value - found.error), min(1.0, found.value + found.error))
    return {name: _short(rate.hits / rate.of), f"{name}_low": _short(ends[0]), f"{name}_high": _short(ends[1])}


def _said(share: float) -> str:
    """Return a share in words, never as a power of ten."""
    return f"{share:.{_DIGITS}f}".rstrip("0").rstrip(".") if share == 0 or share >= 10**-_DIGITS else f"less than {10**-_DIGITS:g}"


def _short(value: float | None) -> float | None:
    """Return a number with few digits: the same on any machine."""
    return None if value is None else round(value, _DIGITS)
