"""What some rules say of some files: `python tools/dev/hits.py 'headings/*' content/ [--flavor kramdown] [--max 50]`."""

from __future__ import annotations

import argparse
import collections
import fnmatch
import pathlib
import time

from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.engine.lint import examine
from jplint.rulebook import store
from jplint.rulebook.rulebook import Catalog, Setting, select
from jplint.text.source import Source


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rules")
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    parser.add_argument("--flavor", default="")
    parser.add_argument("--max", type=int, default=40, help="findings printed, spread over the files")
    parser.add_argument("--severity", default="")
    given = parser.parse_args()
    files, _ = store.read(store.bundled(), trusted=True)
    compiled = store.compiled(files, cache=False)
    for problem in compiled.problems:
        print(problem)
    wanted = [spec for spec in compiled.rules if fnmatch.fnmatch(spec.id, given.rules)]
    rulebook = select(Catalog(compiled.rules), {spec.id: Setting("off") for spec in compiled.rules if spec not in wanted} | {spec.id: Setting("on") for spec in wanted})
    documents = [p for path in given.paths for p in (sorted(path.rglob("*.md")) if path.is_dir() else [path])]
    found, began = [], time.perf_counter()
    for path in documents:
        flavor = FLAVORS[given.flavor or ("kramdown" if "_posts" in path.parts else "gfm")]
        document = Document(Source.from_bytes(path.read_bytes()), path.name, flavor)
        found += [(path, document, one) for one in examine(document, rulebook).diagnostics if given.severity in ("", one.severity)]
    seconds = time.perf_counter() - began
    for path, document, one in found[:: max(1, len(found) // given.max)][: given.max]:
        line, column = document.lines.position(one.span.start)
        print(f"{path}:{line}:{column} {one.severity} {one.rule} {one.message}\n    | {document.text[one.span.start:one.span.end][:120]!r}")
    for (severity, rule), count in sorted(collections.Counter((d.severity, d.rule) for _, _, d in found).items()):
        print(f"{count:6d} {severity:8s} {rule} in {len({p for p, _, d in found if d.rule == rule})} files")
    print(f"{len(documents)} documents, {seconds:.2f} s")


if __name__ == "__main__":
    main()
