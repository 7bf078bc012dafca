"""Markdown to blocks, with exact positions."""
