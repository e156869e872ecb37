#!/bin/sh
# Makes a virtual environment and installs a locked set of dependencies into it.
# usage: environment.sh VENV REQUIREMENTS      (PYTHON names the interpreter)
set -eu
venv=$1
requirements=$2
python=${PYTHON:-python3}

say() { printf '%s\n' "$*" >&2; }

command -v "$python" >/dev/null 2>&1 || {
    say "Python is missing. Install Python 3.11 or newer (Debian: apt-get install python3 python3-venv)"
    say "or name one: make … PYTHON=/path/to/python3"
    exit 1
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    say "$("$python" --version) is too old: Steward needs Python 3.11 or newer. Name one: make … PYTHON=python3.12"
    exit 1
}
if [ ! -x "$venv/bin/python" ]; then
    say "Making a virtual environment in $venv …"
    "$python" -m venv "$venv" || {
        rm -rf "$venv"
        say "The module venv is missing. On Debian or Ubuntu: apt-get install python3-venv"
        exit 1
    }
fi
say "Installing the locked dependencies of $requirements (a minute the first time) …"
# Most of what is installed is never imported: what is, gets compiled then.
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
    --no-compile -r "$requirements" || {
    say "The dependencies could not be installed. Is the network there? Run the same command again."
    exit 1
}
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --no-deps --no-build-isolation --editable .
