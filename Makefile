# Everything is set up from a bare checkout with Python >= 3.11 and make: `make demo`, `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Under libfaketime, which sets another date, threads must go on waiting by the true monotonic clock. The second one
# keeps them from waking again and again while they wait.
export FAKETIME_DONT_FAKE_MONOTONIC := 1
export FAKETIME_FORCE_MONOTONIC_FIX := 0

# What is compiled is kept, whatever the machine is set to: the tests start hundreds of processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-all lint bench lock texts docs goldens screens clean

demo: $(READY)
	@$(BIN)/trivselsbot demo $(if $(DIALOGS),--dialogs "$(DIALOGS)")

# `make test PART=tests/test_texts.py` runs a part of it. `.ci/run` says which marks it wants on other dates.
MARKS ?= not long
test: $(READY)
	@$(BIN)/python -m pytest -m "$(MARKS)" $(PART)

# With what needs a browser, whole processes, kills, a simulated year or many houses, and with every example of the
# property tests. Much of it waits for processes, so there are more at a time.
test-all: MARKS =
test-all: $(READY)
	@ALL_EXAMPLES=1 $(BIN)/python -m pytest -n 6 -m "$(MARKS)" $(PART)

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(READY)
	@$(BIN)/python -m tests.bench

# Maintenance: the lock file, the text catalogs, what the documents have from the code, the README's pictures.
lock: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --extra dev --extra fast pyproject.toml -o requirements.lock

texts: $(READY)
	@$(BIN)/python -m locales.extract

goldens: $(READY)
	@rm -rf tests/goldens
	@$(BIN)/python -m pytest -n 0 --update-goldens tests/dialogs/test_goldens.py

docs: $(READY)
	@$(BIN)/python -m tests.docs

screens: $(READY)
	@$(BIN)/python -m tests.readme_screens

clean:
	@rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@echo "Setting up .venv (once; downloads about 100 MB) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)
