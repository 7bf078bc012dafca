"""The morpheme pattern language: the Corpus Query Language over the morphemes of a sentence."""

from __future__ import annotations

from jplint.pattern.errors import PatternError
from jplint.pattern.index import PatternIndex
from jplint.pattern.matcher import PatternMatch
from jplint.pattern.pattern import Pattern

__all__ = ["Pattern", "PatternError", "PatternIndex", "PatternMatch"]
