"""A module is entered through its ``api.py``; layers import downwards only."""

import ast

import pytest

from tests.architecture import source

LAYERS = ("core", "foundation", "services", "village", "government", "territory", "front")
BELOW = {
    "core": set(),
    "foundation": {"core"},
    "services": {"core", "foundation"},
    "village": {"core", "foundation"},
    "government": {"core", "foundation"},
    "territory": {"core", "foundation"},
    "front": {"core", "foundation", "services", "village", "government", "territory"},
}

# (importing module, imported path): why it may pass the wall beside the api
DOORS: dict[tuple[str, str], str] = {
    ("config", "balai.foundation.accounts.settings"): "settings of sign-in are kept beside the module",
}


def crossing(found: source.Import) -> str | None:
    """The foreign module that an import reaches into past its api, or None."""
    parts = found.target.split(".")
    if parts[0] != "balai" or len(parts) < 3 or parts[1] not in source.WINGS:
        return None
    module = ".".join(parts[1:3])
    if module == source.home_of(found.path) or parts[3:4] == ["api"]:
        return None
    return module


def test_a_module_is_entered_through_its_api() -> None:
    files = [path for path in source.python_files() if not source.is_test(path)]
    wrong = []
    for found in (each for path in files for each in source.imports(path)):
        home = source.home_of(found.path)
        open_door = any((home, found.target.rsplit(".", cut)[0]) in DOORS for cut in (0, 1))
        if crossing(found) and not open_door:
            wrong.append(str(found))
    assert wrong == []


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_downwards_only(layer: str) -> None:
    wrong = []
    for path in source.python_files():
        if source.is_test(path) or path.relative_to(source.BALAI).parts[0] != layer:
            continue
        for found in source.imports(path):
            target = found.target.split(".")
            if target[0] != "balai" or len(target) < 2 or target[1] not in LAYERS:
                continue
            if target[1] != layer and target[1] not in BELOW[layer]:
                wrong.append(str(found))
    assert wrong == []


def test_an_api_hands_out_no_models() -> None:
    """What crosses a wall is a function or a frozen dataclass, so ``__all__`` of an api names no model."""
    wrong = []
    for module in source.modules():
        path = module / "api.py"
        if path.exists():
            models = {
                each.target.rsplit(".", 1)[1] for each in source.imports(path) if ".models." in each.target
            }
            wrong += [f"{path.relative_to(source.ROOT)}: {name}" for name in models & exported(path)]
    assert wrong == []


def exported(path: source.Path) -> set[str]:
    """The names in ``__all__`` of a file."""
    for node in source.tree(path).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def test_no_signals_carry_domain_logic() -> None:
    wrong = [
        str(found)
        for path in source.python_files()
        for found in source.imports(path)
        if ".signals" in found.target or found.target.startswith("django.dispatch")
    ]
    assert wrong == []


def test_no_model_overrides_save() -> None:
    wrong = []
    for path in source.python_files():
        if "models" not in path.parts and path.name != "models.py":
            continue
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.FunctionDef) and node.name == "save":
                wrong.append(f"{path.relative_to(source.ROOT)}:{node.lineno}")
    assert wrong == []


def test_views_obtain_things_through_access() -> None:
    wrong = []
    for path in source.python_files():
        if source.is_test(path) or ("views" not in path.parts and path.name != "views.py"):
            continue
        text = path.read_text()
        wrong += [
            f"{path.relative_to(source.ROOT)}: {word}"
            for word in (".objects.", "get_object_or_404", "_default_manager")
            if word in text
        ]
    assert wrong == []


def test_front_owns_no_tables() -> None:
    assert [str(path) for path in (source.BALAI / "front").rglob("models*")] == []
