import { autocompletion, closeCompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, EditorState } from '@codemirror/state';
import { drawSelection, dropCursor, EditorView, highlightSpecialChars, keymap, placeholder } from '@codemirror/view';
import type { NamedTarget } from '#rpc/notes.ts';
import { boxAt, insertLink, toggleMark, toggleTask } from './editor-commands.ts';
import { editorTheme } from './editor-theme.ts';
import { fromEditor, toEditor, type LineEnding } from './line-endings.ts';
import { linkCompletion } from './link-completion.ts';
import { linkAt, type NoteLink, textLinks } from './text-links.ts';

export interface Editor {
  view: EditorView;
  /** The text, byte for byte as it is to be kept. */
  text: () => string;
  /** Takes a text from outside over another: only what differs is changed, and the cursor stays where it was. */
  show: (text: string) => void;
  destroy: () => void;
}

/** Marks what did not come from the user's hand. */
const fromOutside = Annotation.define<boolean>();

/** Where two texts differ. */
function difference({ before, after }: { before: string; after: string }): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  let end = 0;
  while (end < shorter - from && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end))
    end += 1;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}

/** An editor of Markdown's source in `parent`. */
export function createEditor({
  parent,
  text,
  find,
  onEdit,
  onLink,
  onBlur,
}: {
  parent: HTMLElement;
  text: string;
  /** What a link may lead to. */
  find: (search: string) => Promise<readonly NamedTarget[]>;
  onEdit: () => void;
  onLink: (link: NoteLink) => void;
  onBlur: () => void;
}): Editor {
  const first = toEditor(text);
  let ending: LineEnding = first.ending;

  const follow = (view: EditorView, at: number): boolean => {
    const link = linkAt({ state: view.state, at });
    if (link) onLink(link);
    return link !== undefined;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: first.doc,
      extensions: [
        // Only this ends a line here: what else looks like an end stays the character that it is.
        EditorState.lineSeparator.of('\n'),
        EditorView.clipboardInputFilter.of((pasted) => pasted.replaceAll(/\r\n?/g, '\n')),
        history(),
        drawSelection(),
        dropCursor(),
        EditorView.lineWrapping,
        highlightSpecialChars(),
        highlightSelectionMatches(),
        search({ top: true }),
        markdown({ base: markdownLanguage, completeHTMLTags: false }),
        autocompletion({ override: [linkCompletion(find)], icons: false, interactionDelay: 0 }),
        textLinks,
        editorTheme,
        placeholder('Write in Markdown. [[ links to another note, a task or a project.'),
        keymap.of([
          { key: 'Mod-b', run: toggleMark('**') },
          { key: 'Mod-i', run: toggleMark('*') },
          { key: 'Mod-e', run: toggleMark('`') },
          // Without a selection the key stays the palette's.
          { key: 'Mod-k', run: (editor) => !editor.state.selection.main.empty && insertLink(editor) },
          { key: 'Mod-Enter', run: toggleTask },
          { key: 'Alt-Enter', run: (editor) => follow(editor, editor.state.selection.main.head) },
          { key: 'Escape', run: closeCompletion },
          ...completionKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.contentAttributes.of({
          'aria-label': 'Text of the note, in Markdown',
          // It can be reached by keys without this; that it can is seen by this.
          tabindex: '0',
          spellcheck: 'true',
          autocorrect: 'on',
          autocapitalize: 'sentences',
        }),
        EditorView.domEventHandlers({
          blur: () => onBlur(),
          mousedown: (event, editor) => {
            const at = editor.posAtCoords({ x: event.clientX, y: event.clientY });
            if (at === null) return false;
            if (event.metaKey || event.ctrlKey) return follow(editor, at);
            return false;
          },
          dblclick: (event, editor) => {
            const at = editor.posAtCoords({ x: event.clientX, y: event.clientY });
            const checked = at === null ? undefined : boxAt({ state: editor.state, at });
            if (checked) editor.dispatch(checked);
            return checked !== undefined;
          },
        }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          if (update.transactions.some((each) => each.annotation(fromOutside))) return;
          onEdit();
        }),
      ],
    }),
  });
  return {
    view,
    text: () => fromEditor({ doc: view.state.doc.toString(), ending }),
    show: (next) => {
      const after = toEditor(next);
      const before = view.state.doc.toString();
      ending = after.ending;
      if (before === after.doc) return;
      view.dispatch({ changes: difference({ before, after: after.doc }), annotations: fromOutside.of(true) });
    },
    destroy: () => view.destroy(),
  };
}
