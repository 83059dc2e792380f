"""What does a code host's security page read? A SARIF 2.1.0 log: every finding that does not pass, the worst first."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from urllib.parse import quote

from audit.core.evidence import Evidence
from audit.core.values import Json
from audit.render.fit import Reading, read
from audit.render.numbers import counted
from audit.render.registry import Format
from audit.render.reported import Item, Row, Weight, gate_item, place_of, reported, speaks, weighing
from audit.render.sarif_results import gone, result, states, text
from audit.render.sarif_rules import descriptors

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000
"""Results that a host takes in one run; a file with more is refused as a whole."""
MOST_SHOWN = 5_000
SHOWN = (Weight.CLOSES, Weight.DOUBTS, Weight.NOTED, Weight.EXCUSED)
ANSWERS = {"PASS": "the gate is open", "FAIL": "the gate is closed", "NOT ASSURED": "not assured"}


def to_bytes(evidence: Evidence) -> bytes:
    """Return the log; raises BadInput if the evidence does not fit.

    It holds no time and no command: the same claims give the same bytes.
    """
    return together([evidence])


def together(made: Sequence[Evidence]) -> bytes:
    """Return one log with a run for each subject; a host takes twenty runs in one file."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(read(evidence)) for evidence in made]}
    return (json.dumps(log, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n").encode("utf-8")


def _run(reading: Reading) -> dict[str, Json]:
    """Return the one run: the tool, what it read, how it ended, what it found."""
    claims, items = reading.claims, reported(reading)
    shown = list(weighing(items, *SHOWN))
    listed = {rule["rule"] for rule in claims["rules"]}
    rules = descriptors(claims["rules"], sorted({item.name for item in items} - listed))
    return {
        "tool": {"driver": {"name": "equigate", **_version(reading), "rules": rules}},
        # The part before the last slash keeps subjects of one repository apart.
        "automationDetails": {"id": f"equigate/{quote(claims['subject']['name'], safe='')}/"},
        "columnKind": "unicodeCodePoints",
        "artifacts": _artifacts(claims),
        "invocations": [_invocation(reading, items)],
        "results": _results(reading, shown, [str(rule["id"]) for rule in rules]),
        "properties": {"policy": claims["policy"]["name"], "policySha256": claims["policy"]["sha256"], "asOf": claims["as_of"]},
    }


def _version(reading: Reading) -> dict[str, Json]:
    """Return the version of the tool; a semantic one only where it has that form."""
    version = reading.run["tool"].rpartition(" ")[2]
    if not version:
        return {}
    semantic = re.fullmatch(r"\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?", version)
    return {"version": version, **({"semanticVersion": version} if semantic else {})}


def _results(reading: Reading, shown: Sequence[Item], rules: Sequence[str]) -> list[Json]:
    """Return the results that a host takes, the worst first; the first says so if there are more."""
    indices = {name: place for place, name in reversed(list(enumerate(rules)))}
    waivers, absent, used = states(reading.claims)
    found: list[Json] = [result(item, indices, waivers, baseline=used) for item in shown]
    place = place_of("", reading)
    found += [gone(entry, indices, place) for entry in absent]
    many = _many(len(found))
    if many or speaks(reading, shown):
        found.insert(0, result(gate_item(reading, many), indices, waivers, baseline=used))
    return found[:MOST]


def _many(results: int) -> str:
    """Return what a host leaves out, or nothing."""
    if results <= MOST_SHOWN:
        return ""
    cut = f"{results - MOST + 1:,} of {results:,} results are left out of this file, the least severe ones; " if results >= MOST else ""
    return f"{cut}code hosts show {MOST_SHOWN:,} results; all are in evidence.json"


def _artifacts(claims: Row) -> list[Json]:
    """Return what was read, by its hash; the evidence has names and no paths of data."""
    named = [(f"dataset {one['name']}", one["sha256"]) for one in claims["datasets"]]
    named += [("model", claims["model"]["sha256"])] if claims["model"] else []
    return [
        {"description": text(name), "roles": ["analysisTarget"], **({"hashes": {"sha-256": sha.removeprefix("sha256:")}} if sha else {})}
        for name, sha in named
    ]


def _invocation(reading: Reading, items: Sequence[Item]) -> dict[str, Json]:
    """Return how the audit ended, what was not checked, and which waivers have something to say."""
    claims = reading.claims
    small = sum(1 for _ in weighing(items, Weight.SMALL))
    said = [f"{row['rule']} was not checked: {row['reason']}" for row in claims["not_checked"]]
    said += [f"{counted(small, 'measurement is of a group', 'measurements are of groups')} too small to judge"] if small else []
    states = [(one["id"], one["state"]) for one in claims["waivers"]]
    waivers = [f"waiver {name} is {state}" for name, state in states if state not in {"", "applied"}]
    return {
        "executionSuccessful": claims["overall"] in {"PASS", "FAIL"},
        "exitCode": claims["exit_code"],
        "exitCodeDescription": f"{ANSWERS.get(claims['overall'], claims['overall'])}: {claims['reason']}",
        "toolExecutionNotifications": [{"level": "warning", "message": text(words)} for words in said],
        "toolConfigurationNotifications": [{"level": "warning", "message": text(words)} for words in waivers],
    }


FORMAT = Format("sarif", ".sarif", to_bytes, binary=False, together=together)
