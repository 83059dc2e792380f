"""Which findings need a decision, and in which order? Questions with their rows, worst first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audit.core.limit import Limit
from audit.core.words import Severity
from audit.render.charts.canvas import Scale
from audit.render.charts.interval import Mark, axis, draw, draw_axis
from audit.render.numbers import interval, level, number, probability

Row = Mapping[str, Any]

ORDER = {"fail": 0, "unsure": 1, "not_run": 2, "excused": 3, "pass": 3}
WORDS = {"fail": "fail", "unsure": "unsure", "not_run": "not run", "excused": "excused", "pass": "pass"}
MOST_ROWS = 120
MOST_ON_PAPER = 12
CROSSES = "the interval crosses the limit"


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as it is printed: the picture, and its numbers in words."""

    finding: Row
    where: str
    what: str
    picture: str
    value: str
    interval: str
    n: str
    word: str
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class Question:
    """One rule with the rows that belong under it; `hidden` rows are in evidence.json only."""

    rule: Row
    axis: str
    lines: tuple[Line, ...]
    hidden: int
    level: str
    metric: str
    dataset: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the pictures of one question share: the limit, the axis, the style on paper, the id of their ground."""

    limit: Limit | None
    scale: Scale | None
    style: str
    ground: str

    def of(self, row: Row, own: Limit | None, said: str) -> str:
        """Return the picture of a row, or nothing where there is no axis; another limit needs a ground of its own."""
        if own is None or self.scale is None:
            return ""
        return draw(_mark(row), own, self.scale, said, self.style, self.ground if own == self.limit else "")


def questions(claims: Mapping[str, Any], keep: Callable[[Row], bool], style: str = "", *, drawn: bool = True) -> tuple[Question, ...]:
    """Return the rules that have rows to keep, the worst first, each with those rows."""
    rules = sorted(claims["rules"], key=by_weight)
    found = [(rule, [row for row in claims["findings"] if row["rule"] == rule["rule"] and keep(row)]) for rule in rules]
    return tuple(_question(rule, rows, style, f"limit-{place}" if drawn else "") for place, (rule, rows) in enumerate(found) if rows)


def open_questions(claims: Mapping[str, Any], style: str = "") -> tuple[Question, ...]:
    """Return what fails or is unsure, and is not excused."""
    return questions(claims, lambda row: row["verdict"] != "pass" and not excused(row), style)


def excused_questions(claims: Mapping[str, Any]) -> tuple[Question, ...]:
    """Return what is waived or adopted: it fails or is unsure, and the gate does not fail for it."""
    return questions(claims, excused, drawn=False)


def number_excused(claims: Mapping[str, Any]) -> int:
    """Return how many findings are waived or adopted."""
    return sum(excused(row) for row in claims["findings"])


def left_of(rule: Row, findings: Sequence[Row]) -> tuple[Row, list[Row]]:
    """Return a rule over its findings that are not excused, with those; its verdict is `excused` where nothing open is left."""
    own = [row for row in findings if row["rule"] == rule["rule"]]
    left = [row for row in own if not excused(row)]
    if len(left) == len(own) or rule["verdict"] == "not_run":
        return rule, left
    verdicts = {row["verdict"] for row in left if not row["small"]}
    return {**rule, "verdict": next((word for word in ("fail", "unsure") if word in verdicts), "excused")}, left


def excused(row: Row) -> bool:
    """Tell whether a finding is waived, or adopted and no worse."""
    return bool(row["waiver"]) or row["baseline"] == "unchanged"


def settled_questions(claims: Mapping[str, Any]) -> tuple[Question, ...]:
    """Return what passes: numbers only, so that all of it is one table."""
    return questions(claims, lambda row: row["verdict"] == "pass", drawn=False)


def flat(questions: Sequence[Question]) -> list[Line]:
    """Return the rows of several questions as one list."""
    return [line for question in questions for line in question.lines]


def unheard(claims: Mapping[str, Any]) -> tuple[Row, ...]:
    """Return the rules that could not run or judged nothing; no finding tells of them."""
    told = {row["rule"] for row in claims["findings"]}
    return tuple(rule for rule in sorted(claims["rules"], key=by_weight) if rule["rule"] not in told)


def strays(claims: Mapping[str, Any], style: str = "") -> tuple[Question, ...]:
    """Return findings of rules that the evidence does not list, so that none is lost."""
    listed = {rule["rule"] for rule in claims["rules"]}
    names = dict.fromkeys(row["rule"] for row in claims["findings"] if row["rule"] not in listed)
    blank = {"asks": "", "step": "", "reason": "", "verdict": "unsure"}
    rows = {name: [row for row in claims["findings"] if row["rule"] == name] for name in names}
    rules = [{**blank, **rows[name][0], "rule": name} for name in names]
    return tuple(_question(rule, rows[rule["rule"]], style, f"stray-{place}") for place, rule in enumerate(rules))


def badness(row: Row) -> tuple[int, float]:
    """Return the sort key of a finding: its verdict, then how far it is on the wrong side of its limit."""
    limit = own_limit(row)
    if limit is None or row["value"] is None:
        return ORDER.get(row["verdict"], 1), 0.0
    distance = row["value"] - limit.value
    return ORDER.get(row["verdict"], 1), distance if limit.sense == ">=" else -distance


def where(row: Row) -> str:
    """Return what a row is about: `sex: Female`, `income`, or the dataset."""
    parts = [part for part in (row["attribute"], row["group"]) if part]
    return ": ".join(parts) or row["dataset"] or row["target"]


def metric_name(name: str) -> str:
    """Return a metric's name in words."""
    return name.replace("_", " ")


def by_weight(rule: Row) -> tuple[int, int, str]:
    """Return the sort key of a rule: verdict, severity, name."""
    names = [str(severity) for severity in Severity]
    severity = names.index(rule["severity"]) if rule["severity"] in names else len(names)
    return ORDER.get(rule["verdict"], 1), severity, rule["rule"]


def _question(rule: Row, rows: Sequence[Row], style: str, ground: str) -> Question:
    """Return one question; all its rows share one axis, and what is the same in all is said once.

    Without a `ground` nothing is drawn. On paper, where there is a style, no picture can refer to another one.
    """
    rows = sorted(rows, key=badness)
    kept = rows[: MOST_ON_PAPER if style else MOST_ROWS]
    limit = _limit(rows)
    scale = axis(tuple(_mark(row) for row in kept), limit) if limit and ground else None
    drawing = Drawing(limit, scale, style, "" if style else ground)
    differs = [name for name in ("metric", "dataset") if len({row[name] for row in rows}) > 1]
    lines = tuple(_line(row, drawing, differs) for row in kept)
    head = draw_axis(limit, scale, style, drawing.ground) if limit and scale else ""
    metric = "" if "metric" in differs else metric_name(rows[0]["metric"])
    dataset = "" if "dataset" in differs else rows[0]["dataset"]
    return Question(rule, head, lines, len(rows) - len(kept), _levels(kept), metric, dataset)


def _limit(rows: Iterable[Row]) -> Limit | None:
    """Return the limit the rows are drawn against: the first one that can be read."""
    for row in rows:
        try:
            return Limit.parse(row["limit"])
        except ValueError:
            continue
    return None


def own_limit(row: Row) -> Limit | None:
    """Return the limit of one row, which may differ from that of its neighbours."""
    return _limit([row])


def _levels(rows: Iterable[Row]) -> str:
    """Return the level of the intervals, or nothing where there are none or several."""
    levels = {level(row["level"]) for row in rows if row["level"] is not None and row["low"] != row["high"]}
    return levels.pop() if len(levels) == 1 else ""


def _mark(row: Row) -> Mark:
    """Return what is drawn of a row."""
    return Mark(row["value"], row["low"], row["high"], str(row["verdict"]))


def whole(row: Row, limit: Limit | None) -> bool:
    """Tell whether a row counts things: its limit is a number of things, and so is its value."""
    if limit is None or limit.value < 2 or limit.value % 1:
        return False
    return all(n is None or n % 1 == 0 for n in (row["value"], row["low"], row["high"]))


def _line(row: Row, drawing: Drawing, differs: Sequence[str]) -> Line:
    """Return one finding as it is printed."""
    own = own_limit(row) or drawing.limit
    exact, beside = whole(row, own), own.value if own else None
    value = number(row["value"], beside, whole=exact) if row["value"] is not None else "no value"
    span = "" if row["low"] == row["high"] else interval(row["low"], row["high"], beside, whole=exact)
    word = WORDS.get(row["verdict"]) or str(row["verdict"])
    return Line(
        row,
        where(row),
        ", ".join(metric_name(row[name]) if name == "metric" else row[name] for name in differs),
        drawing.of(row, own, f"{span or value}: {word}"),
        value,
        span,
        row["rows_text"] or (number(row["rows"], whole=True) if row["rows"] is not None else ""),
        word,
        _note(row, drawing.limit),
        _sentences(_states(row)),
    )


def _states(row: Row) -> list[str]:
    """Return what waivers and the baseline say of a finding."""
    return [row["note"], "Not in the baseline" if row["baseline"] == "new" else ""]


def _note(row: Row, limit: Limit | None) -> str:
    """Return what else is to be said of a finding."""
    small = "Below the minimum group size" if row["small"] and not row["reason"] else ""
    own = f"Limit here {row['limit']}" if limit != own_limit(row) else ""
    # The legend says that this is what unsure means.
    reason = row["reason"].removeprefix(CROSSES).removeprefix("; ") if row["verdict"] == "unsure" else row["reason"]
    sample = "From a sample" if row["sampled"] else ""
    return _sentences([row["detail"], reason, probability(row["p"]), own, small, sample, *_states(row)])


def _sentences(words: Iterable[str]) -> str:
    """Return words as sentences, each once."""
    kept = dict.fromkeys(word.strip().rstrip(".") for word in words if word.strip())
    return " ".join(f"{sentence(word)}." for word in kept)


def sentence(words: str) -> str:
    """Return words with a capital first letter, unless they begin with a name such as `k` or `birth_year`."""
    first = words.partition(" ")[0]
    return words[:1].upper() + words[1:] if len(first) > 1 and first.isalpha() else words
