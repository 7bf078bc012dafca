"""Checks of what only all documents together show."""
