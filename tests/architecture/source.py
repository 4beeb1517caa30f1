"""Where the product's own files are, for tests about the code."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCT = ("school_safety", "lessons", "surveys", "interventions")


def product_files() -> list[Path]:
    """Python files of the product, without migrations."""
    return [
        path
        for top in PRODUCT
        for path in sorted(ROOT.joinpath(top).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def test_files() -> list[Path]:
    return sorted(ROOT.joinpath("tests").rglob("*.py"))


def template_files() -> list[Path]:
    """Templates of the shared folder and of any room that keeps its own."""
    folders = [ROOT / "templates", *(ROOT.joinpath(top) for top in PRODUCT)]
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in {".html", ".txt", ".svg"} and "templates" in path.parts
    )


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))
