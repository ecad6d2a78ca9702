# make serve    sets up what the site needs and serves it
# make test     sets up what the tests need and runs them all
# make bench    measures speed, memory and search against named peers, and writes down the results
# make lock     writes the lock files anew from pyproject.toml
# make clean    takes away what the others made, but not instance/

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2

.DEFAULT_GOAL := serve
.PHONY: serve test lint types imports catalogues pytest bench lock clean
.DELETE_ON_ERROR:

serve: $(VENV)/.serve
	@$(BIN)/datganiad serve

# Side by side: much of the tests' time is waiting, for pages and for embargoes.
test: $(VENV)/.test
	@$(MAKE) --no-print-directory -j2 lint types imports catalogues pytest

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

imports: $(VENV)/.test
	$(BIN)/lint-imports --no-logo

catalogues: $(VENV)/.test
	$(BIN)/datganiad translations update --check

pytest: $(VENV)/.test
	@.ci/gettext && .ci/nginx && .ci/caddy && .ci/pango $(BIN)/python
	@browser=$$(.ci/browser) && export DATGANIAD_TEST_BROWSER="$$browser" && \
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal

# Each part is measured, also when one before it does not hold; then the whole fails.
BENCHES := bench.catalogues bench.fidelity bench.building bench.growth bench.serving "bench.soak --minutes 10" \
  bench.lighthouse search.measure

bench: $(VENV)/.bench
	@.ci/gettext && .ci/nginx && .ci/wrk
	@npm ci --prefix tests/bench/lighthouse --silent --no-audit --no-fund
	@browser=$$(.ci/browser) && export DATGANIAD_TEST_BROWSER="$$browser" && failed= && \
	for part in $(BENCHES); do echo "tests.$$part"; $(BIN)/python -m tests.$$part || failed="$$failed $${part%% *}"; done; \
	test -z "$$failed" || { echo "Does not hold, or failed:$$failed" >&2; exit 1; }

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Datganiad needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	{ echo "Python's venv is missing; on Debian: apt-get install python3-venv" >&2; rm -rf $(VENV); exit 1; }

$(VENV)/.serve: requirements.lock requirements-welsh.lock pyproject.toml | $(VENV)/bin/python
	@echo "Wrthi’n gosod Datganiad yn $(VENV) (unwaith) · Setting up Datganiad in $(VENV) (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-welsh.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-dev.lock tests/catalogue/corpus.lock $(VENV)/.serve
	@echo "Setting up the tests in $(VENV) (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@rm -rf $(VENV)/corpus
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-compile \
	  --target $(VENV)/corpus -r tests/catalogue/corpus.lock
	@touch $@

# What is measured against: Pagefind by search, the others by building. The tests do without.
$(VENV)/.bench: tests/search/pagefind.lock tests/bench/peers.lock $(VENV)/.test
	@rm -rf $(VENV)/pagefind
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-compile \
	  --target $(VENV)/pagefind -r tests/search/pagefind.lock
	@rm -rf $(VENV)/peers
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-compile \
	  --target $(VENV)/peers -r tests/bench/peers.lock
	@touch $@

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet \
	  --upgrade --extra build --output-file requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet \
	  --upgrade --extra build --extra dev --output-file requirements-dev.lock
	uv pip compile tests/catalogue/corpus.in --universal --python-version 3.11 --generate-hashes --no-header --quiet \
	  --upgrade --no-deps --output-file tests/catalogue/corpus.lock
	uv pip compile tests/search/pagefind.in --universal --python-version 3.11 --generate-hashes --no-header --quiet \
	  --upgrade --no-deps --output-file tests/search/pagefind.lock
# Their Flask is the one that is served with here.
	uv pip compile tests/bench/peers.in --universal --python-version 3.11 --generate-hashes --no-header --quiet \
	  --upgrade --constraints requirements-dev.lock --output-file tests/bench/peers.lock
# Without what the dictionary's package asks for itself: only its data is used.
	$(PYTHON) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["welsh"], sep="\n")' | \
	uv pip compile - --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-deps --quiet \
	  --upgrade --output-file requirements-welsh.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info tests/bench/lighthouse/node_modules
