"""A fault in one answer."""


class FieldFault(ValueError):
    """The answer does not stand; the sentence says what to do."""
