#!/bin/bash
# neovim.sh COMMAND... : the plugin installed as its help page says, on a start of Neovim as a person makes it. INIT: another line for init.lua
. "$(dirname "$0")/desk.sh"
export NAME=${NAME:-neovim}
start=$XDG_DATA_HOME/nvim/site/pack/copydesk/start
mkdir -p "$start" "$XDG_CONFIG_HOME/nvim"
cp -r "${PLUGIN:-$here/../neovim}" "$start/copydesk"
cp "$here/neovim.lua" "$desk"
cd "$newsroom" || exit 1
"$@" --headless --clean -c "helptags $start/copydesk/doc" -c quit 2>/dev/null
echo "${INIT:-vim.lsp.enable('copydesk')}" > "$XDG_CONFIG_HOME/nvim/init.lua"
# Neovim's own messages have no line ends; they would run into the lines of the test.
"$@" --headless -n -i NONE story.md -c "luafile $desk/neovim.lua" 2> "$desk/messages" && exit
rc=$?
sed 's/^/     | /; $a\' "$desk/messages" >&2
exit $rc
