import {
  commands, Event, EventEmitter, ExtensionContext, Position, Range, TextEditor, ThemeIcon, TreeDataProvider, TreeItem, TreeView,
  Uri, window,
} from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';
import { isDraft } from './drafts';

/** A line of the server's answer to `copydesk/record`. */
interface Line { kind: 'head' | 'about' | 'paragraph' | 'item'; words: string; to?: string }
interface Shown { lines: Line[] }

// A cursor that runs through a paragraph asks once, where it stops.
const PAUSE_MS = 150;

/** The panel "Record": what is on record of the name or the quotation under the cursor. */
export class RecordPanel implements TreeDataProvider<Line> {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeTreeData: Event<void> = this.changed.event;
  private readonly view: TreeView<Line>;
  private lines: Line[] = [];
  private waiting: NodeJS.Timeout | undefined;
  private asked = 0;

  constructor(context: ExtensionContext, private readonly client: () => LanguageClient | undefined) {
    this.view = window.createTreeView('copydesk.record', { treeDataProvider: this });
    context.subscriptions.push(this.view, this.changed,
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.soon(textEditor)),
      this.view.onDidChangeVisibility(() => window.activeTextEditor && this.soon(window.activeTextEditor)),
      commands.registerCommand('copydesk.lookUp', () => this.lookUp()),
      { dispose: () => clearTimeout(this.waiting) });
  }

  getChildren(parent?: Line) {
    return parent ? [] : this.lines;
  }

  getTreeItem(line: Line) {
    const item = new TreeItem(line.words);
    item.tooltip = line.words;
    if (line.kind === 'head') item.iconPath = new ThemeIcon('quote');
    if (!line.to) return item;
    const target = Uri.parse(line.to, true);
    const place = new Position(Math.max(0, Number(/^L(\d+)$/.exec(target.fragment)?.[1] ?? 1) - 1), 0);
    item.iconPath = new ThemeIcon('go-to-file');
    item.command = {
      command: 'vscode.open',
      title: 'Open on Record',
      arguments: [target.with({ fragment: '' }), { selection: new Range(place, place) }],
    };
    return item;
  }

  /** Looks up the selected words, or whatever stands under the cursor. */
  private async lookUp() {
    const editor = window.activeTextEditor;
    if (!editor) return;
    const words = editor.document.getText(editor.selection).trim();
    await commands.executeCommand('copydesk.record.focus');
    if (!await this.show(editor, words || undefined)) {
      this.put([{ kind: 'paragraph', words: 'The cursor is on no name and on no quotation' }]);
    }
  }

  private soon(editor: TextEditor) {
    clearTimeout(this.waiting);
    if (this.view.visible) this.waiting = setTimeout(() => void this.show(editor), PAUSE_MS);
  }

  /** Whether there was something to show. Off a name or quotation the panel keeps what it shows: the eye may still be on it. */
  private async show(editor: TextEditor, words?: string) {
    const client = this.client();
    const { document, selection } = editor;
    if (!client?.isRunning() || !isDraft(document)) return false;
    const turn = ++this.asked;
    const shown = await client.sendRequest<Shown | null>('copydesk/record', {
      ...client.code2ProtocolConverter.asTextDocumentPositionParams(document, selection.active), words,
    }).catch(() => null);
    if (!shown) return false;
    if (turn === this.asked) this.put(shown.lines);
    return true;
  }

  private put(lines: Line[]) {
    // A head and what is said of it are one row.
    this.lines = lines.reduce<Line[]>((rows, line) => {
      const head = rows.at(-1);
      if (line.kind === 'about' && head) rows[rows.length - 1] = { ...head, words: head.words + line.words };
      else rows.push(line);
      return rows;
    }, []);
    this.changed.fire();
  }
}
