"""The walls of the house: which package may import which."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("corpus", "models", "pipeline", "eval")
ALLOWED = {
    "corpus": set(),
    "models": {"corpus"},
    "pipeline": {"corpus", "models"},
    "eval": {"corpus", "models", "pipeline"},
}
HEAVY = {
    "torch",
    "transformers",
    "datasets",
    "pyarrow",
    "sklearn",
    "networkx",
    "scipy",
    "trafilatura",
    "sentencepiece",
    "sacrebleu",
    "pandas",
}


def files(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imports(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_no_import_runs_against_the_table_in_the_design(package: str) -> None:
    against = []
    for path in files(package):
        name = path.relative_to(ROOT).as_posix()
        for module in imports(ast.parse(path.read_text(encoding="utf-8"))):
            other = module.split(".")[0]
            if other in PACKAGES and other != package and other not in ALLOWED[package]:
                against.append(f"{name} imports {module}")
    assert not against


def test_models_take_only_types_and_text_rules_from_corpus() -> None:
    for path in files("models"):
        for module in imports(ast.parse(path.read_text(encoding="utf-8"))):
            if module.split(".")[0] == "corpus":
                assert module in {"corpus.types"}, f"{path.name} imports {module}"


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    at_the_top = []
    for package in PACKAGES:
        for path in files(package):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            top = ast.Module([node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)], [])
            at_the_top += [f"{path.name}: {m}" for m in imports(top) if m.split(".")[0] in HEAVY]
    assert not at_the_top


def test_modules_form_no_circle() -> None:
    graph: dict[str, set[str]] = {}
    for package in PACKAGES:
        for path in files(package):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            tree = ast.parse(path.read_text(encoding="utf-8"))
            top = ast.Module([node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)], [])
            graph[module] = {m for m in imports(top) if m.split(".")[0] in PACKAGES}

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        for other in graph.get(module, ()):
            visit(other, (*path, module))

    for module in graph:
        visit(module, ())
