# The front desk: every routine command has a name here.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

.PHONY: help run install check test bench lock data clean

help: ## List these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.run ## Serve the 2018 demonstration on http://127.0.0.1:8000 (FESTUM_PORT changes it)
	@sh bin/demonstration $(BIN)/festum

install: $(VENV)/.run ## Make .venv with what running needs

check: $(VENV)/.dev ## Lint, types, house rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config .importlinter.toml

test: $(VENV)/.dev ## All tests, on SQLite and on a real PostgreSQL
	$(BIN)/python tests/tools.py
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

bench: $(VENV)/.dev ## One table of ratios (see docs/benchmarks.md)
	$(BIN)/python -m bench

lock: ## Resolve requirements/*.txt and those of tests/addok anew, with hashes (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml --group build -o requirements/run.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml --group build --group dev -o requirements/dev.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header tests/addok/requirements.in -o tests/addok/requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-deps tests/addok/redis.in -o tests/addok/redis.txt

clean: ## Remove .venv and what was made by running
	rm -rf $(VENV) var build dist .mypy_cache .ruff_cache .pytest_cache

# A stamp per set of requirements: what is installed is what the lock says, and nothing is done twice.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "festum needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make $(MAKECMDGOALS) PYTHON=python3.12")'
	$(if $(UV),$(UV) venv -q --python $(PYTHON) $(VENV),$(PYTHON) -m venv $(VENV))

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(call install-locked,requirements/run.txt)
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	$(call install-locked,requirements/dev.txt)
	@touch $@ $(VENV)/.run

define install-locked
	$(if $(UV),VIRTUAL_ENV=$(VENV) $(UV) pip install -q --require-hashes -r $(1),$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(1))
	$(if $(UV),VIRTUAL_ENV=$(VENV) $(UV) pip install -q --no-deps --no-build-isolation -e .,$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .)
endef
