"""Which keys does a policy file have, and what does each mean?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from audit.core.limit import Limit
from audit.core.words import Severity
from audit.law.standing import STATUSES
from audit.law.techniques import TECHNIQUES as KNOWN_TECHNIQUES
from audit.load.policy_types import Waiver
from audit.load.scalars import AsWritten, Choice, Day, Flag, LimitText, Number, Text, Version, Whole
from audit.load.shape import Either, Field, Filled, Log, Made, Many, Pairs, Record

REASON = 20
_SEVERITIES = Choice(tuple(word.value for word in Severity))
_NO_TEXT: str | None = None
_NO_NUMBER: float | None = None
_NO_WHOLE: int | None = None
_NO_DAY = date.min
_ANY_DAY: date | None = None


def _same(filled: Filled, _: Log) -> Filled:
    """Return what was set: documents are merged before anything is built from them."""
    return filled


FAIL_ON = Field("fail_on", _SEVERITIES, Severity.HIGH.value, "the lowest severity that closes the gate")
_UNSURE = Choice(("warn", "not_assured", "fail"))


def on_every(word: str) -> Mapping[str, str]:
    """Return a word for every severity."""
    return dict.fromkeys(map(str, Severity), word)


_BY_SEVERITY: Pairs[str] = Pairs(_UNSURE, "one of warn, not_assured, fail, or a table {severity: word}", "severity", tuple(on_every("")))
ON_UNSURE: Field[Mapping[str, str]] = Field(
    "on_unsure", Either(Made(_UNSURE, on_every), _BY_SEVERITY), on_every("warn"), "what an unsure rule does; or {severity: what}"
)
ON_NOT_RUN = Field("on_not_run", Choice(("not_assured", "fail")), "not_assured", "what a rule that could not run does")
MIN_RULES = Field("min_rules", Whole(1, "A gate that needs no rule passes everything"), 1, "rules that must be judged")
MIN_GROUP = Field("min_group", Whole(1), 30, "rows below which a group is listed and not judged")
MIN_CELL = Field("min_cell", Whole(5, "Fewer rows would show single people"), 10, "rows below which a value or count is not shown")
CONFIDENCE = Field("confidence", Number(0.5, 1, open_ends=True), 0.95, "the simultaneous level of all intervals")
DECIDE_ON = Field("decide_on", Choice(("interval", "point")), "interval", "judge the whole interval, or the value alone")
MAX_WAIVER_DAYS = Field("max_waiver_days", Whole(1), 365, "the longest that a waiver may hold, from its first day to its last")
MAX_BASELINE_DAYS = Field("max_baseline_days", Whole(1), 365, "the longest that a finding may stay adopted")
DUE_DAYS = Field("due_days", Whole(0), 30, "days before its end from which a waiver is said to be due")
ON_UNUSED = Field("on_unused", Choice(("warn", "not_assured")), "warn", "what a waiver does that no finding needs")
GATE_FIELDS: tuple[Field[object], ...] = (
    FAIL_ON, ON_UNSURE, ON_NOT_RUN, MIN_RULES, MIN_GROUP, MIN_CELL, CONFIDENCE, DECIDE_ON,
    MAX_WAIVER_DAYS, MAX_BASELINE_DAYS, DUE_DAYS, ON_UNUSED,
)  # fmt: skip

_LIMITS = Pairs(LimitText(), "a table {column: limit}", "column")
_GROUPS = Pairs(AsWritten("a group"), "{column: group}", "column")
_BY = Many(AsWritten("a column, or columns joined by &"), "columns", fewest=1, lone=True)
LIMIT: Field[Limit | None] = Field("limit", LimitText(), None, "the numbers that are allowed")
BY: Field[tuple[str, ...]] = Field("by", _BY, (), "protected columns and intersections: [sex, race, sex & race]")
SEVERITY = Field("severity", _SEVERITIES, _NO_TEXT, "how much a failure matters")
SOURCE = Field("source", Text("a text"), "", "where the number comes from")
STATUS = Field("status", Choice(STATUSES), "", "who stands behind the number, or where its line is in its life")
START = Field("from", Day(), _ANY_DAY, "the first day on which the source is in force")
UNTIL = Field("until", Day(), _ANY_DAY, "the last day on which the source is in force")
LAST_VERIFIED = Field("last_verified", Day(), _ANY_DAY, "when the source was last read")
DAYS: tuple[Field[object], ...] = (START, UNTIL, LAST_VERIFIED)
OF_SOURCE: tuple[Field[object], ...] = (SOURCE, STATUS, *DAYS)
LIMITS: Field[Mapping[str, Limit]] = Field("columns", _LIMITS, {}, "limits of single columns")
REQUIRED: Field[bool] = Field("required", Flag(), default=False, note="count it even where nothing was declared for it")
RULE_CONFIDENCE = Field("confidence", CONFIDENCE.kind, _NO_NUMBER, "the gate's confidence, for this rule")
RULE_MIN_GROUP = Field("min_group", MIN_GROUP.kind, _NO_WHOLE, "the gate's min_group, for this rule")
MIN_SHARE = Field("min_share", Number(0, 1), _NO_NUMBER, "the share of all rows below which a group is listed and not judged")
MIN_SHARE_REASON = Field("min_share_reason", Text("a text"), "", "why groups with a smaller share are left out")
RULE_DECIDE_ON = Field("decide_on", DECIDE_ON.kind, _NO_TEXT, "the gate's decide_on, for this rule")
REFERENCE: Field[Mapping[str, str]] = Field("reference", _GROUPS, {}, "the group others are compared with")
ENABLED: Field[bool] = Field("enabled", Flag(), default=True, note="false: leave the rule out, visibly")
WAIVABLE: Field[bool] = Field("waivable", Flag(), default=True, note="false: no waiver may excuse it")
RULE_FIELDS: tuple[Field[object], ...] = (
    LIMIT, BY, SEVERITY, SOURCE, STATUS, START, UNTIL, LAST_VERIFIED, LIMITS, REQUIRED, RULE_CONFIDENCE,
    RULE_MIN_GROUP, MIN_SHARE, MIN_SHARE_REASON, RULE_DECIDE_ON, REFERENCE, ENABLED, WAIVABLE,
)  # fmt: skip


def _setting(filled: Filled, log: Log) -> Filled:
    """Return what was set; the source is in force from its first day to its last."""
    start, until = filled.get(START), filled.get(UNTIL)
    if start is not None and until is not None and until < start:
        log.add(filled.at(UNTIL), "'until' is before 'from'", "Correct one of the dates")
    return filled


_RULE = Record(RULE_FIELDS, _setting, says="a table of settings", hint="Write {} for its defaults, {enabled: false} to leave it out")

_PERSON = Text("a person or a team")
ID = Field("id", Text("an id such as W-2026-014"), "", "the waiver's id", required=True)
TARGET = Field("target", Text("a target: dataset::column"), "", "dataset::column::group, * for parts", required=True)
REASON_FIELD = Field("reason", Text(f"a reason of at least {REASON} characters", fewest=REASON), "", "why it is accepted", required=True)
OWNER = Field("owner", _PERSON, "", "who mends it", required=True)
APPROVED_BY = Field("approved_by", _PERSON, "", "who accepted it", required=True)
TICKET = Field("ticket", AsWritten("a ticket"), "", "where it is followed up")
CREATED = Field("created", Day(), _NO_DAY, "the day it was accepted", required=True)
EXPIRES = Field("expires", Day(), _NO_DAY, "the last day on which it holds, UTC", required=True)


def _waiver_rule(rule_names: Sequence[str]) -> Field[str]:
    """Return the field that names the waived rule."""
    return Field("rule", Choice(tuple(rule_names), "rule"), "", "the rule", required=True)


def _waiver_kind(rule_names: Sequence[str]) -> Record[Waiver]:
    """Return the form of a waiver."""
    rule = _waiver_rule(rule_names)

    def build(filled: Filled, log: Log) -> Waiver:
        """Return the waiver; it ends after it begins and names something."""
        created, expires, target = filled.get(CREATED), filled.get(EXPIRES), filled.get(TARGET)
        if _NO_DAY not in {created, expires} and created > expires:
            log.add(filled.at(EXPIRES), "'expires' is before 'created'", "Correct one of the dates")
        if target and not target.replace("*", "").replace(":", "").strip():
            log.add(filled.at(TARGET), "'target' would waive everything", "Name a dataset and a column")
        elif target.count("::") > 2:
            log.add(
                filled.at(TARGET), "'target' has more than three parts", r"Write dataset::column::group, and a '::' inside a name as ':\:'"
            )
        return Waiver(
            id=filled.get(ID),
            rule=filled.get(rule),
            target=target,
            reason=filled.get(REASON_FIELD),
            owner=filled.get(OWNER),
            approved_by=filled.get(APPROVED_BY),
            ticket=filled.get(TICKET),
            created=created,
            expires=expires,
            origin=filled.at(ID).origin,
        )

    fields = (ID, rule, TARGET, REASON_FIELD, OWNER, APPROVED_BY, TICKET, CREATED, EXPIRES)
    return Record(fields, build)


NAME = Field("name", Text("a text"), "", "what reports call this policy", required=True)
REVISION = Field("revision", AsWritten("a revision"), "", "which version of the policy this is")
EXTENDS: Field[tuple[str, ...]] = Field(
    "extends", Many(Text("a policy name or a path"), "policies", lone=True), (), "policies that apply first, in order"
)
_TECHNIQUES = Many(Choice(tuple(sorted(KNOWN_TECHNIQUES)), "technique"), "techniques", fewest=1)
_ANY_TECHNIQUE: tuple[str, ...] | None = None
TECHNIQUES = Field("techniques", _TECHNIQUES, _ANY_TECHNIQUE, "what may be done to data before it is released; left out: anything")
NOT_CHECKED: Field[tuple[str, ...]] = Field(
    "not_checked", Many(Text("a sentence", fewest=20), "sentences"), (), "what the source of the policy asks and no file can show"
)
GATE: Field[Filled | None] = Field("gate", Record(GATE_FIELDS, _same), None, "when the gate closes")


def rules_field(rule_names: Sequence[str]) -> Field[Mapping[str, Filled]]:
    """Return the field with the settings by rule."""
    return Field("rules", Pairs(_RULE, "a table {rule: {limit: ...}}", "rule", tuple(rule_names)), {}, "the rules")


def waivers_field(rule_names: Sequence[str]) -> Field[tuple[Waiver, ...]]:
    """Return the field with the waivers."""
    return Field("waivers", Many(_waiver_kind(rule_names), "waivers"), (), "findings that somebody accepted")


def policy_form(rule_names: Sequence[str]) -> Record[Filled]:
    """Return the form of a policy file; only these rules may be named."""
    version = Field("version", Version(), 1, "version: 1", required=True)
    fields = (version, NAME, REVISION, EXTENDS, GATE, TECHNIQUES, NOT_CHECKED, rules_field(rule_names), waivers_field(rule_names))
    return Record(fields, _same, says="a table that starts with version, name and rules", partial=True)
