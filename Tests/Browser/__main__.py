"""Checks of the dashboard in a real browser: `python Tests/Browser COMMAND --help`. Ends with 1 and says why."""

import argparse
import sys

import faults
import grid
import pictures
import walk
from browser import Browser
from site_under_test import Site

COMMANDS = {
    "walk": (walk.run, walk.add_arguments, "what somebody does who buys traffic, from logging in to the payout"),
    "faults": (faults.run, faults.add_arguments, "what is wrong with each page: for those who cannot see it well, as HTML"),
    "grid": (grid.run, grid.add_arguments, "cells that are pasted into the grid of expenses"),
    "pictures": (pictures.run, pictures.add_arguments, "a picture of each page, wide and narrow, light and dark"),
}


def main():
    parser = argparse.ArgumentParser(prog="Tests/Browser", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (run, add_arguments, about) in COMMANDS.items():
        command = commands.add_parser(name, help=about, description=about)
        command.add_argument("--url", required=True, help="of the tracker, with its prefix")
        command.add_argument("--user", required=True)
        command.add_argument("--password", required=True)
        add_arguments(command)
        command.set_defaults(run=run)
    arguments = parser.parse_args()
    with Browser() as browser:
        problems = arguments.run(browser, Site(arguments.url, arguments.user, arguments.password), arguments)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


sys.exit(main())
