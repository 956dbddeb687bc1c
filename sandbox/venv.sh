#!/bin/sh
# What "make run" and "make test" need: Debian's packages, and .venv with the named requirements.
# It says what to do where it cannot.
set -eu
command=$1 requirements=$2

say() { printf '%s\n' "$@" >&2; }

python=$(command -v python3.11 || command -v python3 || true)
if [ -z "$python" ] || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    say "Newsdesk needs Python 3.11 or later, which was not found." \
        "On Debian 12: apt-get install python3 python3-venv. Then run the same command again."
    exit 1
fi

"$python" -m sandbox.packages "$command"

[ -x .venv/bin/pip ] || { say "Making the virtual environment .venv .."; "$python" -m venv .venv; }

say "Installing the Python packages of $requirements .."
if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$requirements"; then
    say "The packages could not be installed (pip's own words are above). Nothing else was changed." \
        "Check that this machine reaches a package index, then run the same command again."
    exit 1
fi
