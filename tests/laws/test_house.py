"""The rules of the house: sizes, annotations, doors, and who may know whom."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import audit
from audit.checks.registry import checks
from audit.explain import rules_table

ROOT = Path(audit.__file__).resolve().parents[1]
HOUSE = ROOT / "audit"
FILES = sorted(HOUSE.rglob("*.py"))
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
MOST_LINES, LONGEST, MOST_COMPLEX, MOST_NAMES = 300, 30, 8, 10
NAMELESS = frozenset({"utils", "helpers", "base", "manager", "common"})
LISTS = frozenset({"audit/observe/personal/given_names.py"})
"""Files that hold a list of words and no code may be as long as the list."""
BROAD = frozenset({"audit/assess.py", "audit/cli/app.py"})
MARKER = "<!-- rules -->"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions() -> Iterator[tuple[str, Function]]:
    """Yield every function with its file."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield path, node


def _branches(node: ast.AST) -> int:
    """Return the cyclomatic complexity that a node adds: statements that branch, as ruff's C901 counts them."""
    own = isinstance(node, ast.If | ast.For | ast.AsyncFor | ast.While | ast.ExceptHandler | ast.match_case | Function)
    return own + sum(_branches(child) for child in ast.iter_child_nodes(node))


def _is_a_list(tree: ast.Module) -> bool:
    """Tell whether a module only binds names to words."""
    return not any(isinstance(node, Function | ast.ClassDef) for node in ast.walk(tree))


def test_every_file_is_short() -> None:
    """A file has at most 300 lines; only a list of words may be longer."""
    lengths = {path: (ROOT / path).read_text(encoding="utf-8").count("\n") for path in TREES}

    actual = {path: lines for path, lines in lengths.items() if lines > MOST_LINES and not (path in LISTS and _is_a_list(TREES[path]))}

    assert actual == {}


def test_every_function_is_short() -> None:
    """A function has at most 30 lines, its docstring included."""
    actual = {f"{path}:{node.name}": size for path, node in _functions() if (size := (node.end_lineno or 0) - node.lineno + 1) > LONGEST}

    assert actual == {}


def test_every_function_is_simple() -> None:
    """Cyclomatic complexity is at most 8."""
    actual = {f"{path}:{node.name}": weight for path, node in _functions() if (weight := _branches(node)) > MOST_COMPLEX}

    assert actual == {}


def test_everything_is_annotated() -> None:
    """Every parameter and every result has a type; self and cls are what they are."""
    actual = []
    for path, node in _functions():
        named = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
        bare = [one.arg for one in named if one is not None and one.annotation is None and one.arg not in {"self", "cls"}]
        if bare or node.returns is None:
            actual.append(f"{path}:{node.name}({', '.join(bare)})")

    assert actual == []


def test_everything_says_what_it_is() -> None:
    """Modules, classes and functions have a docstring; special methods, nested functions and overloads need none."""
    actual = []
    for path, tree in TREES.items():
        nested = {id(inner) for outer in ast.walk(tree) if isinstance(outer, Function) for inner in ast.walk(outer) if inner is not outer}
        for node in ast.walk(tree):
            if not isinstance(node, Function | ast.ClassDef | ast.Module) or id(node) in nested:
                continue
            name = getattr(node, "name", "")
            if ast.get_docstring(node) is None and not (name.startswith("__") and name.endswith("__")):
                actual.append(f"{path}:{name}")

    assert actual == []


def test_there_are_two_broad_handlers() -> None:
    """One keeps a broken rule from taking the others down, one is the last line of defence."""
    handlers = [(path, node) for path, tree in TREES.items() for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]

    actual = [path for path, node in handlers if node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"}]

    assert sorted(BROAD) == sorted(actual)


def test_no_type_is_waved_through() -> None:
    """There is no `type: ignore` in the product."""
    actual = [path for path in TREES if re.search(r"#\s*type:\s*ignore", (ROOT / path).read_text(encoding="utf-8"))]

    assert actual == []


def test_the_public_names_are_few_and_real() -> None:
    """At most ten, and each can be had."""
    names = audit.__all__

    actual = [name for name in names if getattr(audit, name, None) is None]

    assert actual == []
    assert len(names) <= MOST_NAMES


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    """A typo in an import is no silent None."""
    with pytest.raises(AttributeError, match="no attribute 'audti'"):
        audit.audti  # noqa: B018


def test_no_module_has_a_name_that_says_nothing() -> None:
    """What is in a module is in its name."""
    actual = [path for path in TREES if NAMELESS & {*Path(path).parts, Path(path).stem}]

    assert actual == []


def test_the_imports_keep_their_contracts() -> None:
    """The way through the house is one way: import-linter says so."""
    tool = Path(sys.executable).parent / "lint-imports"
    if not tool.exists():
        pytest.skip("import-linter is not installed (pip install equigate[lint])")
    done = subprocess.run([str(tool), "--no-cache"], capture_output=True, encoding="utf-8", cwd=ROOT, check=False)

    actual = done.returncode

    assert actual == 0, done.stdout[-2000:]


def test_importing_the_product_imports_no_package() -> None:
    """Third-party packages are imported by the functions that need them: every module starts on the standard library."""
    code = (
        "import importlib, pkgutil, sys, audit\n"
        "names = [m.name for m in pkgutil.walk_packages(audit.__path__, 'audit.')]\n"
        "names = [n for n in names if not n.startswith(('audit.cli', 'audit.pytest_plugin', 'audit.__main__'))]\n"
        "[importlib.import_module(n) for n in names]\n"
        "heavy = 'duckdb fairlearn jinja2 narwhals numpy pandas presidio_analyzer pyarrow rich sklearn skops weasyprint'.split()\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT, check=True)

    actual = done.stdout.strip()

    assert actual == "[]"


def test_the_readme_has_every_rule() -> None:
    """Its table is the registry's, to the letter."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.exists() else ""
    if MARKER not in text:
        pytest.skip(f"README.md has no marker {MARKER}")
    ours = [one.rule for one in checks().values() if one.measure.__module__.startswith("audit.")]

    actual = text.split(MARKER)[1].strip()

    assert actual.startswith(rules_table(ours))
