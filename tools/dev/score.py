"""score_labels.py's arithmetic over the engine itself: `score.py KIND [--show N] [--rare]` (material beside the project)."""
import json, pathlib, sys, fnmatch, collections
from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.engine.lint import examine
from jplint.rulebook import store
from jplint.rulebook.rulebook import Catalog, Setting, select
from jplint.text.source import Source
C=pathlib.Path("/work/shared/corpus"); kind=sys.argv[1]; show=int(sys.argv[sys.argv.index("--show")+1]) if "--show" in sys.argv else 0
rare="--rare" in sys.argv
kinds=json.loads((C/"labels/kinds.json").read_text())[kind]
files,_=store.read(store.bundled(),trusted=True); comp=store.compiled(files,cache=False)
for p in comp.problems: print(p)
pats=kinds["found_by"]+kinds["judged"]
rb=select(Catalog(comp.rules),{s.id:Setting("on" if any(fnmatch.fnmatch(s.id,x) for x in pats) and s.default!="off" else "off") for s in comp.rules})
tp=fn=td=fp=0
for d in json.loads((C/"labels"/("rare.json" if rare else "dev.json")).read_text()):
    want={x["line"]:x for x in d["labels"] if x["kind"]==kind and not str(x.get("note","")).startswith("info:")}
    if rare and not want: continue
    p=C/"site/_posts"/d["file"]; doc=Document(Source.from_bytes(p.read_bytes()),p.name,FLAVORS["kramdown"])
    ds=examine(doc,rb).diagnostics
    weak={x["line"] for x in d["labels"] if x["kind"]==kind}-set(want)
    alike={kind,"near-repeat","repeated-sentence"} if "repeat" in kind else {kind}
    unsure={x["line"] for x in d.get("ambiguous",[]) if x.get("kind",kind) in alike}|weak
    whole=0 in want or 0 in unsure
    def ln(x):
        s,_=doc.lines.position(x.span.start); e,c=doc.lines.position(x.span.end)
        return s,max(s,e-1 if c==1 and e>s else e)
    F=[ln(x) for x in ds if any(fnmatch.fnmatch(x.rule,r) for r in kinds["found_by"])]
    for l,x in want.items():
        hit=any(s<=l<=e for s,e in F) if l else bool(F)
        tp+=hit; fn+=not hit
        if not hit and fn<=show: print("  missed",d["file"],l,doc.lines.line_text(l)[-60:] if l else "", x.get("note","")[:80])
    for x in ds:
        if not any(fnmatch.fnmatch(x.rule,r) for r in kinds["judged"]): continue
        s,e=ln(x)
        if any(s<=l<=e for l in want) or (whole and 0 in want): td+=1
        elif any(s<=l<=e for l in unsure) or whole: pass
        else:
            fp+=1
            if fp<=show and not rare: print("  extra",d["file"],s,x.severity,x.message[:70],"|",doc.text[x.span.start:x.span.end][-60:].replace("\n","⏎"))
print(kind,"recall",tp,"/",tp+fn,round(tp/max(1,tp+fn),3),"precision",td,"/",td+fp,round(td/max(1,td+fp),3))
