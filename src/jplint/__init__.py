"""jplint, a linter for Japanese text."""

__version__ = "0.1.0"
