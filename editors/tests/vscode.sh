#!/bin/bash
# vscode.sh CODE-SERVER COPYDESK.vsix : the built extension in VS Code's workbench, with the program inside it.
# When SERVER is the dead one, the setting copydesk.serverPath names it.
. "$(dirname "$0")/desk.sh"
[ "$SERVER" = "$here/dead-server" ] || SERVER=
CODE_SERVER=$1 VSIX=$(realpath "$2") NEWSROOM=$newsroom SERVER=$SERVER node "$here/vscode.mjs"
