# make demo   sets up and lints the example site, which has every kind of defect
# make test   sets up and runs everything that CI checks
# make docs   writes docs/rules/ and the schemas anew from the rules
# make bench  times jplint on generated and given texts
# make fit FIT="FOLDER …" TEST="FOLDER …"   what cuts in whole paragraphs the weights of endings find, and better ones
# make release  makes the tag of the version, once README, CHANGELOG and version agree

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check lint types layers docs docs-fresh unit bench fit release clean

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("jplint needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	$(BIN)/python -m compileall -q src  # pip compiles what it copies, not what it links to
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/jplint --exit-zero examples/site

test: check

check: lint types layers docs-fresh unit

lint: $(STAMP)
	$(BIN)/ruff check src tests tools
	$(BIN)/ruff format --check src tests tools

types: $(STAMP)
	$(BIN)/mypy

layers: $(STAMP)
	$(BIN)/lint-imports

docs: $(STAMP)
	$(BIN)/python tools/docs.py

docs-fresh: $(STAMP)
	$(BIN)/python tools/docs.py --check

unit: $(STAMP)
	$(BIN)/pytest -n auto

bench: $(STAMP)
	$(BIN)/python tools/bench.py

fit: $(STAMP)
	$(BIN)/python tools/fit_ending.py --fit $(FIT) --test $(TEST)

release: $(STAMP)
	$(BIN)/python tools/release.py

clean:
	rm -rf $(VENV) build dist
