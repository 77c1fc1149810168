# One word per chore, the same at the desk and in CI. Needs Python 3.11 or newer, git and make.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
LAYER := $(if $(OVERLAY),--overlay $(OVERLAY)) # make site OVERLAY=voorbeelden/overlay
SITE_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
TEST_PACKAGES := $(SITE_PACKAGES) chromium libatomic1 poppler-utils qpdf hunspell hunspell-nl

.PHONY: site serve check new fix test cms bench release audit lock format clean help

help: ## what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

site: $(VENV)/site.done ## build the whole site with all PDFs into site/
	@$(RUN) -m macros build $(LAYER)

serve: $(VENV)/site.done ## look at the site while you write, with live reload
	@$(RUN) -m macros serve

check: $(VENV)/site.done ## check the content only
	@$(RUN) -m macros check $(LAYER)

test: $(VENV)/test.done ## style, types and all tests, the quick ones first
	$(RUN) -m ruff format --check macros hooks.py tests
	$(RUN) -m ruff check macros hooks.py tests
	$(RUN) -m mypy
	$(RUN) -m pytest tests/unit -n auto
	$(RUN) -m pytest tests/site tests/browser -n auto --dist loadfile

new: $(VENV)/site.done ## make a new case by answering questions (another kind: KIND=dilemma)
	@$(RUN) -m macros new $(or $(KIND),casus)

fix: $(VENV)/site.done ## mend in the content what can be mended safely, and check the rest
	@$(RUN) -m macros check --fix

cms: $(VENV)/site.done ## edit the content with a form in your browser (fetches Decap from npm once)
	@$(RUN) -m macros cms

bench: $(VENV)/test.done ## build time, memory and size against plain mkdocs-material
	$(RUN) -m tests.bench

release: site ## version, changes, zips, PDFs, licences and checksums in dist/
	@$(RUN) -m macros release

audit: $(VENV)/site.done ## known weak spots in the libraries that we lock (needs the network)
	@PYTHON=$(RUN) sh tools/audit

format: $(VENV)/test.done ## lay out the code
	$(RUN) -m ruff format macros hooks.py tests
	$(RUN) -m ruff check --fix macros hooks.py tests

# The locks hold hashes and no address: pip finds the packages wherever this machine looks.
$(VENV)/site.done: locks/site.txt tools/packages
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh tools/packages python3-venv
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	@sh tools/packages $(SITE_PACKAGES)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/site.txt
	@touch $@

# The other engines are no reason to stop: where they cannot be had, their tests say so and skip.
$(VENV)/test.done: $(VENV)/site.done locks/test.txt locks/engines.txt
	@sh tools/packages $(TEST_PACKAGES)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/test.txt
	-@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/engines.txt
	@touch $@

COMPILE := .cache/uv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --upgrade
lock: ## renew locks/ from pyproject.toml
	$(PYTHON) -m venv .cache/uv && .cache/uv/bin/pip install --quiet uv
	$(COMPILE) pyproject.toml -o locks/site.txt
	$(COMPILE) pyproject.toml --group test -c locks/site.txt -o locks/test.txt
	$(COMPILE) --group engines -c locks/test.txt -o locks/engines.txt

clean: ## throw away everything that was made
	rm -rf site .cache .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
