"""Functions and files stay short enough to be read at once."""

import ast

from tests.architecture import source

FUNCTION, FILE, PARAMETERS = 50, 500, 5


def functions(path: source.Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions of a file, nested ones included."""
    return [
        node
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_no_function_is_longer_than_fifty_lines() -> None:
    wrong = [
        f"{path.relative_to(source.ROOT)}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1}"
        for path in source.python_files(product_only=False)
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > FUNCTION
    ]
    assert wrong == []


def test_no_file_is_longer_than_five_hundred_lines() -> None:
    written = [*source.python_files(product_only=False), *source.templates()]
    written += [path for path in (source.ROOT / "assets").rglob("*") if path.suffix in {".js", ".css"}]
    long = {path: len(path.read_text().splitlines()) for path in written}
    assert {str(path.relative_to(source.ROOT)): size for path, size in long.items() if size > FILE} == {}


def test_every_function_of_the_product_is_typed() -> None:
    wrong = [
        f"{path.relative_to(source.ROOT)}:{node.lineno} {node.name}"
        for path in source.python_files()
        if not source.is_test(path)
        for node in functions(path)
        if node.returns is None and not is_django_hook(node)
    ]
    assert wrong == []


def is_django_hook(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Constructors return nothing by definition; mypy reads them typed when a parameter is."""
    return node.name == "__init__" and any(arg.annotation for arg in node.args.args)


def test_no_public_function_takes_more_than_five_positional_parameters() -> None:
    wrong = []
    for path in source.python_files():
        if source.is_test(path):
            continue
        for node in functions(path):
            names = [
                arg.arg for arg in (*node.args.posonlyargs, *node.args.args) if arg.arg not in {"self", "cls"}
            ]
            if len(names) > PARAMETERS and not node.name.startswith("_"):
                wrong.append(f"{path.relative_to(source.ROOT)}:{node.lineno} {node.name}")
    assert wrong == []
