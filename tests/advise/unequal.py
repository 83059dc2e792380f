"""People who are treated unequally, with a model that learnt it: for the tests of plans about decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from audit.advise.loop import advise
from audit.assess import Assessment, assess
from audit.checks.registry import checks
from audit.core.advice import Advice, Tried
from audit.core.fact import Facts
from audit.load.policy import read_policy
from audit.observe.run import observe
from audit.observe.scene import Scene, Settings
from audit.observe.stage import InHand, described, staged
from tests.observe import scenes

FLAGS: Mapping[str, Any] = {"label": "hired", "favourable": "yes", "protected": "sex", "reference": ["sex=M"]}
POLICY = """version: 1
name: only
rules:
  unequal-selection: {limit: ">= 0.80", severity: high}
  unequal-errors: {limit: "<= 0.10", severity: high}
  unequal-precision: {limit: "<= 0.10", severity: low}
"""


def people(rows: int, seed: int) -> pd.DataFrame:
    """Return applicants: the label favours men, `club` stands in for sex, `note` says nothing."""
    draw = np.random.default_rng(seed)
    man = draw.random(rows) < 0.6
    skill = draw.normal(size=rows)
    club = np.where(draw.random(rows) < 0.9, man, ~man)
    hired = skill + 0.9 * man + draw.normal(size=rows) > 0.6
    return pd.DataFrame({
        "sex": np.where(man, "M", "F"),
        "club": np.where(club, "rowing", "dancing"),
        "skill": skill.round(3),
        "note": draw.normal(size=rows).round(3),
        "hired": np.where(hired, "yes", "no"),
    })  # fmt: skip


def model(train: pd.DataFrame, last: Any = None, columns: tuple[str, ...] = ("sex", "club", "skill", "note")) -> Pipeline:
    """Return a pipeline that chooses its columns by name."""
    words = [name for name in columns if name in {"sex", "club"}]
    numbers = [name for name in columns if name not in words]
    prepare = ColumnTransformer([("words", OneHotEncoder(handle_unknown="ignore"), words), ("numbers", StandardScaler(), numbers)])
    pipeline = Pipeline([("prepare", prepare), ("decide", LogisticRegression() if last is None else last)])
    return pipeline.fit(train[list(columns)], train["hired"])


@dataclass(frozen=True)
class Audited:
    """What an audit of two frames came to."""

    scenes: tuple[Scene, ...]
    facts: Facts
    assessment: Assessment
    tried: Tried

    def of(self, rule: str, technique: str) -> Advice:
        """Return the advice of one technique for one rule."""
        return next(one for one in self.tried.advice if (one.rule, one.technique) == (rule, technique))


@contextmanager
def audited(frames: Mapping[str, pd.DataFrame], estimator: Any, folder: Path, **flags: Any) -> Iterator[Audited]:
    """Yield an audit by two rules of unequal treatment, with all advice."""
    (folder / "only.yml").write_text(POLICY, encoding="utf-8")
    policy = read_policy((str(folder / "only.yml"),), tuple(checks()), folder)
    about = scenes.subject(**{**FLAGS, **flags})
    with staged(about, InHand(dict(frames), estimator), Settings(), scenes.MEANS) as found:
        facts = observe(found, described(about, found))
        assessment = assess(facts, policy, checks())
        yield Audited(found, facts, assessment, advise(found, facts, assessment, checks()))
