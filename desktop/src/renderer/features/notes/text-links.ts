import { Decoration, type EditorView, MatchDecorator, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { EditorState, Extension } from '@codemirror/state';
import { wikiLinks } from '#rpc/note-links.ts';

/** Where a link of a note leads within the app. */
export type NoteLink = { to: 'title'; title: string } | { to: 'row'; table: string; id: string };

const rowAddress = /#\/(notes|tasks|projects|clients)\/([A-Za-z0-9_.:-]{1,128})(?:\/checkpoint\/([A-Za-z0-9_.:-]{1,128}))?/g;

/** The link that stands at a place of the text. */
export function linkAt({ state, at }: { state: EditorState; at: number }): NoteLink | undefined {
  const line = state.doc.lineAt(at);
  const offset = at - line.from;
  const wiki = wikiLinks(line.text).find(({ from, to }) => from <= offset && offset <= to);
  if (wiki) return { to: 'title', title: wiki.title };
  for (const match of line.text.matchAll(/\[[^\]\n]*\]\(([^()\s]+)\)/g)) {
    if (offset < match.index || offset > match.index + match[0].length) continue;
    const [, table, id, checkpointId] = [...(match[1] ?? '').matchAll(rowAddress)][0] ?? [];
    if (checkpointId) return { to: 'row', table: 'checkpoints', id: checkpointId };
    if (table && id) return { to: 'row', table, id };
  }
  return undefined;
}

const mark = Decoration.mark({ class: 'cm-note-link' });

const decorator = new MatchDecorator({ regexp: /\[\[[^[\]\r\n]+\]\]/g, decoration: mark });

const shown = ViewPlugin.fromClass(
  class {
    decorations;
    constructor(view: EditorView) {
      this.decorations = decorator.createDeco(view);
    }
    update(update: ViewUpdate) {
      this.decorations = decorator.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** Links to notes are seen as such. */
export const textLinks: Extension = shown;
