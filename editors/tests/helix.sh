#!/bin/bash
# helix.sh ROOT : Helix out of a newer Debian's root file system, with the settings that editors/README.md shows
. "$(dirname "$0")/desk.sh"
mkdir -p "$XDG_CONFIG_HOME/helix"
settings helix/languages.toml > "$XDG_CONFIG_HOME/helix/languages.toml"
settings helix/config.toml > "$XDG_CONFIG_HOME/helix/config.toml"
cd "$newsroom" || exit 1
open_editor helix "env COLORTERM=truecolor '$here/inroot.sh' '$1' hx story.md"
check 'the first finding stands in the text' shows "$finding"
keys :7 Enter
check 'the cursor goes to the second finding' shows ' 7:1$'
keys Space d
check 'the list of findings holds both' poll eval '[ "$(screen | grep -c unattributed-quote)" -ge 2 ]'
keys Escape
check 'Escape closes the list' hides '┌'
keys :9 Enter
check 'and to the line of the name' shows ' 9:1$'
keys / Caldeira Enter
check 'the cursor goes to the name' shows ' 9:[45][0-9]$'
record() { keys Escape; soon 'NOR'; keys Space k; soon 'Portmara Courier'; }
check 'hover on a name shows the record' poll record   # asked again until the archive is read
keys Escape
keys :lsp-restart Enter
check 'findings are back after a restart' shows "$finding"
keys ':q!' Enter
finish
