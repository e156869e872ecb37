# Every target sets up what it needs on a fresh machine: Python 3.11 or newer and make are enough.
PYTHON ?= python3
PORT ?= 8420
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run-ready
DEV := $(VENV)/.dev-ready

.DEFAULT_GOAL := help
.PHONY: help demo run test lint format types bench chaos year texts reference pictures browser clean

help: ## Show what there is to do
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

demo: $(RUN) ## Start the bot in a town of its own, with a page on http://127.0.0.1:8420 (PORT=…)
	@$(BIN)/steward demo --port $(PORT)

run: $(RUN) ## Run the bot on Discord (needs DISCORD_TOKEN)
	@$(BIN)/steward run

test: $(DEV) browser ## Run the whole test suite
	@echo "Running the tests (about ten minutes on two cores) …"
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

lint: $(DEV) ## Check style, types and who may know whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(DEV) ## Put the code in shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(DEV) ## Measure, side by side in one run, and print tables
	@$(BIN)/python -m benchmarks $(ARGS)

chaos: $(DEV) ## Kill the bot at random points, at least 50 times
	@CHAOS=50 $(BIN)/python -m pytest tests/chaos $(ARGS)

year: $(DEV) ## Play a year and a week of the demo's town, and count its weekly threads
	@$(BIN)/steward demo --headless --days 371 --from 2026-01-01 --json | $(BIN)/python -m demo.year

texts: $(DEV) ## Bring the catalogues of all languages up to date with the code
	@$(BIN)/python -m bot.texts update

reference: $(DEV) ## Generate the settings' JSON Schema and reference page from the models
	@$(BIN)/steward schema > data/guidelines.schema.json
	@$(BIN)/steward schema --markdown > docs/configuration.md

pictures: $(DEV) browser ## Take the README's pictures of the demo anew
	@$(BIN)/python -m demo.pictures

browser: ## Install Debian's Chromium for the browser tests, where it is missing and possible
	@sh scripts/browser.sh

clean: ## Remove what the other targets made (not your data)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(RUN): requirements/run.txt pyproject.toml
	@PYTHON="$(PYTHON)" sh scripts/environment.sh $(VENV) requirements/run.txt
	@touch $@

$(DEV): requirements/dev.txt pyproject.toml
	@PYTHON="$(PYTHON)" sh scripts/environment.sh $(VENV) requirements/dev.txt
	@touch $@ $(RUN)
