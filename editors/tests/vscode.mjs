// The built .vsix in VS Code's own workbench (code-server), driven in headless Chromium: what a person sees and clicks.
// env: CODE_SERVER, VSIX, NEWSROOM (a folder to open); SERVER: another program than the one in the .vsix; SHOTS: folder for pictures; WAIT_MS.
// Every wait polls a condition; nothing sleeps.
import { chromium } from 'playwright-core';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const { CODE_SERVER, VSIX, NEWSROOM, SERVER, SHOTS, WAIT_MS = '30000' } = process.env;
let longest = +WAIT_MS;
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'copydesk-vscode-'));
const settings = `${home}/user/User/settings.json`;
let passed = 0, failed = 0;

function check(name, ok, got) {
  if (ok) passed++;
  else { failed++; longest = 5000; } // one fault seldom comes alone: do not wait as long for the rest
  console.log(`${ok ? 'ok  ' : 'FAIL'} vscode: ${name}${ok ? '' : `  got: ${JSON.stringify(got)}`}`);
}

async function soon(condition, limit = longest) {
  const end = Date.now() + limit;
  for (;;) {
    const value = await condition();
    if (value || Date.now() > end) return value;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

const ofFolder = `${NEWSROOM}/.vscode/settings.json`;

function writeFolderSettings(all) {
  fs.mkdirSync(path.dirname(ofFolder), { recursive: true });
  fs.writeFileSync(ofFolder, JSON.stringify(all));
}

function writeSettings() {
  fs.writeFileSync(settings, JSON.stringify({
    'workbench.startupEditor': 'none', 'workbench.tips.enabled': false, 'workbench.enableExperiments': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden', 'workbench.colorTheme': 'Default Light Modern',
    'telemetry.telemetryLevel': 'off', 'update.mode': 'none', 'extensions.autoUpdate': false, 'extensions.autoCheckUpdates': false,
    'extensions.ignoreRecommendations': true, 'chat.disableAIFeatures': true, 'chat.commandCenter.enabled': false, 'git.enabled': false,
    'security.workspace.trust.enabled': false, 'editor.minimap.enabled': false, 'editor.stickyScroll.enabled': false, 'editor.wordWrap': 'on',
    ...(SERVER && { 'copydesk.serverPath': SERVER }),
  }));
}

function freePort() {
  return new Promise(resolve => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => resolve(port)); });
  });
}

// Which servers run out of the installed extension: told by the kernel, not by the extension.
function serversRunning() {
  return fs.readdirSync('/proc').filter(pid => /^\d+$/.test(pid)).filter(pid => {
    try { return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${home}/ext/`) && fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('/bin/copydesk'); } catch { return false; }
  });
}

async function startCodeServer(port) {
  const folders = ['--user-data-dir', `${home}/user`, '--extensions-dir', `${home}/ext`, '--config', `${home}/config.yaml`];
  const env = { ...process.env, XDG_CONFIG_HOME: `${home}/xdg`, XDG_DATA_HOME: `${home}/xdg`, XDG_CACHE_HOME: `${home}/cache` };
  fs.writeFileSync(`${home}/config.yaml`, 'auth: none\ncert: false\n');
  execFileSync(CODE_SERVER, [...folders, '--install-extension', VSIX], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  check('the .vsix installs', fs.readdirSync(`${home}/ext`).some(name => name.startsWith('copydesk.copydesk-')));
  const server = spawn(CODE_SERVER, [...folders, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check',
    '--disable-workspace-trust', '--disable-getting-started-override', '--disable-proxy'],
    { env, detached: true, stdio: ['ignore', fs.openSync(`${home}/code-server.log`, 'w'), 'inherit'] });
  await soon(async () => { try { return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok; } catch { return false; } });
  return server;
}

async function readsAlong(page) {
  await page.locator('.monaco-workbench').waitFor({ timeout: 60000 });
  await page.getByRole('treeitem', { name: 'story.md' }).dblclick({ timeout: longest });
  await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: longest });
  await soon(async () => await squiggles(page) === 2);
  check('two squiggles', await squiggles(page) === 2, await squiggles(page));
  if (await squiggles(page) === 0) throw new Error('nothing reads along; the rest would only wait');
  await soon(async () => (await statusItem(page).innerText()).trim() === 'Copydesk 2' && await statusItem(page).locator('.codicon-check').count() === 1);
  check('the status bar says it reads along, and how many findings there are', (await statusItem(page).innerText()).trim() === 'Copydesk 2', await statusItem(page).innerHTML());
  const running = serversRunning();
  check('the server is the one in the .vsix', running.length === 1, running);
  await shot(page, '1-squiggles');
}

const squiggles = page => page.locator('.squiggly-warning').count();
const statusItem = page => page.locator('.statusbar-item[id="copydesk.copydesk.copydesk.status"], .statusbar-item[aria-label*="Copydesk"]').first();
const shot = (page, name) => SHOTS ? page.screenshot({ path: `${SHOTS}/vscode-${name}.png` }) : undefined;
const textOf = async locator => (await locator.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');

async function problemsPanel(page) {
  await page.keyboard.press('Control+Shift+M');
  const rows = page.locator('.markers-panel .monaco-list-row');
  const ours = async () => (await rows.allInnerTexts()).filter(row => /copydesk/.test(row) && /unattributed-quote/.test(row));
  await soon(async () => (await ours()).length === 2);
  check('Problems lists both, with source and rule', (await ours()).length === 2, await rows.allInnerTexts());
  const places = (await ours()).map(row => /Ln (\d+), Col (\d+)/.exec(row)?.slice(1).join(':')).join(' ');
  check('Problems names line and column, behind an emoji too', places === '5:4 7:1', places);
  await shot(page, '2-problems');
  await page.keyboard.press('Control+Shift+M');
}

async function hover(page, words, wanted, name) {
  const text = async () => textOf(page.locator('.monaco-hover:not(.hidden)'));
  const box = await page.locator('.view-line', { hasText: words }).first().evaluate(placeOf, words);
  await soon(async () => {
    await page.mouse.move(box.x + box.width / 2 + 40, box.y + 200);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    return soon(async () => (await text()).includes(wanted), 3000);
  });
  check(name, (await text()).includes(wanted), await text());
  await shot(page, `3-hover-${words.replaceAll(' ', '-')}`);
  await page.keyboard.press('Escape');
}

// Runs in the page: a word is no element of its own, so ask for the rectangle its letters fill. Blanks are drawn as no-break spaces.
function placeOf(line, words) {
  const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const from = node.data.replaceAll('\u00a0', ' ').indexOf(words);
    if (from < 0) continue;
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, from + words.length);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x, y, width, height };
  }
  throw new Error(`not on the screen: ${words}`);
}

async function recordPanel(page) {
  await command(page, 'Explorer: Focus on Record View');
  const rows = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Record' }) }).locator('.monaco-list-row');
  const text = () => textOf(rows);
  const box = await page.locator('.view-line', { hasText: 'asked the pilots' }).first().evaluate(placeOf, 'asked the pilots');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await soon(async () => (await text()).includes('the same words'));
  check('the Record panel follows the cursor', (await text()).includes('Inês Caldeira') && (await text()).includes('the same words'), await text());
  await shot(page, '3-panel');
  await rows.filter({ hasText: 'the same words' }).first().click({ timeout: longest });
  const opened = page.locator('.tab.active', { hasText: '2031-02-11' });
  await opened.waitFor({ timeout: longest }).catch(() => undefined);
  check('a click opens the place on record', await opened.count() === 1, await textOf(page.locator('.tab')));
  await page.getByRole('treeitem', { name: 'story.md' }).dblclick({ timeout: longest });
  await soon(async () => await squiggles(page) === 2);
}

async function quickFix(page) {
  const box = await page.locator('.view-line', { hasText: 'tide tables' }).first().evaluate(placeOf, 'tide tables');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.keyboard.press('Control+.');
  const menu = page.locator('.action-widget');
  const offered = async () => /allow/i.test(await textOf(menu));
  await soon(offered);
  check('a quick fix offers leave to break the rule', await offered(), await textOf(menu));
  await shot(page, '4-quick-fix');
  await page.keyboard.press('Escape');
}

async function writing(page) {
  const lines = () => textOf(page.locator('.view-line'));
  const holds = async words => (await lines()).replace(/\s+/g, ' ').includes(words);
  const menu = page.locator('.action-widget');
  await page.locator('.view-line', { hasText: 'tide tables' }).first().click();
  await page.keyboard.press('Control+.');
  await menu.locator('.monaco-list-row', { hasText: 'after the first sentence' }).first().click({ timeout: longest });
  await soon(() => holds('first day,” TK said.'));
  await page.keyboard.type('Otto Brandt');
  const named = 'first day,” Otto Brandt said.';
  await soon(() => holds(named));
  check('a speaker is added after the sentence, and typed over what stands for the name', await holds(named), await lines());
  await shot(page, '4-attribution');
  await soon(async () => {
    await page.keyboard.press('Control+Z');
    return soon(async () => !await holds('TK said') && !await holds('Brandt') && await holds('the first day.”') && await squiggles(page) === 2, 500);
  });
  check('undo takes it back', await squiggles(page) === 2 && !await holds('Otto Brandt'), await lines());

  const box = await page.locator('.view-line', { hasText: 'Caldeira' }).first().evaluate(placeOf, 'Caldeira');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.keyboard.press('F2');
  const name = page.locator('.rename-box input');
  await name.waitFor({ timeout: longest }).catch(() => undefined);
  await name.fill('Inês Caldeiro').catch(() => undefined);
  await page.keyboard.press('Enter');
  await soon(() => holds('Inês Caldeiro said'));
  check('rename spells a name otherwise', await holds('Inês Caldeiro said'), await lines());
  await page.keyboard.press('Control+Z');
  await soon(() => holds('Inês Caldeira said'));

  await page.keyboard.press('Control+T');
  const found = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Inês Caldeira' });
  await page.locator('.quick-input-widget input').fill('#Caldei', { timeout: longest });
  await found.first().waitFor({ timeout: longest }).catch(() => undefined);
  check('the search for symbols finds a name on record', await found.count() > 0, await textOf(page.locator('.quick-input-list')));
  await page.keyboard.press('Escape');

  writeFolderSettings({ 'copydesk.codeLens': true, 'copydesk.inlayHints': true });
  const lens = page.locator('.codelens-decoration', { hasText: '1 independent source' });
  await lens.first().waitFor({ timeout: longest }).catch(() => undefined);
  check('a line says by how many sources a quotation is on record, once that is wanted', await lens.count() === 1, await textOf(page.locator('.codelens-decoration')));
  const speaker = () => holds('pilots,”Inês Caldeira');
  await soon(speaker);
  check('and a speaker stands behind each quotation', await speaker(), await lines());
  await shot(page, '4-lens');
  writeFolderSettings({});
  await soon(async () => await lens.count() === 0);
  check('both go when they are no longer wanted', await lens.count() === 0 && !await speaker(), await lines());
}

async function typeAllow(page) {
  await page.locator('.view-line', { hasText: 'tide tables' }).first().click();
  await page.keyboard.press('Home');
  await page.keyboard.type('<!-- copydesk: allow unattributed-quote the pilots hold it up as a placard -->\n');
  await soon(async () => await squiggles(page) === 1);
  check('no squiggle after an allow is typed', await squiggles(page) === 1, await squiggles(page));
  await shot(page, '4-allowed');
}

async function command(page, title) {
  await page.keyboard.press('F1');
  const box = page.locator('.quick-input-widget input');
  await box.waitFor({ timeout: longest });
  await box.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click({ timeout: longest });
}

async function commands(page) {
  const before = serversRunning();
  await command(page, 'Copydesk: Restart Server');
  const anew = () => { const now = serversRunning(); return now.length === 1 && now[0] !== before[0]; };
  await soon(anew);
  check('restart ends the server and starts another', anew(), [before, serversRunning()]);
  await soon(async () => await squiggles(page) === 1);
  check('the squiggle is back after the restart', await squiggles(page) === 1, await squiggles(page));
  await command(page, 'Copydesk: Server Version');
  const toast = page.locator('.notification-toast', { hasText: /copydesk \d+\.\d+/ });
  await toast.waitFor({ timeout: longest }).catch(() => undefined);
  check('the server tells its version', await toast.count() === 1, await textOf(page.locator('.notification-toast')));
  await shot(page, '5-version');
}

async function missingServer(page) {
  writeFolderSettings({ 'copydesk.serverPath': '/nowhere/copydesk' });
  const toast = page.locator('.notification-toast', { hasText: '/nowhere/copydesk' });
  await toast.waitFor({ timeout: longest }).catch(() => undefined);
  check('a missing server is said, with its path', await toast.count() === 1, await textOf(page.locator('.notification-toast')));
  await soon(async () => await statusItem(page).locator('.codicon-error').count() === 1);
  check('the status bar says it does not read along', await statusItem(page).locator('.codicon-error').count() === 1);
  await soon(() => serversRunning().length === 0);
  check('and no server is left over', serversRunning().length === 0, serversRunning());
  await shot(page, '6-missing');
  await toast.getByRole('button', { name: 'Show Output' }).click({ timeout: longest });
  const output = page.locator('.output-view-container, [id="workbench.panel.output"]').first();
  const said = async () => (await textOf(output)).replace(/\s+/g, ' ');
  await soon(async () => (await said()).includes('Drafts are not checked'));
  check('its button opens the output', (await said()).includes('Drafts are not checked'), await said());
  await shot(page, '7-output');
  writeFolderSettings({});
  await soon(async () => await squiggles(page) === 1);
  check('a mended setting is taken up at once', await squiggles(page) === 1, await squiggles(page));
}

async function crlf(page) {
  await page.getByRole('treeitem', { name: 'story-crlf.md' }).dblclick({ timeout: longest });
  await page.locator('.tab.active', { hasText: 'story-crlf.md' }).waitFor({ timeout: longest });
  await soon(async () => await squiggles(page) === 2);
  check('two squiggles in a CRLF file', await squiggles(page) === 2, await squiggles(page));
}

async function unsaved(page) {
  await command(page, 'File: New Untitled Text File');
  await page.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor({ timeout: longest });
  await page.keyboard.insertText('“The lock gates will not hold.”\n\nThat is all there is in the notes.\n');
  await soon(async () => await squiggles(page) === 1);
  await shot(page, '8-unsaved');
  check('a squiggle in a new file that was never saved', await squiggles(page) === 1, await squiggles(page));
}

fs.mkdirSync(path.dirname(settings), { recursive: true });
if (SHOTS) fs.mkdirSync(SHOTS, { recursive: true });
writeSettings();
const port = await freePort();
const server = await startCodeServer(port);
const browser = await chromium.launchPersistentContext(`${home}/chromium`, {
  executablePath: '/usr/bin/chromium', viewport: { width: 1280, height: 800 },
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = browser.pages()[0] ?? await browser.newPage();
try {
  await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(NEWSROOM)}`);
  await readsAlong(page);
  await problemsPanel(page);
  await hover(page, 'Caldeira', 'Portmara Courier', 'hover on a name shows the record');
  await hover(page, 'asked the pilots', '2031-02-11', 'hover on a quotation shows where it stands on record');
  await recordPanel(page);
  await quickFix(page);
  await writing(page);
  await typeAllow(page);
  if (!SERVER) await commands(page);
  await missingServer(page);
  await crlf(page);
  await unsaved(page);
} catch (trouble) {
  check('the test ran to its end', false, trouble.message);
  await shot(page, 'fail');
}
await browser.close();
try { process.kill(-server.pid, 'SIGTERM'); } catch { /* it has ended by itself */ }
fs.rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
console.log(`vscode: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
