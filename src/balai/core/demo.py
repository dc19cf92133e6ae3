"""What the demo tells everybody; importable before Django is set up."""

DEMO_PASSWORD = "balai-demo"  # noqa: S105 (demo accounts are refused on any address but loopback)
