# The usual tasks. Everything is built into .build; everything that runs keeps its files in var.

.PHONY: help run build dist deb sbom test test-unit test-packages test-servers test-restarts test-faults \
	test-openapi test-sanitized test-site fuzz lint format documents recipes clean instructions bench bench-search build-tests
.DEFAULT_GOAL := help

SOURCES := Package.swift Sources Tests
# `lint`, `test-unit` and `test` build with the same flags, so that only the first of them builds.
CHECKS := -Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error
TEST := swift test --skip-build --disable-xctest
# They rank the times of 600 requests for each case, which takes a quarter of the processor time of all unit tests.
TIMES := ^MovieBagAPITests\.(LogIn|HiddenAccount)TimeTests/

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

run: ## build and run the service behind nginx at http://localhost:8080 (PORT=... for another port)
	@deploy/local/run

build: ## build the release program .build/release/movie-bag
	@deploy/local/install-packages build
	@deploy/package/static-runtime
	swift build -c release --static-swift-stdlib --product movie-bag

dist: build ## build var/dist/movie-bag-VERSION-ARCHITECTURE.tar.gz: the program and everything a server needs
	@deploy/local/install-packages package
	@deploy/package/dist

deb: build ## build the Debian package var/dist/movie-bag_VERSION_ARCHITECTURE.deb
	@deploy/local/install-packages package
	@deploy/package/deb

sbom: build ## write var/dist/movie-bag-VERSION.cdx.json: the packages and libraries that the program is built from, with versions
	@deploy/local/install-packages package
	@deploy/package/sbom

test-packages: build ## build both packages, install them and test them behind each web server, following INSTALL
	@deploy/local/install-packages package
	@deploy/local/install-packages servers
	@deploy/package/check

test-unit: ## run the tests that need no web server, in less than a minute after the build (FILTER=NameOfSuite)
	@deploy/local/install-packages unit
	swift build --build-tests $(CHECKS)
	$(TEST) --skip '^(BrowserTests|EndToEndTests|ServerTests|FaultTests)\.' $(if $(FILTER),--filter '$(FILTER)',--skip '$(TIMES)')

test: build-tests ## run all tests except those of test-servers (FILTER=NameOfSuite)
	SEARCH_ROUNDS=10000 $(TEST) --skip '^ServerTests\.' $(if $(FILTER),--filter '$(FILTER)')

test-servers: build-tests ## test every web server and write the results to docs/web-servers.md (FILTER=...)
	@deploy/local/install-packages servers
	Tests/ServerTests/run $(FILTER)

test-faults: build build-tests ## run the fault-injection suite (about 40 minutes) and write Tests/FaultTests/results.md (FILTER=...)
	@deploy/local/install-packages faults
	Tests/FaultTests/run $(FILTER)

test-site: build-tests ## test the pages in Chromium behind every web server, with and without scripts, and by axe-core and html5lib (SHORT=yes: nginx alone)
	@deploy/local/install-packages servers
	@deploy/local/install-packages site
	Tests/BrowserTests/run $(if $(SHORT),,--places) $(FILTER)

test-restarts: build build-tests ## test restarts under load and slow clients, and write Tests/ServerTests/restarts.md
	@deploy/local/install-packages servers
	Tests/ServerTests/run-load

test-openapi: build-tests ## test the service against its OpenAPI description with Schemathesis (ARGUMENTS=--short)
	@deploy/local/install-packages openapi
	Tests/OpenAPI/run $(ARGUMENTS)

test-sanitized: ## run all tests with Thread Sanitizer, then with Address Sanitizer (FILTER=...)
	@deploy/local/install-packages test
	@deploy/local/test-sanitized $(if $(FILTER),'$(FILTER)')

fuzz: ## fuzz every parser of untrusted input with 1,000,000 inputs (SUBJECT=... RUNS=... INPUT=file to repeat)
	@deploy/local/install-packages build
	@$(if $(INPUT),INPUT='$(INPUT)') $(if $(RUNS),RUNS=$(RUNS)) Tests/Fuzz/run $(SUBJECT)

lint: ## check the formatting and the structure of Sources, and build everything with warnings as errors
	swift format lint --strict -r $(SOURCES)
	@deploy/local/install-packages test
	@Tests/Structure/check
	@Tests/Structure/recipes
	@Tests/Structure/asvs
	@$(MAKE) --no-print-directory build-tests

build-tests:
	@deploy/local/install-packages test
	swift build --build-tests $(CHECKS)

format: ## format the Swift sources
	swift format -i -r $(SOURCES)

documents: ## write the settings that the source has into docs/configuration.md and the manual page
	@deploy/local/install-packages build
	swift build --build-tests $(CHECKS)
	WRITE_DOCUMENTS=yes $(TEST) --filter '^MovieBagConfigurationTests\.SettingsDocumentTests'

recipes: ## count the files that a route, a setting, a mail kind and a column touch, and build and test each
	Tests/Structure/recipes --build

instructions: build ## count the CPU instructions of a request (ARGUMENTS=--record to accept new figures)
	@deploy/local/install-packages instructions
	Benchmarks/instructions/measure.py $(ARGUMENTS)

bench: build ## run the benchmarks against other servers (ARGUMENTS=--help lists the options)
	@deploy/local/install-packages bench
	Benchmarks/bench.py $(ARGUMENTS)
	$(if $(ARGUMENTS),,Benchmarks/search/measure.py --save)

bench-search: build ## measure searches among 10,000 and 1,000,000 movies (ARGUMENTS=--help lists the options)
	@deploy/local/install-packages bench
	Benchmarks/search/measure.py $(ARGUMENTS)

clean: ## remove .build, .build-* and var, with the local database and mails
	rm -rf .build .build-bench .build-fuzz .build-thread .build-address .build-recipes var
