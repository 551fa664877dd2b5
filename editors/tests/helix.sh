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
keys Space a
check 'the light bulb offers leave to break the rule' shows 'Allow unattributed-quote here'
keys Enter
check 'its first offer adds a speaker after the sentence' shows 'first day,” TK said\.'
keys u
check 'undo takes it back' shows 'first day\.”'
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
check 'Escape closes the hover' hides 'Portmara Courier'
keys Space S
keys Caldei
check 'the search for symbols finds a name on record' shows '2031-02-11-quay'
keys Escape
check 'Escape closes the search' hides '2031-02-11-quay'
keys :9 Enter
keys / Caldeira Enter
keys Space r
check 'rename asks for the name' shows 'rename-to'
keys C-u 'Inês Caldeiro' Enter
check 'a name is spelled otherwise' shows 'harbour master Inês Caldeiro said'
keys u
check 'undo takes that back too' shows 'harbour master Inês Caldeira said'
keys :lsp-restart Enter
check 'findings are back after a restart' shows "$finding"
keys ':q!' Enter
finish
