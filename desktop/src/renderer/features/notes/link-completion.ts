import type { Completion, CompletionContext, CompletionSource } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { fitsWikiLink } from '#rpc/note-links.ts';
import type { NamedTarget } from '#rpc/notes.ts';

const nouns: Readonly<Record<NamedTarget['table'], string>> = { notes: 'Note', tasks: 'Task', projects: 'Project' };

/** A link to a row as it stands in a text: a note by its title where that can be written so, anything else by its address. */
export function linkTo({ table, id, title }: NamedTarget): string {
  if (table === 'notes' && fitsWikiLink(title)) return `[[${title}]]`;
  return `[${title.replaceAll(/[[\]\\]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ')}](#/${table}/${id})`;
}

function insertTarget(target: NamedTarget) {
  return (view: EditorView, _completion: Completion, from: number, to: number) => {
    const open = from - 2;
    const closed = view.state.sliceDoc(to, to + 2) === ']]' ? to + 2 : to;
    const insert = linkTo(target);
    view.dispatch({
      changes: { from: open, to: closed, insert },
      selection: { anchor: open + insert.length },
      userEvent: 'input.complete',
    });
  };
}

/** After `[[` it offers notes, open tasks and projects by name. */
export function linkCompletion(find: (search: string) => Promise<readonly NamedTarget[]>): CompletionSource {
  return async (context: CompletionContext) => {
    const typed = context.matchBefore(/\[\[[^[\]\n]{0,80}$/);
    if (!typed) return null;
    const search = typed.text.slice(2);
    const targets = await find(search);
    if (context.aborted) return null;
    return {
      from: typed.from + 2,
      filter: false,
      options: targets.map((target) => ({
        label: target.title,
        detail: nouns[target.table],
        apply: insertTarget(target),
      })),
    };
  };
}
