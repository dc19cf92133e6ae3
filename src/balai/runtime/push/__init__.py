"""The push process: a change at a place reaches every page that follows it, computed once."""
