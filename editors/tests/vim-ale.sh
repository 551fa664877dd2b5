#!/bin/bash
# vim-ale.sh : Vim with ALE's client (Debian packages vim and vim-ale), with the settings that editors/README.md shows
. "$(dirname "$0")/desk.sh"
{ echo 'set nocompatible nomore shortmess+=I encoding=utf-8 noswapfile'; echo 'filetype plugin on'; echo 'packadd ale'; settings vim/vimrc; } > "$HOME/.vimrc"
cd "$newsroom" || exit 1
open_editor vim "vim story.md"
keys 5G
check 'both findings stand in the text' poll eval '[ "$(screen | grep -c "> $finding")" -ge 2 ]'
keys :7 Enter
keys :ALEDetail Enter
check 'a finding in full, with its rule' shows "$finding"
keys :pclose Enter
keys /Caldeira Enter
record() { keys :ALEHover Enter; soon 'Portmara Courier'; }
check 'hover on a name shows the record' poll record   # asked again until the archive is read
keys :pclose Enter
hides 'Portmara Courier'
keys ':ALESymbolSearch Caldei' Enter
check 'the search for symbols finds a name on record' shows '2031-02-11-quay'
keys :pclose Enter
hides '2031-02-11-quay'
keys :7 Enter
keys :ALECodeAction Enter
check 'a quick fix offers leave to break the rule' shows '[0-9]+[).] *Allow unattributed-quote here'
keys Enter
keys '7GO<!-- copydesk: allow unattributed-quote a placard -->'
keys Escape
check 'no finding after an allow is typed' poll eval '[ "$(screen | grep -c "> $finding")" = 1 ]'
keys ':qa!' Enter
finish
