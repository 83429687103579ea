#!/bin/sh
# Make .venv-peers, the environment of the programs that `make bench` compares with, and print its Python.
# Prints nothing and exits 1 where they cannot be installed; the rest of the benchmark runs without them.
set -eu
cd "$(dirname "$0")/.."

python=.venv-peers/bin/python
install() {
    "$python" -m pip install --quiet --no-input --disable-pip-version-check --no-deps --require-hashes "$@" >&2
}

if ! { [ -x $python ] && cmp -s requirements/peers.txt .venv-peers/done; }; then
    echo "peers: making .venv-peers" >&2
    rm -rf .venv-peers
    .venv/bin/python -m venv .venv-peers || exit 1
    install --only-binary :all: -r requirements/peers.txt || exit 1
    # Published as source only: built with the locked setuptools, not a fetched one.
    install --no-binary :all: --no-build-isolation -r requirements/peers-sdist.txt || exit 1
    cp requirements/peers.txt .venv-peers/done
fi
echo "$python"
