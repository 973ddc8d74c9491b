# Everything one does with this project. Two commands matter: `make run` and `make test`.
# The set-up itself (Python, packages, browser) is in scripts/setup.sh.

.DEFAULT_GOAL := help
SHELL := /bin/sh
PY := .venv/bin/python
PORT ?= 8501
# Whoever starts Python again and again, as the tests do, shall not compile it again and again.
export PYTHONDONTWRITEBYTECODE :=

# A .venv whose Python is gone (upgraded, moved) is none: forget that it was ever set up.
$(shell test -x $(PY) || rm -f .venv/installed-run .venv/installed-test)

.PHONY: help run test laws legal data check bench population trades idle picture clean browser office lengths

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' Makefile

run: .venv/installed-run ## set up what is missing and start the app (PORT=8501)
	@echo "The app runs on http://localhost:$(PORT) (stop it with Ctrl+C)"
	@exec $(PY) -m streamlit run app.py --server.port $(PORT) --server.headless true

# Who shares a worker with whom stands in tests/conftest.py. Three for two cores: one often waits for
# a browser or a server.
test: .venv/installed-test browser office ## set up what is missing and run every test, browser journeys too (ARGS=)
	@$(PY) -m pytest -n 3 $(ARGS)

laws: .venv/installed-test ## the laws of the model with 1,000 examples each
	@$(PY) -m pytest -n 2 --hypothesis-profile laws -m law $(ARGS)

legal: .venv/installed-test ## 100,000 legal profiles answered, 100 through every page (hours; for the night)
	@LEGAL_PROFILES=100000 LEGAL_PAGES=100 $(PY) -m pytest -n 2 tests/test_legal_profiles.py \
		tests/pages/test_legal_profiles.py $(ARGS)

data: .venv/installed-run ## check the tables of data/: keys, ranges, units, sources, grades
	@$(PY) -m advisor.evidence

check: .venv/installed-test ## lint, types, import directions, docstrings, docs
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@$(PY) -m numpydoc lint $$(find advisor -name '*.py')
	@$(PY) -m pytest tests/test_house.py $(wildcard tests/test_docs.py)

bench: .venv/installed-test ## measure what is fast and how fast
	@$(PY) -m benchmarks

population: .venv/installed-test ## advise 2,000 drawn businesses and write docs/POPULATION.md (ARGS=)
	@$(PY) scripts/population.py $(ARGS)

trades: .venv/installed-test ## hold every trade against its evidence and write docs/TRADES.md
	@$(PY) scripts/population.py --trades $(ARGS)

idle: .venv/installed-test ## list the priors that move no answer
	@$(PY) scripts/population.py --idle $(ARGS)

lengths: .venv/installed-test browser ## measure every page on a phone and write docs/LENGTHS.md (ARGS=)
	@$(PY) scripts/page_length.py $(ARGS)

picture: .venv/installed-test browser ## take the README's picture anew by the browser journeys
	@$(PY) -m pytest tests/browser -k tour
	@cp test-artifacts/picture-wide-light.png docs/strategy.png

clean: ## remove .venv, caches and test artefacts
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-artifacts
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

# Set up again only when a requirements file is newer than the last set-up.
.venv/installed-run: requirements.txt
	@scripts/setup.sh run

.venv/installed-test: requirements.txt requirements-dev.txt
	@scripts/setup.sh test

# Asked each time: a browser can vanish without any file here changing.
browser: .venv/installed-test
	@scripts/setup.sh browser

office:
	@scripts/setup.sh office
