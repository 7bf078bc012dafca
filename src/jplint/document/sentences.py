"""Sentences (stopgap of the lead: the colleague's file replaces it)."""
import re
_S = re.compile(r"[「『（(]|[」』）)]|[。！？!?]+[」』）)]*|\n")
def split(text):
    out, start, depth = [], 0, 0
    for m in _S.finditer(text):
        t = m.group()
        if t in "「『（(": depth += 1
        elif t in "」』）)": depth = max(0, depth - 1)
        elif t == "\n" or depth == 0 or (t[-1] in "」』）)" and depth == 1 and False):
            end = m.start() if t == "\n" else m.end()
            if text[start:end].strip():
                a = start + len(text[start:end]) - len(text[start:end].lstrip()); b = a + len(text[start:end].strip())
                out.append((a, b))
            start, depth = m.end(), 0
        elif t[-1] in "」』）)": depth = max(0, depth - 1)
    if text[start:].strip():
        a = start + len(text[start:]) - len(text[start:].lstrip()); out.append((a, a + len(text[start:].strip())))
    return out
