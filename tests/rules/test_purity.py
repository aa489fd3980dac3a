"""house.md: rules are the standard library and themselves; no clock, no database, no framework."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import api.rules

TREES = {
    file.name: ast.parse(file.read_text("utf-8"))
    for file in Path(api.rules.__file__ or "").parent.glob("*.py")
}


def imported(tree: ast.Module) -> set[str]:
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_rules_import_the_standard_library_and_rules() -> None:
    for file, tree in TREES.items():
        for name in imported(tree):
            assert name.startswith("api.rules") or name.split(".")[0] in sys.stdlib_module_names, (
                f"{file}: {name}"
            )


def test_rules_ask_no_clock_read_no_settings_and_draw_no_lots() -> None:
    forbidden = {"today", "now", "utcnow", "monotonic", "perf_counter", "uuid4", "getenv", "environ"}
    for file, tree in TREES.items():
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not used & forbidden, file
        assert not imported(tree) & {"time", "random", "os", "secrets"}, file
