#!/bin/bash
# inroot.sh ROOT COMMAND... : COMMAND in a newer Debian's root file system, with the test's desk at the same place in it.
# Its mounts are its own and are gone when it ends. Helix needs /proc.
exec unshare --mount --propagation private bash -c '
  root=$1
  shift
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs tmpfs "$root/tmp"
  mkdir -p "$root$desk"
  mount --bind "$desk" "$root$desk"
  exec chroot "$root" env -u TMPDIR -C "$PWD" PATH="$desk/bin:/usr/bin:/bin" "$@"' _ "$@"
