"""Checks of markup."""
