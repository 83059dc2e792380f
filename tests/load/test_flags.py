"""Do flags win over the subject's file, and is every mistake in them named at once?"""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.core.errors import BadInput
from audit.core.roles import Protected, Roles
from audit.load.subject import Dataset, Flags, ModelSpec, Subject, override

FILE = Subject(
    name="credit",
    datasets=(Dataset("train", "train.csv", "income"), Dataset("test", "test.csv", delimiter=";")),
    model=ModelSpec("m.skops", trusted=("a.B",)),
    roles=Roles(
        label="salary",
        protected=(Protected("sex"), Protected("age", (25.0, 45.0))),
        reference={"sex": "Male"},
        positive="yes",
        favourable="yes",
    ),
    policies=("release",),
    origin="equigate.yml",
    places={
        "roles.favourable": "equigate.yml:9:3",
        "roles.protected.sex": "equigate.yml:10:15",
        "name": "equigate.yml:2:1",
    },
)


def _lines(subject: Subject | None, flags: Flags) -> list[str]:
    """Return the error lines."""
    with pytest.raises(BadInput) as caught:
        override(subject, **flags)
    return [str(problem) for problem in caught.value.problems]


def test_flags_alone_make_a_subject() -> None:
    """The COMPAS line of the contract: two settings, no file."""
    subject = override(
        None,
        data="c.csv",
        label="two_year_recid",
        prediction="predicted",
        positive=("1",),
        favourable=("0",),
        protected="race,sex",
        policies=("release",),
    )

    assert subject == Subject(
        name="subject",
        datasets=(Dataset("test", "c.csv"),),
        roles=Roles(
            label="two_year_recid",
            prediction="predicted",
            protected=(Protected("race"), Protected("sex")),
            positive="1",
            favourable="0",
        ),
        policies=("release",),
        origin="command line",
        places={
            "data.test": "--data",
            "roles.label": "--label",
            "roles.prediction": "--prediction",
            "roles.protected": "--protected",
            "roles.positive": "--positive",
            "roles.favourable": "--favourable",
            "policies": "--policy",
        },
    )


def test_no_flags_change_nothing() -> None:
    """None and empty are the same as not given."""
    assert override(FILE, data=(), label=None, protected="", reference=(), seed=None) == FILE


def test_a_flag_replaces_and_keeps_the_rest() -> None:
    """Bands of a column that stays are kept; a reference of one that goes is dropped."""
    changed = override(FILE, protected="age,race", data="new.csv", seed=3, locales="de, fr", weight="w", trusted="c.D")

    assert changed.roles.protected == (Protected("age", (25.0, 45.0)), Protected("race"))
    assert changed.roles.reference == {}
    assert changed.datasets == (Dataset("train", "train.csv", "income"), Dataset("test", "new.csv"))
    assert (changed.seed, changed.locales, changed.roles.weight) == (3, ("DE", "FR"), "w")
    assert changed.model == ModelSpec("m.skops", trusted=("c.D",))
    assert changed.place("roles.protected.sex") == "--protected"
    assert changed.place("name") == "equigate.yml:2:1"


OUTCOMES = {
    "what stood in follows": (FILE, Flags(favourable="no"), ("no", "no")),
    "what was written stays": (FILE, Flags(positive="no"), ("no", "yes")),
    "with the label's column": (FILE, Flags(positive="salary=1", favourable="salary=0"), ("1", "0")),
    "with the label of one file": (FILE, Flags(positive="income=1"), ("1", "yes")),
    "a value with an equals sign": (FILE, Flags(positive=">=50K"), (">=50K", "yes")),
    "the same twice": (FILE, Flags(positive=("income=1", "salary=1")), ("1", "yes")),
    "a column named by flag": (None, Flags(label="y", positive="y=1"), ("1", "1")),
}


@pytest.mark.parametrize(("subject", "flags", "expected"), OUTCOMES.values(), ids=OUTCOMES)
def test_positive_and_favourable(subject: Subject | None, flags: Flags, expected: tuple[str, str]) -> None:
    """Each defaults to the other unless it was written itself."""
    flags["need_data"] = False
    roles = override(subject, **flags).roles

    assert expected == (roles.positive, roles.favourable)


DATA = {
    "role and file": (("train=a.csv", "b.csv"), (Dataset("train", "a.csv"), Dataset("test", "b.csv"))),
    "a folder of partitions": (("data/year=2024",), (Dataset("test", "data/year=2024"),)),
    "a name with an equals sign": (("./year=2024",), (Dataset("test", "./year=2024"),)),
    "an absolute path": (("test=/data/a=b.csv",), (Dataset("test", "/data/a=b.csv"),)),
}


@pytest.mark.parametrize(("entries", "expected"), DATA.values(), ids=DATA)
def test_data(entries: tuple[str, ...], expected: tuple[Dataset, ...]) -> None:
    """`[ROLE=]FILE`, the role test if none is named."""
    assert expected == override(None, data=entries).datasets


def test_paths_of_flags_are_from_here_and_of_the_file_from_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A subject elsewhere: the stored path leads from its folder to the file named here."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    subject = Subject("x", folder=Path("../there"))
    changed = override(subject, data="a.csv", model="m.skops", policies=("gdpr", "own.yml"))

    assert changed.datasets[0].path == "../here/a.csv"
    assert changed.model == ModelSpec("../here/m.skops")
    assert changed.policies == ("gdpr", "../here/own.yml")


def test_a_quoted_name_may_hold_a_comma() -> None:
    """As in a CSV."""
    roles = override(FILE, quasi_identifiers='zip, "city, town"', protected=["sex", "age"]).roles

    assert roles.quasi_identifiers == ("zip", "city, town")
    assert roles.attributes == ("sex", "age")


BAD: dict[str, tuple[Subject | None, Flags, list[str]]] = {
    "nothing": (
        None,
        Flags(),
        ["--data: no data was named. Name a file with --data FILE, or write a subject with: equigate init FILE"],
    ),
    "data": (
        FILE,
        Flags(data=("tset=a", "a", "test=b", "train=")),
        ["--data: unknown role 'tset'. Did you mean 'test'? A file whose name has a '=' needs ./ before it",
         "--data: role 'test' is given twice. Give each file its own role",
         "--data: role 'train' has no file. Write ROLE=FILE"],
    ),
    "model": (
        None,
        Flags(data="a", trust="md5:1", predict_with="predict.py"),
        ["--trust: must be sha256: and 64 hexadecimal digits. Copy it from the message that asked for it",
         "--predict-with: must be a function like package.module:function. Write MODULE:FUNCTION"],
    ),
    "trust without a model": (
        None, Flags(data="a", trusted="a.B"), ["--trust: there is no model to trust. Name it with --model FILE"]
    ),
    "columns": (
        FILE,
        Flags(label="sex", prediction="y", score="y", reference=("sx=Male", "Male"), positive=("1", "0")),
        ["--reference: 'Male' is not COL=VALUE. Write --reference sex=Male",
         "--positive: is given twice with different values. Write --positive VALUE once",
         "--score: column 'y' cannot be prediction and score at once. Name another column or leave one out",
         ("equigate.yml:10:15: column 'sex' cannot be protected and the outcome at once. "
         "Protected columns describe people, not decisions"),
         "--reference: reference group of 'sx', which is not a protected column. Did you mean 'sex'?"],
    ),
    "outcomes": (
        FILE,
        Flags(positive="salry=1", favourable=""),
        ["--positive: 'salry' is not a column with outcomes. Did you mean 'salary'?",
         "--favourable: has no value. Write --favourable VALUE once"],
    ),
    "the rest": (
        FILE,
        Flags(locales="Germany", seed=-1),
        ["--locales: 'GERMANY' is not a country code of two letters. Write --locales DE,FR",
         "--seed: must be a whole number from 0 on. Write --seed 0"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("subject", "flags", "expected"), BAD.values(), ids=BAD)
def test_every_mistake_at_once(subject: Subject | None, flags: Flags, expected: list[str]) -> None:
    """The flag, or the line of the file, what is wrong, and the next step."""
    assert expected == _lines(subject, flags)
