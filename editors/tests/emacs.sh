#!/bin/bash
# emacs.sh ROOT : Emacs 30 with its own eglot, out of a newer Debian's root file system: functions (ERT), then the screen of `emacs -nw`
. "$(dirname "$0")/desk.sh"
mv "$newsroom/story.md" "$newsroom/story.txt"
settings emacs/init.el > "$desk/settings.el"
cp "$here/emacs.el" "$desk"
cd "$newsroom" || exit 1
name=emacs
ert=$("$here/inroot.sh" "$1" emacs -Q --batch -l "$desk/settings.el" -l "$desk/emacs.el" -f ert-run-tests-batch-and-exit 2>&1)
for each in $(sed -n 's/^(ert-deftest \([^ ]*\) .*/\1/p' "$here/emacs.el"); do
  if grep -Eq "^ +passed .* $each" <<<"$ert"; then passed=$((passed + 1)); echo "ok   emacs: $each"
  else failed=$((failed + 1)); echo "FAIL emacs: $each"; fi
done
[ "$failed" = 0 ] || sed 's/^/     | /' <<<"$ert"
echo '(setq inhibit-startup-screen t make-backup-files nil auto-save-default nil)' >> "$desk/settings.el"
open_editor emacs "'$here/inroot.sh' '$1' emacs -nw -Q -l '$desk/settings.el' story.txt"
check 'eglot reads along' shows 'eglot:newsroom'
check 'findings stand at the end of their lines' shows "weather.”.*$finding"
keys M-x; keys flymake-show-buffer-diagnostics Enter
check 'the list of findings names the rule' shows 'unattributed-quote'
keys C-x 1
keys M-'>'; keys C-r Caldeira Enter; keys C-f
check 'hover on a name in the echo area' shows '^Inês Caldeira'
record() { keys C-h .; soon 'Portmara Courier'; }
check 'all of it in a window' poll record
finish
