#!/bin/bash
# release.sh [RUST-TRIPLE] : dist/copydesk-VERSION-TRIPLE.tar.gz and its .sha256, for people without Rust: the program, the VS Code extension, the Neovim plugin
set -euo pipefail
cd "$(dirname "$0")/.."
here=$(rustc -vV | sed -n 's/^host: //p') triple=${1:-}
triple=${triple:-$here}
version=$(sed -n '/^\[package\]/,/^\[/s/^version *= *"\(.*\)"/\1/p' Cargo.toml)
extension=$(node -p 'require("./editors/vscode/package.json").version')
[ "$version" = "$extension" ] || { echo "release.sh: Cargo.toml says $version, editors/vscode/package.json says $extension" >&2; exit 1; }

# Where a fault of ours is told to have happened is the project's business; where it was built, and by whom, is nobody's.
RUSTFLAGS="${RUSTFLAGS:+$RUSTFLAGS }--remap-path-prefix=$PWD=copydesk --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"
export RUSTFLAGS="$RUSTFLAGS --remap-path-prefix=$(rustc --print sysroot)=rust"
if [ "$triple" = "$here" ]; then
  cargo build --locked --release
  program=target/release/copydesk
else
  cargo build --locked --release --target "$triple"
  program=target/$triple/release/copydesk
fi
case $triple in *windows*) program=$program.exe ;; esac
if grep -qaF -e "$PWD/src" -e "${CARGO_HOME:-$HOME/.cargo}/registry" "$program"; then
  echo "release.sh: $program names the folders it was built in" >&2
  exit 1
fi

name=copydesk-$version-$triple
rm -rf "dist/$name" "dist/$name".*
mkdir -p "dist/$name/licences"
install -m 755 "$program" "dist/$name/"
git ls-files README.md LICENSE-MIT LICENSE-APACHE | while read -r page; do install -m 644 "$page" "dist/$name/"; done
editors/vscode/package.sh "$program" "$triple" "dist/$name/copydesk-$version.vsix"
node editors/licences.mjs "$triple" "$PWD/editors/vscode/dist/meta.json" > "dist/$name/licences/THIRD-PARTY.txt"
# The name model has a licence and credits of its own.
git ls-files 'src/*LICENSE*' 'docs/models/*' | while read -r own; do install -m 644 "$own" "dist/$name/licences/$(echo "$own" | sed 's,^[a-z]*/,,' | tr / -)"; done
git ls-files editors/neovim | grep -v gitignore | while read -r file; do
  mkdir -p "$(dirname "dist/$name/${file#editors/}")"
  install -m 644 "$file" "dist/$name/${file#editors/}"
done
install -m 644 editors/README.md "dist/$name/EDITORS.md"

# Names sorted, no owner, the commit's time: where tar can say so, the same files give the same archive.
same=()
! tar --version | grep -q GNU || same=(--sort=name --owner=0 --group=0 --numeric-owner "--mtime=@$(git log -1 --format=%ct)")
tar ${same[@]+"${same[@]}"} -C dist -czf "dist/$name.tar.gz" "$name"
sum=sha256sum
command -v $sum >/dev/null || sum='shasum -a 256'   # macOS
(cd dist && $sum "$name.tar.gz" > "$name.tar.gz.sha256")
rm -rf "dist/$name"
echo "dist/$name.tar.gz"
