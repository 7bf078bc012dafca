"""For those who come from another linter."""
