"""A file that is not kept."""


class Refused(ValueError):
    """The file is not accepted; the sentence says why and what to do."""
