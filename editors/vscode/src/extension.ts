import { execFile } from 'child_process';
import { accessSync, constants } from 'fs';
import { delimiter, isAbsolute, join } from 'path';
import {
  commands, env, ExtensionContext, languages, LogOutputChannel, StatusBarAlignment, StatusBarItem, ThemeColor, Uri, window, workspace,
} from 'vscode';
import { LanguageClient, State, TransportKind } from 'vscode-languageclient/node';
import { DRAFTS, isDraft } from './drafts';
import { RecordPanel } from './record';

const PROGRAM = process.platform === 'win32' ? 'copydesk.exe' : 'copydesk';

let desk: Desk | undefined;

export async function activate(context: ExtensionContext) {
  const output = window.createOutputChannel('Copydesk', { log: true });
  const item = window.createStatusBarItem('copydesk.status', StatusBarAlignment.Right, 100);
  item.name = 'Copydesk';
  item.command = 'copydesk.showOutput';
  desk = new Desk(context, output, item);
  new RecordPanel(context, () => desk?.running());
  context.subscriptions.push(output, item,
    commands.registerCommand('copydesk.restart', () => desk?.restart()),
    commands.registerCommand('copydesk.showOutput', () => output.show()),
    commands.registerCommand('copydesk.version', () => desk?.tellVersion()),
    commands.registerCommand('copydesk.writeSettings', () => desk?.writeSettings()),
    languages.onDidChangeDiagnostics(() => desk?.count()),
    window.onDidChangeActiveTextEditor(() => desk?.count()),
    workspace.onDidChangeConfiguration(change => {
      const ours = ['copydesk.serverPath', 'copydesk.delay'].some(key => change.affectsConfiguration(key));
      if (ours) void desk?.restart();
    }),
    workspace.onDidGrantWorkspaceTrust(() => desk?.restart()));
  await desk.start();
}

export function deactivate() {
  return desk?.stop();
}

/** One server and what the window says about it. */
class Desk {
  private client: LanguageClient | undefined;
  private program = '';
  // Starts and stops are done one after the other: settings may change while a server is still starting.
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: ExtensionContext,
    private readonly output: LogOutputChannel,
    private readonly item: StatusBarItem,
  ) {}

  start() { return this.next(() => this.open()); }
  stop() { return this.next(() => this.close()); }
  restart() { return this.next(async () => { await this.close(); await this.open(); }); }

  async tellVersion() {
    const server = this.client?.initializeResult?.serverInfo;
    if (!server) return this.complain('The copydesk server is not running.');
    const line = this.about();
    if (await window.showInformationMessage(line, 'Copy') === 'Copy') await env.clipboard.writeText(line);
  }

  running() {
    return this.client?.isRunning() ? this.client : undefined;
  }

  /** Writes a copydesk.toml that explains every key, and opens it. One that is there is only opened. */
  async writeSettings() {
    const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
    if (!folder) return this.complain('Open the folder that holds your drafts first: copydesk.toml lies beside them.');
    if (!this.program) return this.complain('The copydesk program is missing.');
    await new Promise<void>(done => execFile(this.program, ['init'], { cwd: folder }, (_, said, complaint) => {
      this.output.append(said + complaint);
      done();
    }));
    await commands.executeCommand('vscode.open', Uri.file(join(folder, 'copydesk.toml')));
  }

  /** Says in the status bar how many findings the draft has, and in its tip how much is on record. */
  async count() {
    const client = this.running(), document = window.activeTextEditor?.document;
    if (!client || !document || !isDraft(document)) return;
    const findings = languages.getDiagnostics(document.uri).filter(finding => finding.source === 'copydesk').length;
    const status = await client.sendRequest<{ record: string; stories?: number }>('copydesk/status',
      { textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) } }).catch(() => undefined);
    if (client !== this.running() || document !== window.activeTextEditor?.document) return;
    const record = { none: 'No record is named: quotations are not held against anything.', reached: `${status?.stories ?? 0} stories on record.`,
      unreached: 'The record is being read, or could not be.' }[status?.record ?? 'none'];
    this.show(`$(check) Copydesk${findings ? ` ${findings}` : ''}`, `${findings === 1 ? '1 finding' : `${findings} findings`} in this draft. ${record}\n${this.about()}`);
  }

  private about() {
    const server = this.client?.initializeResult?.serverInfo;
    return `${server?.name ?? 'copydesk'} ${server?.version ?? ''}, ${this.program}`;
  }

  private next(work: () => Promise<void>) {
    this.queue = this.queue.then(work, work);
    return this.queue;
  }

  private async open() {
    const program = this.findProgram();
    if (!program) return;
    this.program = program;
    this.show('$(sync~spin) Copydesk', `Starting ${program}`);
    this.output.appendLine(`Starting ${program}`);
    const delay = workspace.getConfiguration('copydesk').get<number | null>('delay');
    const client = new LanguageClient('copydesk', 'Copydesk',
      { command: program, args: ['lsp'], transport: TransportKind.stdio },
      {
        documentSelector: DRAFTS,
        initializationOptions: delay == null ? {} : { delay },
        outputChannel: this.output,
      });
    this.client = client;
    client.onDidChangeState(({ newState }) => { if (client === this.client) this.showState(newState); });
    try {
      await client.start();
    } catch {
      // The client has shown the failure with a button to the output, and onDidChangeState has turned the item red.
      this.showState(State.Stopped);
    }
  }

  private async close() {
    const client = this.client;
    this.client = undefined;
    // A server that never came up cannot be asked to stop; there is nothing left of it then.
    if (client?.needsStop()) await client.stop().catch(() => undefined);
    await client?.dispose().catch(() => undefined);
  }

  /** The user's own program, else the one packed into the extension, else one on the PATH. */
  private findProgram(): string | undefined {
    const chosen = workspace.getConfiguration('copydesk').get<string | null>('serverPath')?.trim();
    if (chosen) {
      const path = isAbsolute(chosen) ? chosen : join(workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', chosen);
      if (canRun(path)) return path;
      this.refuse(`The setting copydesk.serverPath names ${path}, which is not there or is not a program.`);
      return undefined;
    }
    const packed = this.context.asAbsolutePath(join('bin', PROGRAM));
    const places = [packed, ...(process.env.PATH ?? '').split(delimiter).filter(Boolean).map(folder => join(folder, PROGRAM))];
    const found = places.find(canRun);
    if (!found) this.refuse(`The copydesk program is missing: it is neither in this extension (${packed}) nor on your PATH.`);
    return found;
  }

  private refuse(message: string) {
    this.show('$(error) Copydesk', message, true);
    this.output.appendLine(`${message} Drafts are not checked until this is mended.`);
    void this.complain(message);
  }

  private async complain(message: string) {
    const answer = await window.showErrorMessage(message, 'Show Output', 'Open Settings');
    if (answer === 'Show Output') this.output.show();
    if (answer === 'Open Settings') await commands.executeCommand('workbench.action.openSettings', 'copydesk.serverPath');
  }

  private showState(state: State) {
    if (state === State.Running) this.show('$(check) Copydesk', `Reading along: ${this.about()}`);
    else if (state === State.Starting) this.show('$(sync~spin) Copydesk', `Starting ${this.program}`);
    else this.show('$(error) Copydesk', `The server is not running: drafts are not checked.\n${this.program}`, true);
  }

  private show(text: string, tooltip: string, broken = false) {
    this.item.text = text;
    this.item.tooltip = `${tooltip}\nClick for the output.`;
    this.item.backgroundColor = broken ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    this.item.show();
  }
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
