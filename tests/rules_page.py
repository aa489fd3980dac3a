"""docs/rules.md: each sentence and ruling, the rules that cite it, the tests that show it. `python -m tests.rules_page`.

Written from `api/rules` and from the marks in `tests/`, read as text: no test is run and none is imported.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from api.rules.codes import CODES
from api.rules.rulebook import shipped
from api.rules.sentences import RULINGS, SENTENCES, quote

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "rules.md"
SOURCE = re.compile(r"[SR]\d+")
MARK = "pytest.mark.rule"

INTRODUCTION = """\
# From the network's sentences to rules and tests

*Written by `python -m tests.rules_page` from `api/rules` and the marks `@pytest.mark.rule(…)` in `tests/`; a test holds it
current. Do not edit it.*

S1-S40 are the network's own sentences, R1-R33 rulings on how one is read, quoted with the sentence that they settle.
**Rules** are the lines of the rulebook and the codes of findings that name it as their source; **tests** show it.
"""

# What a sentence says that no software decides, and where it is kept all the same.
DESCRIBES = {
    "S10": "Guidance is given in goals and plans (S8), decisions (S9) and comments beside them (R17); nobody is bound by "
    "more than that.",
    "S14": "Who represents an organisation is R32; the balance of organisations is a criterion of calls (issue 6).",
    "S24": "What a reference group is for; whom it takes is S26-S28, how long it lasts S25 and S29.",
    "S36": "What communities work on; their resources wait for issue 6.",
}
# What waits for a later issue: what, whose sentences, which issue.
WAITS = (
    ("Calls for applications: seats by category, questions, criteria, reviewers; drafts", "S15 R15 R18", 6),
    ("Invitations: single-use, expiring, accepted by whom they are addressed to", "S27 S28 R8 R9", 6),
    (
        "Meetings, attendance and minutes; `meeting_overdue` and `inactive` are judged and have no facts yet",
        "S18",
        6,
    ),
    ("Outside guests at meetings and events", "S4", 6),
    ("Resources: collected, translated, found missing", "S36", 6),
    ("Files of members and rosters in every form people keep them; merging two people", "R33", 5),
    ("Charts, the diagram and the cheat sheet on screen", "S1 S39 S40", 7),
    ("The feed of changes and webhooks, for partners' own systems", "S13", 8),
)


def everything() -> list[str]:
    return [*SENTENCES, *RULINGS]


# --- the tests, from their marks


def shown_by(folder: Path = ROOT / "tests") -> dict[str, list[tuple[str, str]]]:
    """For each source the tests marked with it: file and name, in the order of files and lines."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for name, sources in _marked(tree):
            for source in sources:
                found[source].append((path.relative_to(folder.parent).as_posix(), name))
    return dict(found)


def _marked(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    assigned = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            of_class = _sources(node.decorator_list, assigned)
            for one in node.body:
                for name, sources in _of_test(one, of_class, assigned):
                    yield f"{node.name}::{name}", sources
        else:
            yield from _of_test(node, [], assigned)


def _of_test(
    node: ast.stmt, of_class: list[str], assigned: dict[str, ast.expr]
) -> Iterator[tuple[str, list[str]]]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
        sources = dict.fromkeys([*of_class, *_sources(node.decorator_list, assigned)])
        yield node.name, list(sources)


def _sources(decorators: Iterable[ast.expr], assigned: dict[str, ast.expr]) -> list[str]:
    """What marks name: in place, through a name of the module, or case by case out of a table beside the tests."""
    found: list[str] = []
    for decorator in decorators:
        named = assigned.get(decorator.id, decorator) if isinstance(decorator, ast.Name) else decorator
        tables = [
            assigned[one.iter.id]
            for one in ast.walk(named)
            if isinstance(one, ast.comprehension)
            and isinstance(one.iter, ast.Name)
            and one.iter.id in assigned
        ]
        for call in ast.walk(named):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == MARK:
                told = list(_constants(call.args))
                found += told or [source for table in tables for source in _constants([table])]
    return found


def _constants(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        for one in ast.walk(node):
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and SOURCE.fullmatch(one.value):
                yield one.value


# --- the rules, from what cites each


def cited_by() -> dict[str, list[str]]:
    """For each source the rulebook's lines and the codes that rest on it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for book in shipped():
        for type_, content in book.to_json()["types"].items():
            for section in ("published", "enforced"):
                for name, line in content.get(section, {}).items():
                    found[line["source"]].append(f"`{type_}.{section}.{name}`")
    for code, rule in CODES.items():
        found[rule.source].append(f"code `{code}`")
    return {source: list(dict.fromkeys(names)) for source, names in found.items()}


# --- the page


def render() -> str:
    rules, tests = cited_by(), shown_by()
    parts = [INTRODUCTION, *_waiting(), "## The sentences\n"]
    parts += [_section(source, rules, tests) for source in SENTENCES]
    parts += ["## The rulings\n", *(_section(source, rules, tests) for source in RULINGS)]
    return "\n".join(parts)


def _waiting() -> Iterator[str]:
    yield "## What waits\n"
    yield "| what | of | issue |\n| --- | --- | --- |"
    for what, sources, issue in WAITS:
        yield f"| {what} | {', '.join(sources.split())} | {issue} |"
    yield ""


def _section(source: str, rules: dict[str, list[str]], tests: dict[str, list[tuple[str, str]]]) -> str:
    settles = f", on {RULINGS[source]}" if source in RULINGS and SOURCE.fullmatch(RULINGS[source]) else ""
    lines = [f"### {source}{settles}\n", f"> {quote(source)}\n"]
    if source in DESCRIBES:
        lines.append(f"{DESCRIBES[source]}\n")
    if source in rules:
        lines.append(f"Rules: {', '.join(rules[source])}\n")
    lines.append("Tests:\n" if source in tests else "No test of its own.\n")
    by_file: defaultdict[str, list[str]] = defaultdict(list)
    for file, name in tests.get(source, ()):
        by_file[file].append(name)
    for file, names in by_file.items():
        lines += [f"- `{file}::{name}`" for name in names]
    return "\n".join(lines) + ("\n" if source in tests else "")


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
