# Landing Tracker. `make run` to try it, `make test` before a commit, `make help` for the rest.
# What each target does is a small script in .make/; what it needs it installs itself (as root, with apt-get).

# Where `make run` and `make demo` listen (loopback only) and keep their database, certificate, sockets and logs.
HTTP_PORT ?= 8080
HTTPS_PORT ?= 8443
run: STATE ?= .run
demo: STATE ?= .demo
export HTTP_PORT HTTPS_PORT STATE

.PHONY: help build run demo test test-browser screenshots lint bench torture fuzz sanitize test-systemd clean

help:
	@echo "make run       build a release and serve it behind nginx on loopback; HTTP_PORT, HTTPS_PORT, STATE"
	@echo "make demo      the same with 60 days of journeys to look at, and a user to log in; JOURNEYS=200000"
	@echo "make test      build and run every test"
	@echo "make test-browser   the tests in a real browser, those included that 'make test' leaves out"
	@echo "make screenshots    pictures of every page, wide and narrow, light and dark, into .screenshots"
	@echo "make lint      check the form of Swift and shell sources"
	@echo "make bench     measure a release on this machine; what is measured is in Tests/Benchmarks"
	@echo "make torture   break things under a release, and see whether it keeps its promises"
	@echo "make fuzz      look for inputs that break what is promised of every input; SECONDS_EACH=600"
	@echo "make sanitize  run the unit tests under Address Sanitizer and Thread Sanitizer"
	@echo "make test-systemd   install what was built on a Debian in a container, and be its administrator"
	@echo "make build     build a release"
	@echo "make clean     remove what was built; the data of 'make run' and 'make demo' stays"

build:
	@.make/packages build
	@.make/build

run:
	@.make/packages build run
	@.make/build
	@exec .make/run

demo:
	@.make/packages build run
	@.make/build landing-tracker demo
	@exec .make/run --demo

test:
	@.make/packages build run test
	@.make/test

test-browser:
	@.make/packages build run test
	@BROWSER_CHECKS=all .make/test --filter 'EndToEndTests.(Dashboard|Browser)'

screenshots:
	@.make/packages build run test
	@SCREENSHOTS="$(CURDIR)/.screenshots" .make/test --filter noPageScrollsToTheSide

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
