"""Prose as a reader sees it: passages, sentences, morphemes."""
