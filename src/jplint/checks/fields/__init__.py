"""Checks of front matter."""
