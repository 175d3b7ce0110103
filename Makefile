# Two commands for a newcomer: `make documents` and `make test`. Each sets up all that it needs.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: documents web test check bench fresh lock windows-try clean

documents: .venv/.runtime
	$(BIN)/python -m generator generate data/strategisk-planering.yaml

# The projects in data/ in the browser.
web: .venv/.runtime
	$(BIN)/python -m generator web

test: .venv/.dev
	$(BIN)/python -m pytest -n auto --dist loadgroup -m "not long"

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/python tools/fresh.py --check

# The measurements beside docxtpl, in one table; takes some minutes, on a machine that does nothing else.
bench: .venv/.dev
	$(BIN)/python benchmarks/run.py

# Whatever is made from something else: the catalogue, the help texts in the README, the schema.
fresh: .venv/.dev
	$(BIN)/python tools/fresh.py

# A folder and a zip for Windows, as a trial, and an officer's story with them under Wine: packaging/windows/README.md.
windows-try: .venv/.dev
	. packaging/windows/packages && $(BIN)/python packaging/windows/build.py try
	$(BIN)/python packaging/windows/story.py dist/ansokan-*-windows-PROV.zip

lock: .venv/.dev
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		pyproject.toml --output-file requirements.lock --upgrade
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		pyproject.toml --group dev --output-file requirements-dev.lock --upgrade
	$(BIN)/uv pip compile --quiet --python-platform windows --generate-hashes --no-header --no-emit-index-url \
		pyproject.toml --extra pdf --constraint requirements-dev.lock --no-annotate \
		--output-file packaging/windows/requirements.lock

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements.lock | .venv/bin/python
	$(PIP) --require-hashes --requirement requirements.lock
	touch $@

.venv/.dev: requirements-dev.lock | .venv/bin/python
	$(PIP) --require-hashes --requirement requirements-dev.lock
	touch $@ .venv/.runtime

clean:
	rm -rf .venv dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
