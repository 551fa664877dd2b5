import { TextDocument } from 'vscode';

const LANGUAGES = ['markdown', 'plaintext', 'mdx'];

/** What the server reads along with. */
export const DRAFTS = ['file', 'untitled'].flatMap(scheme => LANGUAGES.map(language => ({ scheme, language })));

export function isDraft(document: TextDocument): boolean {
  return DRAFTS.some(draft => draft.scheme === document.uri.scheme && draft.language === document.languageId);
}
