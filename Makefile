# Everything a person does to Daylight has a line here. `make help` lists it.

DEMO ?= demo
LISTEN ?= 127.0.0.1:8080
FUZZ_SECONDS ?= 60

# What browsers load is part of the program: built first, from these.
WEB := web/dist/worker.js
WEB_SOURCES := $(shell find web/src -type f) web/build.mjs web/lean.mjs web/letters.mjs $(shell find src/words/messages -name '*.ftl')

# What browsers do and papers look like is the same on both databases: all of it runs on SQLite, in Chromium's engine without its
# windows. What REQUIREMENTS.md asks of reviewers' pages, and six flows beside it, meet PostgreSQL as well, in the whole program.
NOT_THE_DATABASES := browser:: browser_core:: portal:: portal_core:: entitled::pages figures::papers
ON_POSTGRES := browser::again::a_concern_whose browser::arrival::a_concern browser::back::a_message browser::files::rust_opens \
	browser::raise::r01_r32 portal::desk::from_mail portal::requirements

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help web web-tools build run test pictures tour bench faults fuzz proxy-check image-check deps advisories interop-deps clean --long

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

web: $(WEB) ## put what browsers load into web/dist

$(WEB): $(WEB_SOURCES) web/node_modules/.package-lock.json
	cd web && node build.mjs

# Before the packages are fetched, and no reason to fetch them again.
web-tools:
	@scripts/install-missing.sh node npm

build: web ## put the programs into target/release
	@scripts/install-missing.sh cc
	cargo build --release --locked

run: web ## build, and start a demonstration instance on 127.0.0.1:8080 (kept in ./demo)
	@scripts/install-missing.sh cc faketime
	cargo build --release --locked
	@exec scripts/demo.sh "$(DEMO)" "$(LISTEN)"

test: export RUSTC_WORKSPACE_WRAPPER = $(CURDIR)/scripts/lint.sh
test: web ## everything that must pass before a commit: format, clippy, all tests on both databases (of the pages a part), nothing left behind
	@scripts/install-missing.sh aiosmtpd cc chromium chromium-headless-shell exiftool faketime node npm poppler postgres qpdf venv
	@$(MAKE) --no-print-directory interop-deps
	@scripts/strangers.sh
	@mkdir -p target && scripts/tree-state.sh > target/tree-before
	cargo fmt --all --check
	cargo test --workspace --all-targets --locked --no-run
	cd web && npm run --silent check && npm test --silent
	CHROMIUM=chromium-headless-shell cargo test --workspace --locked --no-fail-fast
	scripts/with-postgres.sh cargo test --locked --test api -- $(addprefix --skip ,$(NOT_THE_DATABASES))
	scripts/with-postgres.sh cargo test --locked --test api -- $(ON_POSTGRES)
	@scripts/tree-state.sh | diff target/tree-before - \
		|| { echo 'The work tree changed while the tests ran (lines above). Commit what they made, or put it into a temporary folder.' >&2; exit 1; }

pictures: web ## every screen that the tests come to, for people to look at, in target/tmp/screenshots
	@scripts/install-missing.sh cc chromium exiftool faketime node npm poppler qpdf
	@$(MAKE) --no-print-directory interop-deps
	PICTURES=1 cargo test --locked --test api -- browser:: portal::

tour: web ## the story in a minute: ignored, it climbs, and is answered outside (make tour -- --long: a whole life too)
	@scripts/install-missing.sh cc faketime curl
	cargo build --release --locked
	scripts/tour.sh
	$(if $(filter --long,$(MAKECMDGOALS)),scripts/tour-long.sh)

# A word behind `--` is a goal to make: this one only says which tour is meant.
--long:
	@:

bench: web ## measure both databases and the page in Chromium, and write the ratios to docs/BENCHMARKS.md (BENCH_QUICK=1: a small form, for trying)
	@scripts/install-missing.sh cc chromium node npm postgres
	@$(MAKE) --no-print-directory interop-deps
	scripts/with-postgres.sh cargo bench --locked --bench ratios

faults: web ## the long forms: power cuts, clocks, many concerns, on both databases (takes a while)
	@scripts/install-missing.sh aiosmtpd cc chromium faketime poppler postgres
	cargo test --workspace --release --locked -- --ignored
	scripts/with-postgres.sh cargo test --release --locked --test api -- --ignored

fuzz: web ## each parser of outside bytes for FUZZ_SECONDS (60); installs cargo-fuzz when it is missing
	@scripts/install-missing.sh cc
	@command -v cargo-fuzz > /dev/null || cargo install --locked cargo-fuzz
	@# A release compiler takes the sanitizer's flags only with RUSTC_BOOTSTRAP. What is found lies in fuzz/found, so
	@# that the seeds in fuzz/corpus stay as they were written.
	RUSTC_BOOTSTRAP=1 cargo fuzz build
	@set -e; export RUSTC_BOOTSTRAP=1; for target in $$(cargo fuzz list); do \
		echo "fuzzing $$target for $(FUZZ_SECONDS) s"; \
		mkdir -p fuzz/found/$$target; \
		cargo fuzz run $$target fuzz/found/$$target fuzz/corpus/$$target -- \
			-max_total_time=$(FUZZ_SECONDS) -max_len=65536 -timeout=20 -verbosity=0 -print_final_stats=1; \
	done

proxy-check: web ## nginx and Caddy in front of Daylight, as in config/proxy: they must keep nothing (needs both, and socat)
	cargo build --release --locked
	scripts/proxy-check.sh

image-check: web ## the images of docker/, built without a registry and tried (needs root, debootstrap, buildah, podman)
	cargo build --release --locked
	docker/check.sh

deps: ## licences, sources and doubled crates (deny.toml); installs cargo-deny when it is missing
	@scripts/install-missing.sh cc
	@command -v cargo-deny > /dev/null || cargo install --locked cargo-deny
	cargo deny --locked check bans licenses sources

advisories: ## known faults of what we build on (fetches the RustSec database)
	@command -v cargo-deny > /dev/null || cargo install --locked cargo-deny
	cargo deny --locked check advisories

interop-deps: web/node_modules/.package-lock.json ## what the browser's side is built of, and compared with (npm)

# npm writes this file last, so that it is newer than the lock file only when all is there.
web/node_modules/.package-lock.json: web/package.json web/package-lock.json | web-tools
	cd web && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

clean: ## remove what was built; the demonstration's data stays
	cargo clean
	rm -rf web/dist web/node_modules
