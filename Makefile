# Every target that needs the environment makes it first; `make` alone lists them.
PYTHON ?= python3
BIN    := .venv/bin
VERSION = $(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
READY  := .venv/.ready
UV      = $(BIN)/uv --quiet
LOCK    = $(UV) pip compile --universal --python-version 3.11 --no-emit-index-url \
          --generate-hashes $(if $(UPGRADE),--upgrade) --custom-compile-command "make lock"

export VIRTUAL_ENV := $(CURDIR)/.venv

.DEFAULT_GOAL := help
.PHONY: help setup run airflow airflow-stop drill test format lint types layers unit eval bench compiled wheel drill-lake drill-warehouses docs release places lock flink prism sample clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## make .venv with everything that is locked (nothing to do when it is up to date)

$(READY): pyproject.toml requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "sitrep needs Python 3.11 to 3.13: make setup PYTHON=/path/to/python3.12"; exit 1; }
	@echo "setting up .venv (once; a minute or so)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(UV) pip install --compile-bytecode --requirement requirements.txt
	@$(UV) pip install --no-deps --editable .
	@touch $(READY)

run: $(READY) ## two windows of the sample newswire through Airflow; FEEDS=my.opml: one window of real feeds
	@scripts/run $(if $(FEEDS),"$(FEEDS)")

airflow: $(READY) ## a running Airflow on the sample newswire; DB=postgres, FEEDS=my.opml, PORT=8080
	@$(BIN)/python -m scripts.local start --port $(or $(PORT),8080) --db $(or $(DB),sqlite) $(if $(FEEDS),--feeds "$(FEEDS)")

airflow-stop: $(READY) ## end it
	@$(BIN)/python -m scripts.local stop

drill: $(READY) ## break a real Airflow while it runs six windows, and look at what is left (takes its time)
	$(BIN)/python -m tests.drills.scheduler

test: lint types layers unit ## everything that has to pass: format, lint, types, layers, tests

unit: $(READY) ## the tests alone, on all cores; ARGS="-k dates -x" goes to pytest
	$(BIN)/pytest --numprocesses auto --dist loadfile $(ARGS)

format: $(READY) ## format the code and mend what can be mended
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

lint: $(READY) ## check format and style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY) ## check types
	$(BIN)/mypy

layers: $(READY) ## check that imports go downward only
	$(BIN)/lint-imports --no-logo

eval: $(READY) ## measure on the gold sets beside the checkout; EVAL_ARGS="--only seeds" picks some
	$(UV) pip install --requirement requirements-eval.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python ../shared/eval/evaluate.py $(EVAL_ARGS)

drill-lake: $(READY) ## long drills of the lake; ARGS="kill --kills 200", disk, writers or upsert
	$(BIN)/python -m tests.drills.lake $(ARGS)

bench: $(READY) ## measure speed beside peers, write docs/performance.md; PARTS="clean job", BENCH_PAGES=FOLDER of pages
	$(UV) pip install --requirement requirements-bench.txt
	$(BIN)/python -m bench $(PARTS) $(if $(BENCH_PAGES),--pages "$(BENCH_PAGES)") $(BENCH_ARGS)

compiled: $(READY) ## the extractor as machine code, in build/compiled (a C compiler, some minutes); PYTHONPATH=build/compiled uses it
	$(BIN)/python -m scripts.compiled

wheel: compiled ## dist/sitrep-*.whl for this platform and Python, the extractor in it as machine code that was compared
	$(BIN)/pytest --quiet tests/scripts/test_compiled.py
	rm -rf dist && $(UV) build --wheel --out-dir dist
	$(BIN)/python -m scripts.wheel dist

docs: $(READY) ## regenerate the documents and the SQL that are made from the schemas
	$(BIN)/python -m schemas.document > docs/.datasets.md && mv docs/.datasets.md docs/datasets.md
	$(BIN)/python -m pipeline.publish schemas/ddl

release: $(READY) ## promise today's schemas to readers, for the version in pyproject.toml
	$(BIN)/python -m schemas.evolution
	mkdir -p schemas/released/$(VERSION) && cp schemas/*.avsc schemas/released/$(VERSION)/

drill-warehouses: $(READY) ## 200 random histories of a lake, loaded into DuckDB and PostgreSQL as they go
	SITREP_HISTORIES=200 $(BIN)/pytest -k any_history tests/contract/test_warehouses.py

places: $(READY) ## compile the gazetteer anew from the packages it is made of and pipeline/data/places
	@$(BIN)/python -m pipeline.lexicon.build_places

lock: $(READY) ## lock what pyproject.toml asks for, with hashes and without addresses; UPGRADE=1 takes the newest allowed
	$(LOCK) --group dev pyproject.toml --output-file requirements.txt
	$(LOCK) --group eval --constraint requirements.txt --output-file requirements-eval.txt
	$(LOCK) --group bench --constraint requirements.txt --output-file requirements-bench.txt
	test -z "$(UPGRADE)" || cp requirements.txt scripts/dataflow/requirements.txt
	$(UV) pip compile --python-version 3.11 --python-platform linux --no-emit-index-url --generate-hashes \
	  --custom-compile-command "make lock" --override scripts/dataflow/without.txt \
	  --group dataflow pyproject.toml --output-file scripts/dataflow/requirements.txt

flink: ## put Beam's Flink job server together in .flink (needs Maven, Java 11 or 17)
	mvn --batch-mode --quiet --file scripts/flink/pom.xml package

prism: ## make Beam's Prism in .prism: a job server in Go, to run the graph on another engine (needs Go)
	GOBIN="$(CURDIR)/.prism" go install github.com/apache/beam/sdks/v2/go/cmd/prism@v2.77.0

sample: $(READY) ## serve the sample newswire on this machine, to look at it in a browser
	$(BIN)/sitrep sample serve

clean: ## remove what the other targets made, the environment too
	rm -rf .venv .airflow demo local .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
