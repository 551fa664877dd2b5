#!/bin/bash
# archive.sh ARCHIVE.tar.gz FOLDER : unpacks a release archive as its reader would, and says whether all is in it
set -uo pipefail
archive=$1 folder=$2 passed=0 failed=0
check() { # check WHAT COMMAND...
  local what=$1
  shift
  if "$@" >/dev/null 2>&1; then passed=$((passed + 1)); echo "ok   archive: $what"
  else failed=$((failed + 1)); echo "FAIL archive: $what"; fi
}
checksum() { (cd "$(dirname "$archive")" && sha256sum --check "$(basename "$archive").sha256"); }
packed_program() { unzip -p "$folder"/copydesk-*.vsix extension/bin/copydesk | cmp - "$folder/copydesk"; }
runs() { "$folder/copydesk" --version | grep -Eq '^copydesk [0-9]+\.[0-9]+\.[0-9]+$'; }
may_run() { unzip -Z "$folder"/copydesk-*.vsix extension/bin/copydesk | grep -q '^-rwx'; }
names_itself() { tar -tzf "$archive" | cut -d/ -f1 | sort -u | grep -qx "$(basename "$archive" .tar.gz)"; }
no_paths() { ! grep -rqE "/home/|/root/|/work/" "$folder" --include='*.md' --include='*.txt' --include='*.lua'; }

check 'the checksum beside it is right' checksum
check 'it unpacks into a folder of its own name' names_itself
tar -xzf "$archive" -C "$folder" --strip-components=1
check 'the program in it runs' runs
check 'the extension holds the same program' packed_program
check 'and may run it' may_run
for file in $(git -C "$(dirname "$0")/../.." ls-files README.md) EDITORS.md LICENSE-MIT LICENSE-APACHE licences/THIRD-PARTY.txt \
  neovim/lsp/copydesk.lua neovim/lua/copydesk/init.lua neovim/lua/copydesk/health.lua neovim/plugin/copydesk.lua neovim/doc/copydesk.txt; do
  check "it holds $file" test -s "$folder/$file"
done
check 'the licence of the name model is in it' grep -rqi 'CC.BY.SA' "$folder/licences"
check 'the texts of the works inside are in it' grep -q 'Permission is hereby granted' "$folder/licences/THIRD-PARTY.txt"
check 'no page in it names a place on the machine that made it' no_paths
echo "archive: $passed passed, $failed failed"
[ "$failed" = 0 ]
