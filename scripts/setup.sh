#!/bin/sh
# Make this machine and .venv ready for reportgen.
#
#   sh scripts/setup.sh run        what `make report` needs
#   sh scripts/setup.sh dev        that, and what `make test` and `make check` need
#   sh scripts/setup.sh validate   what `make validate` needs
#   sh scripts/setup.sh --python   print the Python that .venv would be made from
#
# When all is there this takes some hundredths of a second and prints nothing. Otherwise it installs
# what is missing: system packages (requirements/system.txt) with apt, Python packages (the lock files)
# into .venv. Exit 0 ready, 2 not ready, with what is missing and the commands that install it.
#
#   PYTHON=NAME                   use this Python, 3.11 or later
#   REPORTGEN_SYSTEM_PACKAGES=no  never call apt, only say what is missing
#
# POSIX sh, since it runs before there is a Python that is known to be good.
set -eu

case $0 in */*) cd -P "${0%/*}/.." ;; *) cd -P .. ;; esac
root=$PWD
state=.venv/setup # in the environment, so that both are gone together
log=build/setup.log
unset PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE PIP_TARGET PIP_PREFIX PIP_USER || :

say() { printf 'setup: %s\n' "$*" >&2; }

# --- Is all there? ------------------------------------------------------------------------------

# The environment $1 (run, dev or validate) is complete, made from these lock files and in this folder.
# `done` is written last: an environment without it was interrupted.
environment_ready() {
    [ -x .venv/bin/python ] && [ -f $state/done ] || return 1
    IFS= read -r place <$state/place && [ "$place" = "$root" ] || return 1
    cmp -s requirements/sdist.txt $state/sdist.txt && cmp -s requirements/run.txt $state/run.txt || return 1
    [ "$1" = run ] || cmp -s requirements/"$1".txt $state/"$1".txt
}

# The command `reportgen` is the one that pyproject.toml names, as scripts/link.py writes it now.
link_ready() { cmp -s pyproject.toml $state/pyproject.toml && cmp -s scripts/link.py $state/link.py; }

# The list is unchanged and every file found for it (for $1: run, dev or validate) is still there.
system_ready() {
    cmp -s requirements/system.txt $state/system-"$1".txt && [ -f $state/found-"$1" ] || return 1
    while IFS= read -r path; do [ -e "$path" ] || return 1; done <$state/found-"$1"
}

ready() { system_ready "$1" && environment_ready "$1" && link_ready; }

# --- Python -------------------------------------------------------------------------------------

# Set `base`: a Python of 3.11 or later, never one inside an environment.
find_python() {
    for name in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        base=$("$name" -I -c 'import os, sys
if sys.version_info < (3, 11): sys.exit(1)
print(os.path.realpath(sys._base_executable))' 2>/dev/null) && [ -x "$base" ] && return 0
    done
    base=
    return 1
}

require_python() {
    find_python && return 0
    say "Python 3.11 or later is needed, and none is on PATH (python3, python3.14 ... python3.11; PYTHON=... names another)."
    cat >&2 <<'END'
  Debian 12, Ubuntu 24.04 or later:  sudo apt-get install python3 python3-venv
  Fedora:                            sudo dnf install python3
  macOS:                             brew install python
END
    exit 2
}

# --- System packages ----------------------------------------------------------------------------

# Print where the thing of kind $1 and name $2 is; fail when it is nowhere.
locate() {
    case $1 in
    program) command -v "$2" ;;
    jar) [ -f /usr/share/java/"$2" ] && printf '%s\n' /usr/share/java/"$2" ;;
    tex) kpsewhich "$2" 2>/dev/null ;;
    python) [ -n "$base" ] && "$base" -I -c "import $2" 2>/dev/null && printf '%s\n' "$base" ;;
    font)
        for folder in /usr/share/fonts /usr/local/share/fonts "$HOME/.local/share/fonts" "$HOME/.fonts" \
            /Library/Fonts "$HOME/Library/Fonts"; do
            [ -d "$folder" ] || continue
            path=$(find -L "$folder" -name "$2" -print 2>/dev/null | head -n 1)
            [ -z "$path" ] || { printf '%s\n' "$path" && return 0; }
        done
        kpsewhich "$2" 2>/dev/null
        ;;
    *) say "requirements/system.txt: unknown kind '$1'" && exit 2 ;;
    esac
}

# Set `found` (paths) and `missing` (lines of the list), and the same for the optional ones.
probe() {
    found='' missing='' optional=''
    while read -r need kind name packages; do
        case $need in '' | '#'*) continue ;; esac
        case $need in dev | validate) [ "$want" = "$need" ] || continue ;; esac
        if path=$(locate "$kind" "$name"); then
            found="$found$path
"
        elif [ "$need" = required ]; then
            missing="$missing$kind $name $packages
"
        else
            optional="$optional$kind $name $packages
"
        fi
    done <requirements/system.txt
}

# Print the package names in column $1 (3 debian, 4 fedora, 5 brew) of the lines $2, each once.
column() {
    printf '%s' "$2" | awk -v c="$1" '{ n = split($c, p, ","); for (i = 1; i <= n; i++)
        if (p[i] != "-" && !seen[p[i]]++) printf "%s%s", (k++ ? " " : ""), p[i] }'
}

# Print the words of $2 that begin with $1, without it; with an empty $1 those that have no prefix.
prefixed() {
    for word in $2; do
        case $word in
        cask:* | tlmgr:*) [ -n "$1" ] || continue ;;
        *) [ -z "$1" ] || continue ;;
        esac
        case $word in "$1"*) printf ' %s' "${word#"$1"}" ;; esac
    done
}

# Print the commands that install the lines $1 on each system.
commands() {
    brew=$(column 5 "$1")
    plain=$(prefixed '' "$brew") casks=$(prefixed cask: "$brew") tlmgr=$(prefixed tlmgr: "$brew")
    mac=''
    [ -z "$plain" ] || mac="brew install$plain"
    [ -z "$casks" ] || mac="$mac${mac:+ && }brew install --cask$casks && eval \"\$(/usr/libexec/path_helper)\""
    [ -z "$tlmgr" ] || mac="$mac${mac:+ && }sudo tlmgr update --self && sudo tlmgr install$tlmgr"
    printf '  Debian, Ubuntu:  sudo apt-get install --no-install-recommends %s\n' "$(column 3 "$1")"
    printf '  Fedora:          sudo dnf install --setopt=install_weak_deps=False %s\n' "$(column 4 "$1")"
    printf '  macOS:           %s\n' "${mac:-not to be had there}"
}

# Run apt-get as root. Its lock is waited for; descriptor 9 is our own lock and stays here.
apt() { $as env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@" </dev/null >>$log 2>&1 9<&-; }

# Install the packages $@ with apt. Fail, with `reason` set, when that is not possible.
apt_install() {
    as=''
    if [ "${REPORTGEN_SYSTEM_PACKAGES:-}" = no ]; then
        reason='REPORTGEN_SYSTEM_PACKAGES=no'
    elif ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
        reason='there is no apt here'
    elif [ "$(id -u)" != 0 ] && ! { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; then
        reason='you are not root, and sudo is not there or asks for a password'
    else
        reason="apt failed, see $log"
        [ "$(id -u)" = 0 ] || as='sudo -n'
        say "installing system packages with apt: $*"
        # Names unknown, or files gone that an old list names: both are cured by a new list.
        if apt install --simulate --no-install-recommends "$@" && apt install -y --no-install-recommends "$@"; then
            return 0
        fi
        apt update && apt install -y --no-install-recommends "$@" && return 0
        say "apt failed; the end of $log:"
        tail -n 15 $log >&2
    fi
    return 1
}

system() {
    probe
    reason=''
    if [ -n "$missing$optional" ]; then
        # shellcheck disable=SC2046 # package names have no blanks
        if apt_install $(column 3 "$missing$optional"); then
            [ -n "$base" ] || find_python || :
            probe
            [ -z "$missing" ] || reason='apt has the packages, yet these were not found (file deleted? apt-get install --reinstall ...)'
        fi
    fi
    if [ -n "$missing" ]; then
        [ -n "$base" ] || require_python
        say "missing, and not installed: $reason"
        printf '%s' "$missing" | awk '{ printf "  %-8s %s\n", ($1 == "tex" ? "TeX file" : $1 == "python" ? "module" : $1), $2 }' >&2
        printf 'Install them, then run the same command again:\n' >&2
        commands "$missing" >&2
        exit 2
    fi
    [ -z "$optional" ] || say "optional, and not here: $(printf '%s' "$optional" | awk '{ printf "%s%s", (NR > 1 ? ", " : ""), $2 }') ($reason)"
}

# --- The environment ----------------------------------------------------------------------------

# Run a step of the installation, its output into the log; show the end of that when it fails.
step() {
    "$@" </dev/null >>$log 2>&1 9<&- && return 0
    say "this failed: $*"
    tail -n 15 $log >&2
    say "the whole output is in $log"
    exit 2
}

# Install from the lock file $2 only what it names, each file checked against its hash; no address is
# given, so pip asks the index that this machine is configured for. Not compiled: most modules are
# never imported, and the others are compiled when they are.
pip_install() {
    step .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check --no-compile \
        --no-deps --require-hashes "$1" :all: -r "$2"
}

environment() {
    if [ "$1" != run ] && [ ! -e $state/"$1".txt ] && environment_ready run; then
        rm -f $state/done
    else
        rm -rf .venv
        say "making .venv with $("$base" --version)"
        step "$base" -m venv .venv
        mkdir $state
        printf '%s\n' "$root" >$state/place
        cp requirements/run.txt requirements/sdist.txt $state
    fi
    [ "$1" = run ] || cp requirements/"$1".txt $state
    say "installing $(grep -c '^[a-z].*==' $state/"$1".txt) Python packages from requirements/$1.txt"
    pip_install --only-binary $state/"$1".txt
    # Packages that are published as source only are built with the locked setuptools, not a fetched one.
    if ! cmp -s $state/sdist.txt $state/sdist.built; then
        pip_install --no-binary $state/sdist.txt
        cp $state/sdist.txt $state/sdist.built
    fi
    : >$state/done
}

# --- In order -----------------------------------------------------------------------------------

case ${1:-} in
run | dev | validate) want=$1 ;;
--python) require_python && printf '%s\n' "$base" && exit 0 ;;
*) say 'usage: sh scripts/setup.sh run|dev|validate|--python' && exit 2 ;;
esac

ready "$want" && exit 0

# One at a time: the second waits here, then finds all done. The lock ends with this process.
find_python || :
exec 9<requirements/system.txt
if command -v flock >/dev/null; then
    flock 9
elif [ -n "$base" ]; then
    "$base" -I -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
fi
ready "$want" && exit 0

mkdir -p build
: >$log
found=''
if ! system_ready "$want"; then system; fi
[ -n "$base" ] || require_python
if ! environment_ready "$want"; then environment "$want"; fi
if ! system_ready "$want"; then
    [ -n "$found" ] || probe
    printf '%s' "$found" >$state/found-"$want"
    cp requirements/system.txt $state/system-"$want".txt
fi
if ! link_ready; then
    step .venv/bin/python -I scripts/link.py
    cp pyproject.toml scripts/link.py $state
fi
