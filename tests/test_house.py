"""The habits of the house, held by reading the code: one reader of time, one place of commits, routers that only route."""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINES = 400


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def named(node: ast.AST) -> str:
    """`datetime.now` of a call `datetime.now(UTC)`, `now` of `now()`; nothing of what is called by other means."""
    if isinstance(node, ast.Attribute):
        return f"{named(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""


def calls(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node.lineno, named(node.func)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Every string that is said, but for docstrings."""
    said = [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    notes = {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)}
    yield from ((node.lineno, str(node.value)) for node in said if id(node) not in notes)


Reader = Callable[[Path], Iterator[tuple[int, str]]]


def found(
    reader: Reader, wrong: Callable[[str], bool], *folders: str, but: tuple[str, ...] = ()
) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{line} {what[:80]}"
        for path in sources(*folders)
        if str(path.relative_to(ROOT)) not in but
        for line, what in reader(path)
        if wrong(what)
    ]


TIME = {
    "now",
    "utcnow",
    "today",
    "time",
    "time_ns",
    "perf_counter",
    "monotonic",
    "fromtimestamp",
    "localtime",
    "gmtime",
}
READERS_OF_TIME = {"datetime", "date", "time", "dt", "datetime.datetime", "datetime.date", "func"}


def reads_time(call: str) -> bool:
    owner, _, name = call.rpartition(".")
    return owner in READERS_OF_TIME and name in {
        *TIME,
        "current_date",
        "current_timestamp",
        "clock_timestamp",
    }


def test_only_the_clock_reads_the_time() -> None:
    assert found(calls, reads_time, "api", but=("api/clock.py",)) == []


SQL_TIME = (
    "now()",
    "current_date",
    "current_timestamp",
    "localtimestamp",
    "clock_timestamp",
    "statement_timestamp",
)


def test_sql_is_given_the_day_and_the_instant() -> None:
    def asks(said: str) -> bool:
        return any(word in said.lower() for word in SQL_TIME)

    doctor = "api/commands/doctor.py"  # compares the two clocks
    assert found(texts, asks, "api", "migrations", but=(doctor,)) == []


def endings(path: Path) -> Iterator[tuple[int, str]]:
    """Calls of `….commit` and `….rollback`, but for a module's own verb, as `imports.commit`."""
    modules = {name.rpartition(".")[2] for _, name in imports(path)}
    for line, call in calls(path):
        owner, _, verb = call.rpartition(".")
        if verb in {"commit", "rollback"} and owner not in modules:
            yield line, call


def test_only_db_ends_transactions() -> None:
    assert found(endings, bool, "api", but=("api/db.py",)) == []


def test_sql_ends_no_transaction() -> None:
    def ends(said: str) -> bool:
        return said.strip().rstrip(";").upper() in {"COMMIT", "ROLLBACK", "BEGIN"}

    assert found(texts, ends, "api") == []


def test_routers_do_not_query() -> None:
    def queries(name: str) -> bool:
        return name.startswith(("sqlalchemy", "asyncpg", "api.models", "api.db"))

    assert found(imports, queries, "api/routers") == []


def test_every_router_is_made_of_operations() -> None:
    """But for health, which answers while the database does not."""
    for path in sources("api/routers"):
        made = [
            node
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Call) and named(node.func) == "APIRouter"
        ]
        for node in made:
            classes = [named(one.value) for one in node.keywords if one.arg == "route_class"]
            assert classes == ["Operation"] or path.name in {"health.py", "v1.py"}, path


def test_a_router_function_is_one_line_and_its_sentence() -> None:
    """One service call; a router that holds a condition knows something that a service should."""
    for path in sources("api/routers"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.AsyncFunctionDef) and path.name != "health.py":
                sentence, *rest = node.body
                assert isinstance(sentence, ast.Expr), f"{path.name}: {node.name} says nothing"
                assert not any(isinstance(one, ast.If | ast.For | ast.Try) for one in ast.walk(node)), (
                    node.name
                )
                assert len(rest) <= 2, f"{path.name}: {node.name}"


def test_errors_are_our_own() -> None:
    def foreign(call: str) -> bool:
        return call.rpartition(".")[2] == "HTTPException"

    assert found(calls, foreign, "api") == []


# What ends waits for whoever is writing something that refers to it, and is held `FOR UPDATE` for that.
ENDING = {"api/services/lookup.py", "api/services/consequences.py"}


def test_nothing_is_locked_for_share_or_for_update_but_what_ends() -> None:
    """`FOR NO KEY UPDATE` in every writing path: the others block or deadlock with the foreign keys of new rows."""
    for path in sources("api"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and named(node.func).endswith("with_for_update"):
                said = {one.arg: getattr(one.value, "value", None) for one in node.keywords}
                said.pop("skip_locked", None)
                ends = str(path.relative_to(ROOT)) in ENDING
                assert said == {"key_share": True} or (ends and said in ({}, {"key_share": None})), path


def test_only_settings_reads_the_environment() -> None:
    def reads(call: str) -> bool:
        return call in {"os.getenv", "os.environ.get", "getenv", "environ.get"}

    assert found(calls, reads, "api", "migrations", but=("api/settings.py",)) == []


def test_no_file_is_longer_than_a_newcomer_holds_in_mind() -> None:
    """A migration is a record, not a text to hold in mind."""
    long = {
        str(path.relative_to(ROOT)): count
        for path in sources("api", "tests", "bench")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LINES
    }
    assert long == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path
        for path in sources("api", "migrations", "tests")
        if tree(path).body and not ast.get_docstring(tree(path))
    ]
    assert [str(path.relative_to(ROOT)) for path in silent if path.parent.name != "routers"] == []


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX", "NotImplementedError"])
def test_nothing_is_left_for_later(word: str) -> None:
    here = Path(__file__)
    left = [
        path
        for path in sources("api", "migrations", "tests")
        if path != here and word in path.read_text("utf-8")
    ]
    assert left == []


def test_dependencies_point_one_way() -> None:
    """The three contracts of pyproject.toml: layers; rules are pure; routers do not query."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "3 kept, 0 broken" in done.stdout
