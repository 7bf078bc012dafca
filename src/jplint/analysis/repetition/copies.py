"""Which sentences of a document are said again, and whether that means anything."""

from __future__ import annotations

from collections.abc import Iterator

from jplint.analysis.repetition.bounds import Bounds
from jplint.analysis.repetition.runs import Copy, copies
from jplint.analysis.repetition.units import Units


class Copied:
    """The copies in a document that are believed to be mistakes, and where each unit of them was said before.

    `owned` is what a finding has taken: it is no other's.
    """

    def __init__(self, units: Units, bounds: Bounds) -> None:
        self.units = units
        self.bounds = bounds
        every = copies(units.keys)
        self.exact = {at for copy in every for at in range(copy.start, copy.end)}
        """All units that were said before, for whatever reason."""
        weighed = [(copy, strong) for copy in every if (strong := self._strong_in(copy))]
        self.repetitive = self._pervaded({units.keys[at] for _, strong in weighed for at in strong})
        """True for a text that repeats itself all over, so that one more copy is no accident of wording."""
        self.copies = [self._trimmed(copy) for copy in self._believed(weighed)]
        self.source: dict[int, int] = {}
        """The earlier unit that a unit repeats."""
        self.origin: dict[int, int] = {}
        """The first such unit."""
        for copy in self.copies:
            for at in range(copy.start, copy.end):
                earlier = at - copy.start + copy.source
                self.source[at] = earlier
                self.origin[at] = self.origin.get(earlier, earlier)
        self.owned: set[int] = set()

    def strong(self, unit: int) -> bool:
        """True for a unit whose return means something by itself: a whole sentence of the running text."""
        length = len(self.units.keys[unit])
        if length < self.bounds.min_length or not self._own(unit):
            return False
        if self.units.finished(unit):
            return True
        _, start, end, _ = self.units.stretches[self.units.owners[unit]]
        return end - start == 1 and length >= self.bounds.unfinished

    def free(self, stretch: int) -> list[int]:
        """The units of a stretch that repeat an earlier stretch and that no finding has taken."""
        _, start, end, _ = self.units.stretches[stretch]
        source, owned = self.source, self.owned
        return [at for at in range(start, end) if at in source and source[at] < start and at not in owned]

    def touched(self, stretch: int) -> bool:
        """True where a finding has taken a part of a stretch."""
        _, start, end, _ = self.units.stretches[stretch]
        return not self.owned.isdisjoint(range(start, end))

    def covered(self, stretch: int) -> float:
        """How much of a stretch is repeated and not taken, 0 to 1."""
        return self.share(self.free(stretch), stretch)

    def share(self, units: list[int], stretch: int) -> float:
        """How much of a stretch some of its units make up, 0 to 1."""
        size = self.units.stretches[stretch].size
        return sum(len(self.units.keys[at]) for at in units) / size if size and units else 0.0

    def left(self) -> Iterator[list[int]]:
        """The repeated units that no finding has taken, in runs: of one stretch, or from one place."""
        owners, source = self.units.owners, self.source
        run: list[int] = []
        for at in sorted(source.keys() - self.owned):
            if run:
                last = run[-1]
                if at > last + 1 or (owners[at] != owners[last] and source[at] != source[last] + 1):
                    yield run
                    run = []
            run.append(at)
        if run:
            yield run

    def _strong_in(self, copy: Copy) -> list[int]:
        shift = copy.start - copy.source
        return [at for at in range(copy.start, copy.end) if self.strong(at) and self._own(at - shift)]

    def _own(self, unit: int) -> bool:
        owner = self.units.owners[unit]
        return not self.units.title(owner) and not self.units.borrowed(owner)

    def _pervaded(self, returned: set[str]) -> bool:
        if len(returned) < self.bounds.distinct:
            return False
        pairs = zip(self.units.keys, self.units.sentences, strict=True)
        said = {key for key, sentence in pairs if sentence}
        return sum(map(len, returned)) >= self.bounds.share * sum(map(len, said))

    def _believed(self, weighed: list[tuple[Copy, list[int]]]) -> Iterator[Copy]:
        """All copies in a text that repeats itself. Elsewhere a short or a single sentence may return with reason.

        A single one is told once: where it returns again and again, it is a formula of the text.
        """
        units = self.units
        told: set[str] = set()
        for copy, strong in weighed:
            if not (self.repetitive or copy.adjacent):
                if sum(len(units.keys[at]) for at in strong) < self.bounds.alone:
                    continue
                if len(strong) == 1:
                    [only] = strong
                    if units.keys[only] in told or units.leads_in(only) or not units.finished(only):
                        continue
                    told.add(units.keys[only])
            yield copy

    def _trimmed(self, copy: Copy) -> Copy:
        end = copy.end
        while self.units.title(self.units.owners[end - 1]):
            end -= 1
        return copy._replace(end=end)
