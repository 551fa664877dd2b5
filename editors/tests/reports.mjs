// What CI takes up: the SARIF report against the standard's own schema (2.1.0), on drafts that have everything a report can hold.
import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const Ajv = require("ajv");
const ajv = new Ajv({ schemaId: "auto", allErrors: true, unknownFormats: ["uri-reference"] });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const schema = JSON.parse(readFileSync(require.resolve("@microsoft/jest-sarif/package.json").replace("package.json", "lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
const isSarif = ajv.compile(schema);

const folder = mkdtempSync(join(tmpdir(), "reports-"));
let passed = 0, failed = 0;
const check = (what, holds, why = "") => { holds ? passed++ : failed++; console.log(`${holds ? "ok  " : "FAIL"} reports: ${what}${holds ? "" : ` ${why}`}`); };
const write = (path, text) => { mkdirSync(join(folder, path, ".."), { recursive: true }); writeFileSync(join(folder, path), text); };
const sarif = (...args) => {
  const command = ["check", "--format", "sarif", "--fail-on", "never", ...args];
  return JSON.parse(execFileSync(process.env.SERVER, command, { cwd: folder, encoding: "utf8", stdio: "pipe", timeout: 60_000 }));
};
const valid = (log) => isSarif(log) || JSON.stringify(isSarif.errors.slice(0, 3));

try {
  write("archive/2024-03-07 quay, 1.md", "---\ntitle: Quay\ndate: 2024-03-07\n---\n\"We will never sell the old quay to anybody,\" Ana Ruiz told the council.\n");
  write("drafts/a story, 50 %.md", "---\ndate: 2024-05-01\n---\n\"We will not sell the old quay to anybody,\" Ana Ruiz said. 🚢\n\n“Nobody tells us anything.”\n\n\"It is late,\" she admitted.\n\nOn Monday, 2 May 2024, the \"old \"quay\" opens\", she said.\n");
  write("drafts/broken.docx", "PK\x03\x04 cut off");
  const log = sarif("--index", join(folder, "index"), "--corpus", "archive", "drafts");
  const results = log.runs[0].results;
  check("a log with findings, records, fixes and a file that could not be read fits the schema", valid(log) === true, valid(log));
  check("it has all of them", results.length > 2 && results.some((r) => r.relatedLocations) && results.some((r) => r.fixes) && log.runs[0].invocations[0].toolExecutionNotifications.length > 0, JSON.stringify(results.map((r) => r.ruleId)));
  check("each result names its rule by place", results.every((r) => log.runs[0].tool.driver.rules[r.ruleIndex].id === r.ruleId));
  const empty = sarif("--no-corpus", "--select", "protected-name", "drafts");
  check("a log without findings fits it too", valid(empty) === true && empty.runs[0].results.length === 0, valid(empty));
  check("a log that is none does not", !isSarif({ ...log, version: "2" }));
} catch (e) {
  check(`copydesk writes a log (${e.message.split("\n")[0]})`, false);
}
rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
