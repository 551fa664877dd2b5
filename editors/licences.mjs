// licences.mjs RUST-TRIPLE ESBUILD-METAFILE : the licence texts of everything that is inside the program and the extension, each text once.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const [triple, metafile] = process.argv.slice(2);
const parts = [...crates(triple), ...npmPackages(metafile)].sort((a, b) => a.name.localeCompare(b.name));
console.log('copydesk is made with the following works. Each stands under the licence named beside it; the texts follow.\n');
for (const part of parts) console.log(`${part.name} ${part.version}  (${part.license})`);
for (const [text, names] of byText(parts)) console.log(`\n${'-'.repeat(78)}\n${names.join(', ')}\n\n${text}`);

// Only what is compiled into the program for this platform: no build scripts, no test helpers.
function crates(triple) {
  const metadata = JSON.parse(execFileSync('cargo', ['metadata', '--locked', '--format-version', '1', '--filter-platform', triple], { maxBuffer: 1 << 28 }));
  const nodes = new Map(metadata.resolve.nodes.map(node => [node.id, node]));
  const packages = new Map(metadata.packages.map(part => [part.id, part]));
  const seen = new Set(), todo = [metadata.resolve.root];
  while (todo.length) {
    for (const dep of nodes.get(todo.pop()).deps) {
      if (seen.has(dep.pkg) || !dep.dep_kinds.some(({ kind }) => kind === null)) continue;
      seen.add(dep.pkg);
      todo.push(dep.pkg);
    }
  }
  return [...seen].map(id => packages.get(id)).map(part => ({ ...part, texts: licenceTexts(path.dirname(part.manifest_path)) }));
}

function npmPackages(metafile) {
  const root = path.dirname(path.dirname(metafile));
  const inputs = Object.keys(JSON.parse(fs.readFileSync(metafile, 'utf8')).inputs);
  const folders = new Set(inputs.flatMap(input => /^(?:.*node_modules\/)(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
  return [...folders].map(folder => path.join(root, folder)).map(folder => {
    const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return { name, version, license, texts: licenceTexts(folder) };
  });
}

function licenceTexts(folder) {
  return fs.readdirSync(folder).filter(name => /^(licen[cs]e|copying|copyright|notice|unlicense)/i.test(name))
    .map(name => path.join(folder, name)).filter(file => fs.statSync(file).isFile())
    .map(file => fs.readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim());
}

function byText(parts) {
  const texts = new Map();
  for (const { name, texts: own } of parts) for (const text of own) texts.set(text, [...(texts.get(text) ?? []), name]);
  return texts;
}
