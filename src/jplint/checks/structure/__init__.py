"""Checks of headings and of the order of blocks."""
