"""What an operator is told when something stands in the way: one line with what to do."""


class Problem(Exception):
    """A condition that the operator can mend. The text is one Indonesian line, shown without a traceback."""
