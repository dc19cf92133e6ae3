"""YAML of packs, read strictly: version 1.2, one document without aliases, tags, double keys or endless depth.

Read by libyaml, which takes a hundredth of the time of a reader in Python; every part of the tree knows its line.
"""

from collections.abc import Callable, Sequence
from typing import Any

import yaml
from ruamel.yaml.resolver import implicit_resolvers
from yaml import MappingNode, Node, ScalarNode, SequenceNode
from yaml.constructor import SafeConstructor

DEEPEST = 40  # levels of nesting
TRUE = "true"
BASES = {"0b": 2, "0o": 8, "0x": 16}


class Unreadable(ValueError):
    """What is wrong with a text, and the line (from 1)."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


class _Loader(yaml.CSafeLoader):
    """Plain words as version 1.2 has them: ``no`` is a word, and 12:30 no number."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as the library wants it


for _versions, _tag, _pattern, _first in implicit_resolvers:
    if (1, 2) in _versions:
        _Loader.add_implicit_resolver(_tag, _pattern, _first)


def read_tree(text: str) -> Node | None:
    """The tree of a text, None for an empty one. Raises Unreadable."""
    try:
        _refuse_tricks(text)
        tree: Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Unreadable(line, f"bukan YAML yang sah: {error.problem}") from error
    except yaml.YAMLError as error:
        raise Unreadable(1, f"bukan YAML yang sah: {str(error).splitlines()[0]}") from error
    return tree


def _refuse_tricks(text: str) -> None:
    """Aliases (which grow without end when written out), tags, several documents, and nesting without end."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = _line(event)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Unreadable(line, "jangkar dan alias YAML tidak dipakai dalam paket")
        if getattr(event, "tag", None):
            raise Unreadable(line, "tag YAML tidak dipakai dalam paket")
        if depth > DEEPEST or documents > 1:
            raise Unreadable(line, "terlalu dalam, atau lebih dari satu dokumen")


def data_of(node: Node | None) -> Any:
    """The plain data of a tree. Raises Unreadable for a double key and for what no database keeps."""
    if isinstance(node, MappingNode):
        return _mapping(node)
    if isinstance(node, SequenceNode):
        return [data_of(item) for item in node.value]
    return _scalar(node) if isinstance(node, ScalarNode) else None


def _line(part: Any) -> int:
    return int(part.start_mark.line) + 1


def _mapping(node: MappingNode) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, part in node.value:
        key = str(_scalar(name)) if isinstance(name, ScalarNode) else ""
        if not key or key in found:
            why = f"kunci “{key}” disebut dua kali" if key else "kunci harus berupa satu kata"
            raise Unreadable(_line(name), f"bukan YAML yang sah: {why}")
        found[key] = data_of(part)
    return found


def _scalar(node: ScalarNode) -> Any:
    kind, text = node.tag.rpartition(":")[2], str(node.value)
    try:
        if "\0" in text:
            raise ValueError("NUL")
        return _READ[kind](node, text) if kind in _READ else text
    except ValueError as error:
        why = f"bukan YAML yang sah: “{text[:40]}” bukan nilai yang dapat dipakai"
        raise Unreadable(_line(node), why) from error


def _whole(_node: ScalarNode, text: str) -> int:
    bare = text.replace("_", "").lstrip("+-")
    number = int(bare[2:], BASES[bare[:2]]) if bare[:2] in BASES else int(bare)
    return -number if text.startswith("-") else number


def _decimal(_node: ScalarNode, text: str) -> float:
    number = float(text.replace("_", ""))  # refuses .inf and .nan as well, which JSON does not have
    if number in (float("inf"), float("-inf")):
        raise ValueError(text)
    return number


def _moment(node: ScalarNode, _text: str) -> Any:
    return _MOMENTS.construct_yaml_timestamp(node)


_MOMENTS: Any = SafeConstructor()
_READ: dict[str, Callable[[ScalarNode, str], Any]] = {
    "null": lambda _node, _text: None,
    "bool": lambda _node, text: text.lower() == TRUE,
    "int": _whole,
    "float": _decimal,
    "timestamp": _moment,
}


def line_in(node: Node | None, path: Sequence[str | int]) -> int:
    """The line (from 1) to which a path leads, or of the deepest part of it that exists."""
    line = 1
    for step in path:
        found = _step(node, step)
        if found is None:
            break
        named, node = found
        line = _line(named)
    return line


def _step(node: Node | None, step: str | int) -> tuple[Node, Node] | None:
    """What names a part, and the part itself."""
    if isinstance(node, SequenceNode) and isinstance(step, int) and -1 < step < len(node.value):
        return node.value[step], node.value[step]
    if isinstance(node, MappingNode):
        return next(((name, part) for name, part in node.value if str(name.value) == str(step)), None)
    return None
