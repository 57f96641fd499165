# Everything a developer runs. Each target builds .venv by itself, from nothing but Python >= 3.11.
# All paths are relative: make cannot name a file whose path has a space in it.

PYTHON ?= python3
CLIENTS = app_contract/clients
INSTALL = .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps

.PHONY: run test test-clients mutants demo bench soak outage lint contract types lock

run: .venv/runtime.stamp  ## set up what is missing, migrate, serve; Ctrl-C stops all of it
	@exec .venv/bin/python -m backend run

test: .venv/dev.stamp  ## the whole suite; ARGS="tests/test_clock.py -k now" for a part of it
	@exec .venv/bin/python -m pytest $(ARGS)

test-clients: .venv/runtime.stamp $(CLIENTS)/node_modules/.stamp  ## clients that others wrote, from npm, against a server of their own; needs Node >= 20
	@exec .venv/bin/python -m tests.clients

mutants: .venv/dev.stamp  ## plant known bugs in copies of the tree; the suite must notice each; ARGS="names" for some
	@exec .venv/bin/python -m tests.mutants $(ARGS)

demo: .venv/runtime.stamp  ## a day in the field, against a server of its own
	@exec .venv/bin/python -m backend demo

bench: .venv/runtime.stamp  ## what claims about speed rest on, measured here
	@exec .venv/bin/python -m tests.bench $(ARGS)

soak: .venv/dev.stamp  ## whatever may happen to phones, at random, for MINUTES=10; SEED=n to see one again
	@exec .venv/bin/python -m tests.machine $(or $(MINUTES),10) $(SEED)

outage: .venv/dev.stamp  ## many phones come back together: PHONES=200 (the suite does it with 60)
	@exec .venv/bin/python -m pytest -n 0 -q -s tests/faults/test_liveness.py --phones $(or $(PHONES),200)

lint: .venv/dev.stamp  ## style, types, import directions, tidiness
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m mypy
	.venv/bin/python -c 'from importlinter.cli import lint_imports_command as lint; lint()'
	.venv/bin/python -m pytest -q -n 0 tests/test_tidy.py

contract: .venv/runtime.stamp  ## write what app_contract/ says anew from the code; then: make types
	@exec .venv/bin/python -m backend contract

types: $(CLIENTS)/node_modules/.stamp  ## write the TypeScript types anew from app_contract/; needs Node >= 20
	@cd $(CLIENTS) && npm run --silent types

lock: .venv/dev.stamp  ## pin the newest versions that pyproject.toml allows; needs uv
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--quiet --upgrade pyproject.toml --group build -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--quiet --upgrade pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock

.venv/runtime.stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if v >= (3, 11) else \
		f"Callout needs Python 3.11 or newer and this is {v[0]}.{v[1]}; try: make PYTHON=python3.12 ...")'
	@echo "Building .venv (once; a minute or so)"
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	@$(INSTALL) --only-binary :all: --require-hashes -r requirements.lock
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/runtime.stamp requirements-dev.lock
	@echo "Adding what development needs to .venv"
	@$(INSTALL) --only-binary :all: --require-hashes -r requirements-dev.lock
	@touch $@

$(CLIENTS)/node_modules/.stamp: $(CLIENTS)/package.json $(CLIENTS)/package-lock.json
	@cd $(CLIENTS) && npm ci --silent
	@touch $@
