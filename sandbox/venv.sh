#!/bin/sh
# Makes .venv with the named requirements; says what to do where it cannot.
set -eu

say() { printf '%s\n' "$@" >&2; }

python=$(command -v python3.11 || command -v python3 || true)
if [ -z "$python" ] || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    say "Newsdesk needs Python 3.11 or later, which was not found." \
        "On Debian 12: apt-get install python3 python3-venv. Then run the same command again."
    exit 1
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    say "Python's venv module is missing; installing Debian's python3-venv .."
    root=$([ "$(id -u)" = 0 ] || echo sudo)
    if ! { $root apt-get update -qq && $root apt-get install -y -qq python3-venv; } >&2; then
        say "That did not work. As root: apt-get install python3-venv. Then run the same command again."
        exit 1
    fi
fi

[ -x .venv/bin/python ] || { say "Making the virtual environment .venv .."; "$python" -m venv .venv; }

say "Installing the Python packages of $1 .."
if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$1"; then
    say "The packages could not be installed (pip's own words are above). Nothing else was changed." \
        "Check that this machine reaches a package index, then run the same command again."
    exit 1
fi
