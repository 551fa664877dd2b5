#!/bin/bash
# kakoune.sh ROOT : Kakoune out of a newer Debian's root file system, with kakoune-lsp and the settings that editors/README.md shows
. "$(dirname "$0")/desk.sh"
mkdir -p "$XDG_CONFIG_HOME/kak"
settings kakoune/kakrc > "$XDG_CONFIG_HOME/kak/kakrc"
echo 'lsp-inlay-diagnostics-enable global' >> "$XDG_CONFIG_HOME/kak/kakrc"   # findings on the screen, not in its status line alone
install -m 755 "$1/../kak-lsp/bin/kak-lsp" "$desk/bin/kak-lsp"
mkdir -m 700 "$desk/run"
cd "$newsroom" || exit 1
open_editor kakoune "env XDG_RUNTIME_DIR='$desk/run' '$here/inroot.sh' '$1' kak story.md"
prompt() { keys : ; keys "$1" Enter; }
check 'the first finding stands in the text' shows "$finding"
prompt 'select 7.5,7.5'
prompt lsp-diagnostics
check 'the list of findings holds both' poll eval '[ "$(screen | grep -c unattributed-quote)" -ge 2 ]'
prompt 'buffer story.md'
prompt 'select 7.5,7.5'
prompt lsp-code-actions
check 'the light bulb offers leave to break the rule' shows 'Allow unattributed-quote here'
keys Enter
check 'its first offer adds a speaker after the sentence' shows 'first day,” TK said\.'
prompt 'exec u'
check 'undo takes it back' shows 'first day\.”'
prompt 'select 9.48,9.48'
record() { prompt lsp-hover; soon 'Portmara Courier'; }
check 'hover on a name shows the record' poll record   # asked again until the archive is read
keys Escape
prompt lsp-restart
check 'findings are back after a restart' shows "$finding"
prompt 'kill!'
finish
