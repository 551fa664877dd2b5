# desk.sh: a home, a newsroom and a PATH of its own for one test. Source it; all is gone when the test ends.
# SERVER: the program under test; editors find it as `copydesk` on their PATH (VS Code has its own inside).
# WAIT_MS: no wait for a condition is longer.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export desk WAIT_MS=${WAIT_MS:-90000}
desk=$(mktemp -d)
leave() { [ -z "${pane:-}" ] || tmux -L "$pane" kill-server 2>/dev/null; rm -rf "$desk"; }
trap leave EXIT
finding="nobody is named"   # of the message of unattributed-quote
newsroom=$desk/newsroom passed=0 failed=0
mkdir -p "$desk/bin" "$desk/home"
[ -z "${SERVER:-}" ] || install -m 755 "$SERVER" "$desk/bin/copydesk"
cp -r "$here/newsroom" "$newsroom"
sed 's/$/\r/' "$newsroom/story.md" > "$newsroom/story-crlf.md"
export PATH=$desk/bin:$PATH HOME=$desk/home LANG=C.UTF-8 LC_ALL=C.UTF-8 TERM=xterm-256color
export XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share XDG_STATE_HOME=$HOME/.local/state XDG_CACHE_HOME=$HOME/.cache

# settings NAME: the block that editors/README.md shows under "<!-- NAME -->". What the page tells people is what is tested.
settings() {
  awk -v mark="<!-- $1 -->" '$0 == mark {wanted = 1} wanted && /^```/ {if (inside) exit; inside = 1; next} inside' "$here/../README.md" | grep . ||
    { echo "FAIL: editors/README.md has no block for $1" >&2; exit 1; }
}

# A terminal editor in tmux: what stands on the screen, and keys.
open_editor() { # open_editor NAME COMMAND
  name=$1 pane=copydesk-$$
  tmux -L "$pane" -f /dev/null new-session -d -s t -x 120 -y 30 "$2"
}
screen() { tmux -L "$pane" capture-pane -p -t t; }
keys() { tmux -L "$pane" send-keys -t t "$@"; }
poll() { # poll COMMAND...: until it succeeds
  local end=$(($(date +%s%3N) + WAIT_MS))
  until "$@"; do [ "$(date +%s%3N)" -lt $end ] || return 1; read -rt 0.1 <> <(:) || :; done
}
on_screen() { screen | grep -Eq -- "$1"; }
off_screen() { ! on_screen "$1"; }
soon() { local WAIT_MS=2000; poll on_screen "$1"; }
shows() { poll on_screen "$1"; }
hides() { poll off_screen "$1"; }
check() { # check WHAT COMMAND...
  local what=$1 shot
  shift
  if "$@"; then passed=$((passed + 1)); echo "ok   $name: $what"
  else # one fault seldom comes alone: do not wait as long for the rest
    failed=$((failed + 1)) WAIT_MS=3000
    echo "FAIL $name: $what"
    screen | grep . | sed 's/^/     | /'
  fi
  shot=$(echo "$name-$what" | tr ' /' '__')
  [ -z "${SHOTS:-}" ] || screen > "$SHOTS/$shot.txt"
}
finish() { echo "$name: $passed passed, $failed failed"; [ "$failed" = 0 ]; }
