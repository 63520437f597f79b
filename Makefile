# What is done often. Everything is built into .build, everything that runs keeps its files in var.

.PHONY: help run build dist deb test test-packages test-servers test-restarts test-faults \
	test-sanitized fuzz lint format clean instructions bench build-tests
.DEFAULT_GOAL := help

SOURCES := Package.swift Sources Tests
# `lint` and `test` build with the same flags, so that the second of them finds everything built.
CHECKS := -Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error

help: ## show this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

run: ## build and run the service behind nginx at http://localhost:8080 (PORT=... for another port)
	@deploy/local/run

build: ## build the release program .build/release/movie-bag
	@deploy/local/install-packages build
	@deploy/package/static-runtime
	swift build -c release --static-swift-stdlib --product movie-bag

dist: build ## pack the program and all that a server needs into var/dist/movie-bag-VERSION-ARCHITECTURE.tar.gz
	@deploy/local/install-packages package
	@deploy/package/dist

deb: build ## make the Debian package var/dist/movie-bag_VERSION_ARCHITECTURE.deb
	@deploy/local/install-packages package
	@deploy/package/deb

test-packages: build ## make both packages and try them out, with INSTALL and the files of web servers
	@deploy/local/install-packages package
	@deploy/local/install-packages servers
	@deploy/package/check

test: build-tests ## run all tests, or some of them: make test FILTER=NameOfSuite
	swift test --skip-build --disable-xctest --skip '^ServerTests\.' $(if $(FILTER),--filter '$(FILTER)')

test-servers: build-tests ## run the tests of every web server, and write what came of them to README.md (FILTER=...)
	@deploy/local/install-packages servers
	Tests/ServerTests/run $(FILTER)

test-faults: build build-tests ## break all that can break, for half an hour, and write Tests/FaultTests/results.md (FILTER=...)
	@deploy/local/install-packages faults
	Tests/FaultTests/run $(FILTER)

test-restarts: build build-tests ## restart under load and in front of slow clients, and write Tests/ServerTests/restarts.md
	@deploy/local/install-packages servers
	Tests/ServerTests/run-load

test-sanitized: ## run all tests with Thread Sanitizer, then with Address Sanitizer (FILTER=...)
	@deploy/local/install-packages test
	@deploy/local/test-sanitized $(if $(FILTER),'$(FILTER)')

fuzz: ## give a million odd inputs to each of what reads input (SUBJECT=... RUNS=... INPUT=a crash again)
	@deploy/local/install-packages build
	@$(if $(INPUT),INPUT='$(INPUT)') $(if $(RUNS),RUNS=$(RUNS)) Tests/Fuzz/run $(SUBJECT)

lint: ## check the formatting, and that everything builds without a warning
	swift format lint --strict -r $(SOURCES)
	@$(MAKE) --no-print-directory build-tests

build-tests:
	@deploy/local/install-packages test
	swift build --build-tests $(CHECKS)

format: ## lay out the Swift sources
	swift format -i -r $(SOURCES)

instructions: build ## count the instructions of a request (ARGUMENTS=--record after a change that is meant)
	@deploy/local/install-packages instructions
	Benchmarks/instructions/measure.py $(ARGUMENTS)

bench: build ## measure against other servers (ARGUMENTS=--help for its options)
	@deploy/local/install-packages bench
	Benchmarks/bench.py $(ARGUMENTS)

clean: ## remove .build, .build-* and var, the local database and mails included
	rm -rf .build .build-bench .build-fuzz .build-thread .build-address var
