import pathlib,sys
from jplint.rulebook.compile import compile_rule, words
from jplint.engine.cases import run
root=pathlib.Path('rules'); sets={p.stem: words(p.read_text(), str(p)) for p in root.glob('sets/*.yaml')}
for f in sys.argv[1:]:
    c=compile_rule(pathlib.Path(f).read_text(), f, str(pathlib.Path(f).relative_to(root).with_suffix('')), sets)
    for o in run(c):
        if o.failure: print(o.name, o.failure)
    print(f, len(c.cases), 'cases')
