#!/bin/bash
# package.sh PROGRAM RUST-TRIPLE OUT.vsix : the extension with PROGRAM inside, for the one platform that PROGRAM runs on
set -euo pipefail
absolute() { mkdir -p "$(dirname "$1")" && echo "$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"; }
program=$(absolute "$1") triple=$2 out=$(absolute "$3") name=copydesk
case $triple in
  x86_64-unknown-linux-*)  target=linux-x64 ;;
  aarch64-unknown-linux-*) target=linux-arm64 ;;
  x86_64-apple-darwin)     target=darwin-x64 ;;
  aarch64-apple-darwin)    target=darwin-arm64 ;;
  x86_64-pc-windows-*)     target=win32-x64 name=copydesk.exe ;;
  aarch64-pc-windows-*)    target=win32-arm64 name=copydesk.exe ;;
  *) echo "package.sh: VS Code has no platform for $triple" >&2; exit 2 ;;
esac
cd "$(dirname "$0")"
cmp -s package-lock.json node_modules/.of-lock || { npm ci --silent; cp package-lock.json node_modules/.of-lock; }
npm run --silent check
npm run --silent build -- --log-level=warning
rm -rf bin
mkdir bin
install -m 755 "$program" "bin/$name"
{ printf 'Copydesk is licensed under MIT or Apache-2.0, as you choose. Both texts follow, then those of the works it is made with.\n\n'
  cat ../../LICENSE-MIT ../../LICENSE-APACHE; echo; node ../licences.mjs "$triple" "$PWD/dist/meta.json"; } > LICENSE.txt
npx --no-install vsce package --no-dependencies --allow-missing-repository --skip-license --target "$target" --out "$out"
