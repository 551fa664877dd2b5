// The checker's sheet in Chromium: SERVER is copydesk. Talks to the browser over its debugging pipe.
import { spawn, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "sheet-"));
const evil = `<script>alert(1)</script><img src=x onerror=alert(2)>`;
mkdirSync(join(folder, "archive"));
writeFileSync(join(folder, "archive", "quay.md"), `---\ntitle: "Quay ${evil}"\ndate: 2024-03-07\n---\n"We will never sell the old quay to anybody," Ana Ruiz told the council.\n`);
writeFileSync(join(folder, "draft.txt"), `---\ntitle: Quay <script>alert(0)</script>\ndate: 2024-05-01\n---\n"We will not sell the old quay to anybody," Mayor Ana Ruiz said.\n\n"The crews </script><script>alert(3)</script> have been paid," Nils Dahl said.\n`);

let passed = 0, failed = 0;
const check = (what, holds) => { holds ? passed++ : failed++; console.log(`${holds ? "ok  " : "FAIL"} sheet: ${what}`); };
const end = () => { console.log(`${passed} passed, ${failed} failed`); browser?.kill("SIGKILL"); rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); process.exit(failed ? 1 : 0); };

let browser;
try {
  execFileSync(process.env.SERVER, ["sheet", "draft.txt", "-o", "sheet.html", "--corpus", "archive", "--index", join(folder, "index")], { cwd: folder, stdio: "pipe", timeout: 60_000 });
  if (!existsSync(join(folder, "sheet.html"))) throw new Error("it wrote none");
} catch (e) {
  check(`copydesk makes a page (${e.message.split("\n")[0]})`, false);
  end();
}

browser = spawn("chromium", ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", `--user-data-dir=${join(folder, "profile")}`, "about:blank"], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const waiting = new Map(), events = [];
let last = 0, kept = "";
browser.stdio[4].on("data", (data) => {
  kept += data;
  for (let at; (at = kept.indexOf("\0")) >= 0; kept = kept.slice(at + 1)) {
    const message = JSON.parse(kept.slice(0, at));
    if (message.id) waiting.get(message.id)?.(message); else { events.push(message); for (const see of [...watchers]) see(message); }
  }
});
const watchers = new Set();
let session;
const ask = (method, params = {}) => new Promise((done) => {
  const id = ++last;
  waiting.set(id, (message) => done(message.result ?? { error: message.error }));
  browser.stdio[3].write(JSON.stringify({ id, method, params, sessionId: session }) + "\0");
});
const event = (method) => new Promise((done) => { const see = (m) => { if (m.method === method) { watchers.delete(see); done(m); } }; watchers.add(see); });
const value = async (expression) => (await ask("Runtime.evaluate", { expression, returnByValue: true })).result?.value;
const press = async (key, code = key) => {
  const text = key.length === 1 ? key : undefined;
  await ask("Input.dispatchKeyEvent", { type: "keyDown", key, code, text, windowsVirtualKeyCode: key === " " ? 32 : key === "Tab" ? 9 : key.toUpperCase().charCodeAt(0) });
  await ask("Input.dispatchKeyEvent", { type: "keyUp", key, code });
};

const { targetId } = await ask("Target.createTarget", { url: "about:blank" });
session = (await ask("Target.attachToTarget", { targetId, flatten: true })).sessionId;
for (const part of ["Page", "Network", "Log"]) await ask(`${part}.enable`);
const load = async (go) => { const loaded = event("Page.loadEventFired"); await go(); await loaded; };
await load(() => ask("Page.navigate", { url: `file://${join(folder, "sheet.html")}` }));

check("the page's own script ran under its policy", await value("document.querySelector('.tools').hidden === false"));
check("its style holds", (await value("getComputedStyle(document.querySelector('.entry')).borderLeftWidth")) === "4px");
check("scripts in the draft and the record are shown", await value("document.body.textContent.includes('<script>alert(3)</' + 'script>') && document.querySelector('h1').textContent.includes('alert(0)')"));
check("one script, no picture, no handler", await value("document.scripts.length === 1 && !document.images.length && ![...document.querySelectorAll('*')].some((e) => [...e.attributes].some((a) => a.name.startsWith('on') || a.name === 'style'))"));
await press("n");
check("n goes to the first unchecked quotation", (await value("document.activeElement.id")) === "q1");
await press("Tab"); // the number
await press("Tab"); // the link to the record
await press("Tab"); // the first box
check("Tab leads on to the boxes", (await value("document.activeElement.id")) === "q1-words");
await press(" ", "Space");
check("the space bar ticks", await value("document.activeElement.checked"));
await value("for (const box of document.querySelectorAll('#q1 input[type=checkbox]')) if (!box.checked) box.click()");
check("a quotation with all its boxes is done", (await value("document.getElementById('progress').textContent")) === "1 of 2 quotations checked");
await load(() => ask("Page.reload"));
check("ticks stay in the browser", await value("document.getElementById('q1-words').checked && document.querySelector('#q1').classList.contains('done')"));
await press("n");
check("n passes over what is done", (await value("document.activeElement.id")) === "q2");
const labels = await value("[...document.querySelectorAll('input')].every((i) => i.labels.length && i.labels[0].textContent.trim()) && [...document.querySelectorAll('section, article')].every((e) => document.getElementById(e.getAttribute('aria-labelledby')))");
check("every box and part has a name for a screen reader", labels);
const light = await value("getComputedStyle(document.body).backgroundColor");
await ask("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: "dark" }] });
check("dark is dark", (await value("getComputedStyle(document.body).backgroundColor")) !== light);
await ask("Emulation.setEmulatedMedia", { media: "print" });
check("paper has no buttons and a line for who checked", await value("getComputedStyle(document.querySelector('.tools')).display === 'none' && getComputedStyle(document.querySelector('.paper')).display === 'block'"));
const asked = events.filter((e) => e.method === "Network.requestWillBeSent").map((e) => e.params.request.url);
check("nothing was fetched but the page", asked.length > 0 && asked.every((url) => url.startsWith(`file://${folder}/sheet.html`)));
check("nothing was called up, nothing broke a policy", !events.some((e) => e.method === "Page.javascriptDialogOpening" || (e.method === "Log.entryAdded" && e.params.entry.level === "error")));
end();
