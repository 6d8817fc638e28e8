SHELL := /usr/bin/env bash
.PHONY: help run test format web-dev e2e faults soak fuzz bench bench-server bench-syscalls bench-held bench-start bench-store bench-micro bench-browser

help: ## Show this list
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: ## Build what has changed and start the server
	./run.sh

test: ## Run every test: web, Java, browser
	./test.sh

format: ## Let the formatters have their way
	. scripts/toolchain.sh && find_jdk25 && ./mvnw -q spotless:apply
	cd web && npm run format

web-dev: ## The web app with hot reload, in front of a server on port 8080
	cd web && npm run dev

e2e: ## Only the browser tests
	. scripts/toolchain.sh && find_jdk25 && find_chromium && \
	  ./mvnw -q -pl e2e -am verify -Dtest='dev.polylogue.e2e.**' -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dpolylogue.chromium="$$CHROMIUM"

faults: ## Break things in every promised way, in full, and print the table of what was measured
	. scripts/toolchain.sh && find_jdk25 && find_fault_tools && \
	  { ./mvnw -q -pl faults -am verify -Dtest='dev.polylogue.faults.**,!SoakTest' -Dsurefire.failIfNoSpecifiedTests=false \
	    -Dpolylogue.faults=full -Dtest.memory=4g -Dtest.timeout=3h; held=$$?; cat faults/target/faults.md; exit $$held; }

soak: ## Ten minutes at 200 streams: memory and open files must not grow
	. scripts/toolchain.sh && find_jdk25 && \
	  { ./mvnw -q -pl faults -am verify -Dtest=SoakTest -Dsurefire.failIfNoSpecifiedTests=false \
	    -Dpolylogue.faults=full -Dtest.timeout=3h; held=$$?; cat faults/target/faults.md; exit $$held; }

fuzz: ## A million mutated model streams, a hundred thousand random commands, a hundred thousand simulated histories
	. scripts/toolchain.sh && find_jdk25 && \
	  ./mvnw -q -pl providers,testkit,server,faults -am verify -Dtest='*FuzzTest,SimulationTest' \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dpolylogue.fuzz=full -Dpolylogue.faults=full \
	  -Dpolylogue.seeds=100000 -Dtest.memory=4g -Dtest.timeout=3h

bench: bench-server bench-syscalls bench-held bench-start bench-store bench-micro bench-browser ## Every benchmark, one after the other, on a machine that does nothing else

bench-server: ## What a token costs the server, beside nginx and a Node proxy in the same run
	scripts/bench.sh server.ServerBench

bench-syscalls: ## How often the server calls into the kernel for a token, by kind of call, beside nginx
	scripts/bench.sh server.SyscallBench warm=20

bench-held: ## Heap per connection and answer, ten thousand answers at once, a new chat
	scripts/bench.sh server.HeldBench

bench-start: ## How long ./run.sh takes to the first answer, with and without a data folder
	scripts/bench.sh server.StartBench

bench-store: ## What reading, searching and checkpoints cost with 100,000 messages
	scripts/bench.sh store.StoreBench

bench-micro: ## What the steps of a token's way cost by themselves
	scripts/bench.sh micro.MicroBench

bench-browser: ## What the web app costs in Chromium, row by row; one row: make bench-browser ROW=length
	. scripts/toolchain.sh && find_chromium && scripts/bench.sh browser.BrowserBench $(ROW)
