# `make run` for a first look, `make test` before a change goes in, `make help` for the rest.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test test-all lint notebooks notebooks-run bench bench-results locks clean
# Bytecode is written once and read ever after, whatever the surroundings prefer.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
BIN := $(VENV)/bin
CORE := $(VENV)/.core
DEV := $(VENV)/.dev
SCENARIO ?= yangtze_delta
# An environment whose Python has gone away is no environment.
$(shell test -x $(BIN)/python || rm -f $(CORE) $(DEV))
# A name on the path may exist and not run, so it is run.
UV = $(firstword $(foreach uv,uv $(BIN)/uv,$(shell $(uv) --version >/dev/null 2>&1 && echo $(uv))))
PIP = $(if $(UV),$(UV) pip,$(BIN)/python -m pip --disable-pip-version-check)
INSTALL = $(PIP) install $(if $(UV),--quiet --python $(BIN)/python,-qq --no-compile)

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

run: $(CORE) ## run the Yangtze River Delta, or SCENARIO=name
	@$(BIN)/hinterland run $(SCENARIO)

test: lint ## lint, types, floors and every test that is not slow
	@$(BIN)/python -m pytest -n 2 -m "not slow"

test-all: lint ## the same with the slow tests
	@$(BIN)/python -m pytest -n 2

lint: $(DEV) ## lint, types and floors only
	@$(BIN)/python -m ruff check .
	@PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright --pythonpath $(BIN)/python
	@$(BIN)/lint-imports --no-logo

notebooks: $(DEV) ## open the notebooks in JupyterLab
	@cd notebooks && ../$(BIN)/python -m jupyterlab

notebooks-run: $(DEV) ## execute all notebooks from clean and write their outputs (some minutes)
	@$(BIN)/python -m benchmarks.notebooks

bench: $(CORE) ## nanoseconds per firm-step, by process
	@$(BIN)/python -m benchmarks.step

bench-results: $(CORE) ## all that was promised of speed and size, into benchmarks/RESULTS.md (15 minutes)
	@$(BIN)/python -m benchmarks.results

locks: ## resolve both locks anew; UPGRADE=--upgrade moves what is locked
	@test -n "$(UV)" || { echo "The locks are made with uv: install uv and run make again." >&2; exit 1; }
	@set -e; lock="$(UV) pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header --no-annotate"; \
	$$lock $(UPGRADE) --all-extras --group build pyproject.toml -o requirements-dev.lock; \
	$$lock $(UPGRADE) --group build --constraints requirements-dev.lock pyproject.toml -o requirements.lock

clean: ## remove the environment and whatever tools leave, never results
	@rm -rf $(VENV) build dist .hypothesis .import_linter_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# $(call install,LOCK): what the lock says, then the project itself; afterwards bytecode, without the libraries' tests.
# Some libraries carry files that are no Python of today, so compileall's verdict and warnings do not count.
define install
	@echo "Installing what $(1) lists into $(VENV) (once) ..."
	@$(if $(UV),true,$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null)
	@$(INSTALL) --require-hashes -r $(1)
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -qq -j 0 -x '/tests/' $(VENV)/lib 2>/dev/null || true
endef

$(CORE): requirements.lock pyproject.toml | $(BIN)/python
	$(call install,$<)
	@touch $@

# All that the core needs is in the larger lock, so `make run` after `make test` finds its environment made.
$(DEV): requirements-dev.lock requirements.lock pyproject.toml | $(BIN)/python
	$(call install,$<)
	@touch $(CORE) $@

$(BIN)/python:
	@ask='$(if $(UV),,import ensurepip; )import sys; print(sys.executable) if sys.version_info >= (3, 12) else sys.exit(1)'; \
	for name in python python3.13 python3.12 python3 "$$($(or $(UV),false) python find --system '>=3.12' 2>/dev/null)"; do \
		python=$$("$$name" -c "$$ask" 2>/dev/null) && break; \
	done; \
	test -n "$$python" || { echo "Hinterland needs Python 3.12 or newer with its venv module, and found none that" \
		"runs as python, python3.13, python3.12 or python3 or through uv: install one and run make again." >&2; exit 1; }; \
	if test -n "$(UV)"; then $(UV) venv --quiet --clear --python "$$python" $(VENV); \
	else "$$python" -m venv --clear $(VENV); fi
