"""What does the terminal say of a way to release a dataset, and of several beside each other?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from audit.core.advice import Held, Release
from audit.render.clean import clean
from audit.render.text import padded

_NAME, _LEVEL = 26, 5
_WORST = 24
_MOST_GROUPS = 12
_INDENT = "     "


def release_lines(one: Release, width: int) -> Iterator[str]:
    """Yield one release in full: its steps, what it costs, and who pays."""
    name = min(_NAME, max([6, *(len(clean(column)) for column in one.levels)]))
    yield f"  {padded('column', name)}level  step"
    for column, level in one.levels.items():
        yield f"  {padded(clean(column), name)}{level:>{_LEVEL}}  {clean(_step(one, column))}"
    yield ""
    yield from _wrapped(_cost(one), width)
    yield from _wrapped(_measured(one), width)
    for text in _groups(one):
        yield from _wrapped(text, width)
    for said in one.says:
        yield from _wrapped(said, width)


def table_lines(some: Sequence[Release], width: int) -> Iterator[str]:
    """Yield releases beside each other, one numbered line of figures each, and below it what it does; the chosen one is marked."""
    trained = any(one.held for one in some)
    yield f"     {'k':>3}  {'rows lost':>9}  {padded('most of a group', _WORST)}{'loss':>6}" + ("  accuracy" if trained else "")
    for place, one in enumerate(some, 1):
        mark = ">" if one.chosen else " "
        figures = f"{_whole(one.k):>3}  {_share(one.lost, one.rows):>9}  {padded(_worst(one), _WORST)}{one.loss:>6.3f}"
        yield f"{mark}{place:>3} {figures}{_accuracy(one) if trained else ''}".rstrip()
        yield from wrap(clean(_what(one)), max(40, width), initial_indent=_INDENT, subsequent_indent=_INDENT)


def held_lines(held: Sequence[Held]) -> Iterator[str]:
    """Yield what a model trained on a release comes to, beside one trained on the rows as they are, with the interval of the difference."""
    trained = any(one.splits for one in held)
    name, ends = ("trained again, over splits", " (95% interval)") if trained else ("decisions as they are, on the rows that stay", "")
    yield f"  {padded(name, 44)}{'before':>7}  {'after':>7}  difference{ends}"
    for one in held:
        name = f"{one.metric.replace('_', ' ')}{f', {clean(one.attribute)}' if one.attribute else ''}"
        if one.before is None or one.after is None:
            yield f"  {padded(name, 44)}{'too few rows':>16}"
            continue
        span = f" ({one.low:+.3f} to {one.high:+.3f})" if one.low is not None and one.high is not None else ""
        yield f"  {padded(name, 44)}{one.before:>7.3f}  {one.after:>7.3f}  {one.after - one.before:+.3f}{span}"


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Yield a sentence in lines of a width."""
    yield from wrap(clean(text), max(40, width), subsequent_indent="  ", break_long_words=False)


def _step(one: Release, column: str) -> str:
    """Return the step of a column; what goes to the last level leaves the release."""
    step = one.steps.get(column, "as given")
    return "* (leaves the release)" if step == "*" else step


def _cost(one: Release) -> str:
    """Return rows lost and loss, and how far that is proved."""
    left = f"{one.lost:,} of {one.rows:,} rows are left out ({_share(one.lost, one.rows)})"
    if one.objective == "accuracy":
        return f"{left}. Loss {one.loss:.5f}; chosen by accuracy, the best of {one.nodes:,} plans that were trained on."
    proved = "no plan that keeps what is demanded has less, which is proved" if one.optimal else "not proved to be the least"
    return f"{left}. {one.objective.replace('_', ' ').capitalize()} {one.loss:.5f}: {proved} ({one.nodes:,} plans tried)."


def _measured(one: Release) -> str:
    """Return k, l and t of the rows that stay."""
    if one.k is None:
        return "No row stays."
    told = [f"k is {one.k:,}", *(f"{name} has at least {value:,} values" for name, value in one.l.items())]
    told += [f"{name} is at most {value:.3f} from all rows (t)" for name, value in one.t.items()]
    return f"In every class of the rows that stay: {', '.join(told)}."


def _groups(one: Release) -> Iterator[str]:
    """Yield the share of each protected group that is left out, the largest first."""
    for attribute, groups in one.lost_by_group.items():
        known = sorted(((share, name) for name, share in groups.items() if share is not None), key=lambda pair: (-pair[0], pair[1]))
        if known:
            yield f"Rows left out by {clean(attribute)}: " + ", ".join(
                f"{clean(name)} {100 * share:.3g}%" for share, name in known[:_MOST_GROUPS]
            )


def _what(one: Release) -> str:
    """Return the steps of a release in one line, and what it is in the table for."""
    short = {name: "removed" if step == "*" else step.removesuffix(" of hierarchy file") for name, step in one.steps.items()}
    steps = "; ".join(f"{name}: {step}" for name, step in short.items()) or "every column as given"
    keeps = [said for said in one.says if said.startswith(("The least", "It keeps"))]
    return " ".join([f"{steps}.", *keeps])


def _worst(one: Release) -> str:
    """Return the group that loses most."""
    return "-" if one.worst is None else f"{one.worst[2]:.1%} {one.worst[1]}"


def _accuracy(one: Release) -> str:
    """Return the accuracy of a model trained on a release."""
    found = next((held.after for held in one.held if held.metric == "accuracy" and not held.attribute), None)
    return f"  {'-':>8}" if found is None else f"  {found:>8.4f}"


def _share(part: int, whole: int) -> str:
    """Return a share in percent."""
    return f"{part / max(1, whole):.1%}"


def _whole(number: int | None) -> str:
    """Return a number, or a dash."""
    return "-" if number is None else f"{number:,}"
