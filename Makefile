# Everything a developer runs. Each target builds .venv by itself, from nothing but Python >= 3.11.
# All paths are relative: make cannot name a file whose path has a space in it.

PYTHON ?= python3
INSTALL = .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps

.PHONY: run test test-clients demo bench soak outage lint contract lock

run: .venv/runtime.stamp  ## set up what is missing, migrate, serve; Ctrl-C stops all of it
	@exec .venv/bin/python -m backend run

test: .venv/dev.stamp  ## the whole suite; ARGS="tests/test_clock.py -k now" for a part of it
	@exec .venv/bin/python -m pytest $(ARGS)

test-clients:  ## clients that others wrote, from npm, held against the contract; needs Node >= 20
	cd app_contract/clients && npm ci --silent && npm test --silent

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

contract: .venv/runtime.stamp  ## write what app_contract/ says anew from the code
	@exec .venv/bin/python -m backend contract

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
