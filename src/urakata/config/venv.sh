# Sourced by ./urakata and ./check (which set $here): makes .venv from a hash-locked list.
# Whoever comes first makes it, whoever comes meanwhile waits. A copy of the list inside .venv says what is installed.

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$*"
    exit 2
}

# ready LOCK: afterwards .venv holds what the list names.
ready() {
    is_installed "$1" && return
    command -v python3 >/dev/null || stop "python3 がありません。Debian なら apt-get install python3 python3-venv で入ります。"
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || stop "Python 3.11 以上が要ります (いまの python3 は $(python3 -V 2>&1))。"
    mkdir -p "$here/.venv"
    exec 9>"$here/.venv/lock"
    python3 -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)' # held by this shell until descriptor 9 closes
    is_installed "$1" || install_all "$1"
    exec 9>&-
}

is_installed() {
    [ -x "$here/.venv/bin/python" ] && cmp -s "$here/$1" "$here/.venv/$1"
}

install_all() {
    say "はじめの準備をしています。20秒ほどかかります。"
    [ -x "$here/.venv/bin/python" ] && "$here/.venv/bin/python" -c 'import pip' 2>/dev/null || make_venv
    with_uv "$1" || "$here/.venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r "$here/$1" ||
        stop "部品を入れられませんでした。上の行を見て、ネットワークを確かめてから、もう一度試してください。"
    # the development list holds everything of the other one (tests/operations/test_locks.py)
    for lock in requirements.lock "$1"; do
        cp "$here/$lock" "$here/.venv/$lock.new"
        mv "$here/.venv/$lock.new" "$here/.venv/$lock"
    done
}

make_venv() {
    python3 -c 'import ensurepip, venv' 2>/dev/null || from_debian python3-venv ||
        stop "python3-venv が要ります。apt-get install python3-venv を実行してから、もう一度試してください。"
    rm -rf "$here/.venv/bin" "$here/.venv/lib" "$here/.venv/pyvenv.cfg"
    python3 -m venv "$here/.venv" || stop ".venv を作れませんでした。上の行を見てください。"
}

with_uv() {
    command -v uv >/dev/null && uv pip install --quiet --python "$here/.venv/bin/python" --require-hashes -r "$here/$1" 2>/dev/null
}

# from_debian PACKAGE…: installs Debian's packages where that is possible; says nothing on the way.
from_debian() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    apt_get install "$@" || { apt_get update && apt_get install "$@"; }
}

apt_get() {
    verb=$1
    shift
    DEBIAN_FRONTEND=noninteractive apt-get "$verb" --yes -qq --no-install-recommends "$@" >/dev/null 2>&1
}
