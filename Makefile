# Landing Tracker. `make run` to try it, `make test` before a commit, `make help` for the rest.
# What each target does is a small script in .make/; what it needs it installs itself (as root, with apt-get).

# Where `make run` listens (loopback only) and keeps its database, certificate, sockets and logs.
HTTP_PORT ?= 8080
HTTPS_PORT ?= 8443
STATE ?= .run
export HTTP_PORT HTTPS_PORT STATE

.PHONY: help build run test lint bench torture fuzz sanitize test-systemd clean

help:
	@echo "make run       build a release and serve it behind nginx on loopback; HTTP_PORT, HTTPS_PORT, STATE"
	@echo "make test      build and run every test"
	@echo "make lint      check the form of Swift and shell sources"
	@echo "make bench     measure a release on this machine; what is measured is in Tests/Benchmarks"
	@echo "make torture   break things under a release, and see whether it keeps its promises"
	@echo "make fuzz      look for inputs that break what is promised of every input; SECONDS_EACH=600"
	@echo "make sanitize  run the unit tests under Address Sanitizer and Thread Sanitizer"
	@echo "make test-systemd   install what was built on a Debian in a container, and be its administrator"
	@echo "make build     build a release"
	@echo "make clean     remove what was built; the data of 'make run' stays"

build:
	@.make/packages build
	@.make/build

run:
	@.make/packages build run
	@.make/build
	@exec .make/run

test:
	@.make/packages build run test
	@.make/test

lint:
	@.make/packages lint
	@.make/lint

bench:
	@.make/packages build run bench
	@.make/bench

torture:
	@.make/packages build run test
	@.make/torture

fuzz:
	@.make/packages build
	@.make/fuzz

sanitize:
	@.make/packages build
	@.make/sanitize

test-systemd:
	@.make/test-systemd

clean:
	rm -rf .build
