"""Whole examples of answers, put together from the examples of their fields."""

from typing import Any

REF = "#/components/schemas/"


def example_of(shape: dict[str, Any], shapes: dict[str, Any]) -> Any:
    """An answer of the shape. A field without an example of its own is made of its parts."""
    if "examples" in shape:
        return shape["examples"][0]
    if "default" in shape:
        return shape["default"]
    if "$ref" in shape:
        return example_of(shapes[shape["$ref"].removeprefix(REF)], shapes)
    if "anyOf" in shape:
        return example_of(shape["anyOf"][0], shapes)
    if shape.get("type") == "array":
        return [example_of(shape["items"], shapes)]
    return {name: example_of(field, shapes) for name, field in shape["properties"].items()}
