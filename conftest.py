"""What every test may ask for: pages in a real browser (``tests.browser``)."""

pytest_plugins = ["tests.browser"]
