"""The house rules on size and shape (design.md §2). An exception stands here with its reason."""

import ast
import io
import re
import tokenize
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FUNCTION_LIMIT_LINES = 40
MODULE_LIMIT_LINES = 300
FOLDER_LIMIT_MODULES = 12
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "service", "manager"}
# Who asks, the transaction, paging, and what the application was made with.
DEPENDENCIES = {
    "asker",
    "AccessToken",
    "transaction",
    "Pages",
    "Rows",
    "database",
    "store",
    "policy_in_force",
}

# Path, path::function or folder → why it may. The test fails on one that is not needed any more.
EXCEPTIONS: dict[str, str] = {
    "backend/order/document.py": "the contract in one file (design.md §2)",
    "backend/order": "it names twelve; beside them decisions on parked facts, and what becomes of reports",
}

PYTHON = [
    path
    for folder in ("backend", "app_contract", "tests", "alembic")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "versions" not in path.parts
]
SQL = re.compile(
    r"^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|GRANT|REVOKE|LOCK|DO)\b", re.IGNORECASE
)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_lines(node: ast.AST) -> set[int]:
    """The lines of a docstring or of SQL in a string."""
    if (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ):
        return set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant | ast.JoinedStr):
        words = ast.unparse(node.value).lstrip("rf").lstrip("'\"").replace("\\n", "\n")
        if SQL.match(words):
            return set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return set()


def counted_lines(source: str, tree: ast.AST) -> set[int]:
    """The numbers of the lines that count: not blank, not comment, docstring or SQL."""
    skipped = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    }
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in skipped:
            lines |= set(range(token.start[0], token.end[0] + 1))
    return lines.difference(*map(text_lines, ast.walk(tree)))


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def too_long() -> dict[str, int]:
    """Every module and function that is over its limit, and its length."""
    found = {}
    for path in PYTHON:
        source = path.read_text()
        tree = ast.parse(source)
        lines = counted_lines(source, tree)
        if len(lines) > MODULE_LIMIT_LINES:
            found[name(path)] = len(lines)
        for function in functions(tree):
            length = len(lines & set(range(function.lineno, (function.end_lineno or 0) + 1)))
            if length > FUNCTION_LIMIT_LINES:
                found[f"{name(path)}::{function.name}"] = length
    return found


def too_full() -> dict[str, int]:
    """Every folder that has more modules than it should."""
    modules = Counter(path.parent for path in PYTHON if path.name not in {"__init__.py", "conftest.py"})
    return {name(folder): n for folder, n in modules.items() if n > FOLDER_LIMIT_MODULES}


def test_functions_modules_and_folders_stay_small() -> None:
    over = too_long() | too_full()
    assert {what: length for what, length in over.items() if what not in EXCEPTIONS} == {}
    assert set(EXCEPTIONS) <= set(over), "an exception that is not needed any more"
    assert all(EXCEPTIONS.values())


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [
        name(path) for path in PYTHON if path.stem in FORBIDDEN_NAMES or path.parent.name in FORBIDDEN_NAMES
    ] == []


@pytest.mark.parametrize("word", ["BEGIN", "COMMIT", "ROLLBACK"])
def test_only_database_py_begins_and_commits(word: str) -> None:
    statement = re.compile(rf"""["']\s*{word}\b(?! *\w)|\.{word.lower()}\(\)""")
    allowed = ROOT / "backend" / "database.py"
    assert [
        name(path)
        for path in (ROOT / "backend").rglob("*.py")
        if path != allowed and statement.search(path.read_text())
    ] == []


def test_depends_is_for_who_asks_the_transaction_and_paging() -> None:
    used = re.compile(r"Annotated\[(\w+), Depends\((\w*)")
    found = {
        f"{name(path)}: {annotated} by {by or annotated}"
        for path in (ROOT / "backend").rglob("*.py")
        for annotated, by in used.findall(path.read_text())
        if (by or annotated) not in DEPENDENCIES
    }
    assert found == set()
