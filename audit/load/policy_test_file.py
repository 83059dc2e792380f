"""What are the unit tests of a policy? Their file, every mistake at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

from audit.core.ask import Population
from audit.core.errors import BadInput
from audit.core.target import Target
from audit.core.words import Overall, Verdict
from audit.load.documents import Spot, ordered, places, read_document, shown
from audit.load.policy_test_types import Case, Counted, Looked, PolicyTests, Stated
from audit.load.scalars import AsWritten, Choice, Day, Flag, Number, Text, Version, Whole
from audit.load.shape import Field, Filled, Log, Many, Pairs, Record

NOT_CHECKED = "not_checked"
_OF_RULES = (*(word.value for word in Verdict), NOT_CHECKED)
_OF_FINDINGS = tuple(word.value for word in Verdict if word is not Verdict.NOT_RUN)
_NO_TEXT: str | None = None
_NO_NUMBER: float | None = None
_NO_WHOLE: int | None = None
_NO_DAY: date | None = None
_NO_COUNTED: Counted | None = None

HITS = Field("hits", Whole(), _NO_WHOLE, "rows that hit: selected, wrong, missing")
OF = Field("of", Whole(), _NO_WHOLE, "rows they are counted among")
AMONG = Field("among", Whole(2), 2, "the number of groups that the reference was picked from for its rate")
VALUE = Field("value", Number(), _NO_NUMBER, "the measured value")
LOW = Field("low", Number(), _NO_NUMBER, "where its interval begins")
HIGH = Field("high", Number(), _NO_NUMBER, "where its interval ends")
ROWS = Field("rows", Whole(), _NO_WHOLE, "rows of its own denominator; below the policy's min_group it is listed, not judged")
SHARE = Field("share", Number(0, 1), _NO_NUMBER, "the group's share of all rows; below the policy's min_share it is listed, not judged")
BREAKS: Field[bool] = Field("breaks", Flag(), default=False, note="the rule could not run")
VERDICT = Field("verdict", Choice(_OF_FINDINGS), _NO_TEXT, "the verdict that is expected of it")
WAIVER = Field("waiver", Text("the id of a waiver"), _NO_TEXT, "the waiver that is expected to apply")
TARGET = Field("target", AsWritten("a target: dataset::column::group"), "", "what it is about: dataset::column::group")
NAME = Field("name", Text("a text"), "", "what it shows", required=True)
AS_OF = Field("as_of", Day(), _NO_DAY, "the day on which waivers are looked at; left out: today")
POPULATION = Field("population", Choice(("sample", "all")), "sample", "all: the rows are all decisions, and values decide")
FACTS = Field("facts", Text("a path"), "", "a facts file to judge in place of measured values")
OTHERS = Field("others", Choice(("pass",)), _NO_TEXT, "pass: every rule that the test does not measure passes; left out: out of scope")
OVERALL = Field("overall", Choice(tuple(word.value for word in Overall)), _NO_TEXT, "the expected answer of the gate")
RULES: Field[Mapping[str, str]] = Field("rules", Pairs(Choice(_OF_RULES), "a table {rule: verdict}", "rule"), {}, "expected by rule")
POLICY: Field[tuple[str, ...]] = Field(
    "policy", Many(Text("a policy name or a path"), "policies", fewest=1, lone=True), (), "the policy that is tested", required=True
)


def read_policy_tests(path: Path, rule_names: Sequence[str], called: str | None = None) -> PolicyTests:
    """Read a file of tests; raises BadInput with every mistake, each with line and column."""
    document = read_document(path, called)
    log = Log(list(document.problems))
    cases = Field("tests", Many(_case_kind(tuple(rule_names)), "tests", fewest=1), (), "the tests", required=True)
    version = Field("version", Version(), 1, "version: 1", required=True)
    form = Record((version, POLICY, cases), lambda filled, _: filled, says="a table with version, policy and tests", partial=True)
    filled = form.read(document.root, "", log)
    found = filled.get(cases) if filled else ()
    _same_names(found, log)
    if log.problems or filled is None:
        raise BadInput(dict.fromkeys(ordered(log.problems)))
    spots = places(document.root)
    policies = {name: spots.get(f"policy.{name}", filled.at(POLICY)) for name in filled.get(POLICY)}
    return PolicyTests(document.name, path.parent, policies, found)


def _same_names(cases: Sequence[Case], log: Log) -> None:
    """Note the tests whose name is taken."""
    seen: dict[str, Spot] = {}
    for case in cases:
        if case.name and case.name in seen:
            log.add(case.place, f"{shown(case.name)} is already a test in line {seen[case.name].line}", "Give it a name of its own")
        seen.setdefault(case.name, case.place)


def _case_kind(rule_names: tuple[str, ...]) -> Record[Case]:
    """Return the form of one test."""
    rules = replace(RULES, kind=Pairs(Choice(_OF_RULES), "a table {rule: verdict}", "rule", rule_names))
    findings = replace(FINDINGS, kind=Many(_looked_kind(rule_names), "findings", fewest=1))
    measured = replace(MEASURED, kind=Many(_stated_kind(rule_names), "measured values", fewest=1))
    expect = replace(EXPECT, kind=Record((OVERALL, rules, findings), _same))
    return Record((NAME, AS_OF, POPULATION, measured, FACTS, OTHERS, expect), _case, says="a table with name, measured and expect")


def _case(filled: Filled, log: Log) -> Case:
    """Return a test; it has numbers or facts, and expects something."""
    wanted, stated = filled.get(EXPECT), filled.get(MEASURED)
    for what, step in _missing(filled, wanted, stated):
        log.add(filled.place, what, step)
    if filled.has(FACTS):
        _only_of_measured(filled, log)
    elif wanted.has(FINDINGS):
        log.add(wanted.at(FINDINGS), "'findings' are looked up in facts", "Write 'verdict' beside what is measured")
    overall = wanted.get(OVERALL)
    return Case(
        name=filled.get(NAME),
        place=filled.at(NAME),
        stated=stated,
        facts=filled.get(FACTS),
        others=filled.get(OTHERS),
        day=filled.get(AS_OF),
        population=cast("Population", filled.get(POPULATION)),
        overall=None if overall is None else Overall(overall),
        rules=tuple((rule, verdict, wanted.at(RULES)) for rule, verdict in wanted.get(RULES).items()),
        findings=wanted.get(FINDINGS),
    )


def _missing(filled: Filled, wanted: Filled, stated: Sequence[Stated]) -> Iterator[tuple[str, str]]:
    """Yield what keeps a test from showing anything, each with the next step."""
    if filled.has(MEASURED) == filled.has(FACTS):
        yield "a test needs either 'measured' or 'facts'", "Write one of them"
    said = wanted.get(OVERALL) or wanted.get(RULES) or wanted.get(FINDINGS)
    if not said and not any(one.verdict or one.waiver for one in stated):
        yield "the test expects nothing", "Write {verdict: ...} beside a measured value, or 'expect'"


def _only_of_measured(filled: Filled, log: Log) -> None:
    """Note what makes no sense beside facts, which say it themselves."""
    for key in (OTHERS, POPULATION):
        if filled.has(key):
            log.add(filled.at(key), f"{key.name!r} is for measured values", "Facts know it: leave it out")


def _stated_kind(rule_names: tuple[str, ...]) -> Record[Stated]:
    """Return the form of one measured value."""
    rule = replace(RULE, kind=Choice(rule_names, "rule"))
    fields = (rule, TARGET, VALUE, LOW, HIGH, HITS, OF, REFERENCE, ROWS, SHARE, BREAKS, VERDICT, WAIVER)
    return Record(fields, _stated, says="a table with rule, target and value")


def _stated(filled: Filled, log: Log) -> Stated:
    """Return a measured value; it is stated in one way."""
    for what, step in (*_ways(filled), *_contradictions(filled)):
        log.add(filled.place, what, step)
    low, high = filled.get(LOW), filled.get(HIGH)
    return Stated(
        rule=filled.get(RULE),
        target=_target(filled, log),
        place=filled.place,
        value=filled.get(VALUE),
        interval=None if low is None or high is None else (low, high),
        counted=_counted(filled, log) if filled.has(HITS) or filled.has(OF) else None,
        reference=filled.get(REFERENCE),
        rows=filled.get(ROWS),
        share=filled.get(SHARE),
        breaks=filled.get(BREAKS),
        verdict=filled.get(VERDICT),
        waiver=filled.get(WAIVER),
    )


def _looked_kind(rule_names: tuple[str, ...]) -> Record[Looked]:
    """Return the form of one finding that is expected from facts."""
    rule, target = replace(RULE, kind=Choice(rule_names, "rule")), replace(TARGET, required=True)
    return Record((rule, target, VERDICT, WAIVER), _looked, says="a table with rule, target and verdict")


def _looked(filled: Filled, log: Log) -> Looked:
    """Return a finding; something is expected of it."""
    if not filled.has(VERDICT) and not filled.has(WAIVER):
        log.add(filled.place, "nothing is expected of the finding", "Write 'verdict' or 'waiver'")
    return Looked(filled.get(RULE), _target(filled, log), filled.place, filled.get(VERDICT), filled.get(WAIVER))


def _counted(filled: Filled, log: Log) -> Counted:
    """Return counts; no more rows hit than there are."""
    hits, of = filled.get(HITS), filled.get(OF)
    for key in (HITS, OF):
        if not filled.has(key):
            log.add(filled.place, f"missing key {key.name!r}", f"Add it: {key.note}")
    if hits is not None and of is not None and hits > of:
        log.add(filled.at(HITS), f"{hits} of {of} rows cannot hit", "Correct 'hits' or 'of'")
    return Counted(hits or 0, of or 0, filled.get(AMONG))


def _ways(filled: Filled) -> Iterator[tuple[str, str]]:
    """Yield what a measured value lacks or says twice, each with the next step."""
    if filled.has(VALUE) + (filled.has(HITS) or filled.has(OF)) + filled.get(BREAKS) != 1:
        yield "a measured value is stated in one way", "Write 'value', or 'hits' and 'of', or 'breaks: true'"
    if not filled.has(TARGET) and not filled.get(BREAKS):
        yield "missing key 'target'", f"Add it: {TARGET.note}"
    if filled.get(BREAKS) and (filled.has(VERDICT) or filled.has(WAIVER)):
        yield "a rule that breaks has no finding", "Expect not_run of the rule: expect: {rules: {RULE: not_run}}"


def _contradictions(filled: Filled) -> Iterator[tuple[str, str]]:
    """Yield what does not fit together in a measured value, each with the next step."""
    if filled.has(LOW) != filled.has(HIGH) or (filled.has(LOW) and not filled.has(VALUE)):
        yield "'low' and 'high' belong together, beside 'value'", "Write all three"
    low, value, high = filled.get(LOW), filled.get(VALUE), filled.get(HIGH)
    if low is not None and value is not None and high is not None and not low <= value <= high:
        yield "the value is outside its interval", "Correct 'low', 'value' or 'high'"
    if filled.has(REFERENCE) and not filled.has(HITS):
        yield "'reference' belongs beside 'hits' and 'of'", "Write them, or leave it out"


def _target(filled: Filled, log: Log) -> Target:
    """Return the target that a text names."""
    parts = [part.replace(":\\:", "::") for part in filled.get(TARGET).split("::")]
    if len(parts) > 3 or (filled.has(TARGET) and not parts[0]):
        log.add(filled.at(TARGET), "a target is dataset::column::group", "Write '::' inside a name as ':\\:'")
    return Target(*parts[:3])


def _same(filled: Filled, _: Log) -> Filled:
    """Return what was set: it is read with the test it belongs to."""
    return filled


# The kinds of these are replaced by ones that know the rules.
RULE = Field("rule", Choice((), "rule"), "", "the rule", required=True)
REFERENCE = Field("reference", Record((HITS, OF, AMONG), _counted), _NO_COUNTED, "the counts of the group it is held against")
MEASURED: Field[tuple[Stated, ...]] = Field("measured", Many(_stated_kind(()), "measured values"), (), "what the test states")
FINDINGS: Field[tuple[Looked, ...]] = Field("findings", Many(_looked_kind(()), "findings"), (), "what is expected of findings from facts")
EXPECT = Field("expect", Record((OVERALL, RULES, FINDINGS), _same), Filled(Spot("", 1, 1)), "what it comes to")
