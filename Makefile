# Everything a developer or a curious visitor needs; docs/operate/ tells how a real installation runs.
PORT ?= 8000
PYTHON ?= python3
SETUP = $(PYTHON) scripts/setup.py
RUN = .venv/bin
# compiled modules are kept, whatever the machine says: each of our many processes reads them twice as quickly
export PYTHONDONTWRITEBYTECODE =

.PHONY: setup demo test check bench bench-smoke faults texts

setup: ## prepare without starting
	@$(SETUP)

demo: setup ## a living regency on 127.0.0.1:$(PORT); Ctrl-C stops it
	@exec $(RUN)/balai demo --port $(PORT)

test: ## everything, browser journeys included
	@$(SETUP) --browser
	@$(RUN)/pytest -n 3 $(ARGS) # browsers, servers that start and locks are waited for

check: ## style, types, walls between modules, templates, texts, migrations
	@$(SETUP) --dev
	@$(RUN)/python scripts/check.py

bench: ## the full measurements; writes the table of docs/benchmarks.md
	@$(SETUP) --dev
	@$(RUN)/python -m bench --full

bench-smoke: ## the same with small sizes, about a minute
	@$(SETUP) --dev
	@$(RUN)/python -m bench --smoke

faults: ## 500 letters while 50 processes are killed, half an hour; writes docs/faults.md
	@$(SETUP) --dev
	@$(RUN)/python -m tests.faults

texts: ## collect new texts into the English translation files
	@$(SETUP) --dev
	@$(RUN)/python scripts/texts.py collect
