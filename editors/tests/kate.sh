#!/bin/bash
# kate.sh : Kate's LSP client on a screen that nobody sees, with the settings that editors/README.md shows (Debian packages
# kate xvfb xdotool xauth dbus-x11). Proof is what goes over the wire; with SHOTS and ImageMagick there is a picture too.
. "$(dirname "$0")/desk.sh"
name=kate wire=$desk/wire
mkdir -p "$wire" "$XDG_CONFIG_HOME/kate/lspclient"
touch "$wire/in" "$wire/out"
mv "$desk/bin/copydesk" "$desk/bin/copydesk-itself"
cat > "$desk/bin/copydesk" <<END
#!/bin/bash
tee -a $wire/in | $desk/bin/copydesk-itself "\$@" | tee -a $wire/out
END
chmod +x "$desk/bin/copydesk"
settings kate/settings.json > "$XDG_CONFIG_HOME/kate/lspclient/settings.json"
# Kate asks before it starts a server that it does not know; nobody is there to answer.
cat > "$XDG_CONFIG_HOME/katerc" <<END
[General]
Show welcome view for new window=false
Startup Session=new
[Kate Plugins]
lspclientplugin=true
[lspclient]
AllowedServerCommandLines=$desk/bin/copydesk lsp,copydesk lsp
END
export XDG_RUNTIME_DIR=$desk/run QT_QPA_PLATFORM=xcb
mkdir -m 700 "$desk/run"
exec 3< <(exec Xvfb -displayfd 1 -screen 0 1280x800x24 2>/dev/null)
screen_of=$!
read -ru 3 number
export DISPLAY=:$number
(cd "$newsroom" && exec dbus-run-session -- kate -n -b story.md) > "$desk/kate.out" 2>&1 &
kate=$!
trap 'kill $kate $screen_of 2>/dev/null; leave' EXIT
screen() { tail -3 "$desk/kate.out"; }
said() { grep -aq -- "$2" "$wire/$1"; }
published() { [ "$(grep -aoE '"version":[0-9]+|"code":"unattributed-quote"|publishDiagnostics' "$wire/out" | tac | sed '/publishDiagnostics/q' | grep -c unattributed)" = "$1" ]; }
check 'the draft is opened as Markdown' poll said in '"languageId": *"markdown"'
check 'the newsroom is its root' poll said in "\"rootUri\": *\"file://$newsroom\""
check 'both findings are sent' poll published 2
type() { xdotool search --onlyvisible --name story.md windowfocus key --clearmodifiers "$@" 2>/dev/null; }
edited() { type ctrl+Home && type x && said in didChange; }
sets() { grep -ao publishDiagnostics "$wire/out" | wc -l; }
before=$(sets)
check 'what is typed goes to the server' poll edited
again() { [ "$(sets)" -gt "$before" ] && published 2; }
check 'both findings are sent again' poll again
[ -z "${SHOTS:-}" ] || ! command -v import > /dev/null || import -window root "$SHOTS/kate.png"
finish
