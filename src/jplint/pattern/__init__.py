"""Stopgap of the lead: the colleague's room replaces it."""
class PatternError(ValueError):
    message = ""; line = 1; column = 1
class Pattern:
    @classmethod
    def parse(cls, source, sets={}): p = cls(); p.source = source; return p
class PatternIndex:
    def __init__(self, patterns): pass
