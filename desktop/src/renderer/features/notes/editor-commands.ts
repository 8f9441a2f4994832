import { EditorSelection, type ChangeSpec, type EditorState, type StateCommand, type Transaction } from '@codemirror/state';

/** Puts a mark of Markdown around each selection, or takes it off where it stands. */
export function toggleMark(mark: string): StateCommand {
  return ({ state, dispatch }) => {
    const { length } = mark;
    const change = state.changeByRange((range) => {
      const { from, to } = range;
      const isAround = state.sliceDoc(from - length, from) === mark && state.sliceDoc(to, to + length) === mark;
      if (isAround)
        return {
          changes: [
            { from: from - length, to: from },
            { from: to, to: to + length },
          ],
          range: EditorSelection.range(range.anchor - length, range.head - length),
        };
      return {
        changes: [
          { from, insert: mark },
          { from: to, insert: mark },
        ],
        range: EditorSelection.range(range.anchor + length, range.head + length),
      };
    });
    dispatch(state.update(change, { scrollIntoView: true, userEvent: 'input' }));
    return true;
  };
}

const address = /^(?:https?:\/\/|mailto:)\S+$/;

/** Makes a link of what is selected: words get a place for their address, an address a place for its words. */
export const insertLink: StateCommand = ({ state, dispatch }) => {
  const change = state.changeByRange(({ from, to }) => {
    const words = state.sliceDoc(from, to);
    const isAddress = address.test(words);
    const insert = isAddress ? `[](${words})` : `[${words}]()`;
    const at = isAddress ? from + 1 : from + words.length + 3;
    return { changes: { from, to, insert }, range: EditorSelection.cursor(at) };
  });
  dispatch(state.update(change, { scrollIntoView: true, userEvent: 'input' }));
  return true;
};

const taskLine = /^(\s*(?:[-*+]|\d+[.)])\s+)\[([ xX])\](?=\s|$)/;
const listLine = /^\s*(?:[-*+]|\d+[.)])\s+/;

/** The lines that the selections touch, each once. */
function linesOf(state: EditorState) {
  const lines = new Map<number, { from: number; text: string }>();
  for (const { from, to } of state.selection.ranges)
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at);
      lines.set(line.number, line);
      at = line.to + 1;
    }
  return [...lines.values()];
}

/** Checks the boxes of the selected lines, or opens them again; a line without one gets one. */
export const toggleTask: StateCommand = ({ state, dispatch }) => {
  const lines = linesOf(state);
  const allDone = lines.every(({ text }) => (taskLine.exec(text)?.[2] ?? ' ') !== ' ');
  const changes: ChangeSpec[] = lines.map(({ from, text }) => {
    const box = taskLine.exec(text);
    if (box) {
      const at = from + (box[1]?.length ?? 0) + 1;
      return { from: at, to: at + 1, insert: allDone ? ' ' : 'x' };
    }
    const list = listLine.exec(text);
    const indent = /^\s*/.exec(text)?.[0].length ?? 0;
    return list ? { from: from + list[0].length, insert: '[ ] ' } : { from: from + indent, insert: '- [ ] ' };
  });
  dispatch(state.update({ changes, userEvent: 'input' }));
  return true;
};

/** Checks or opens the box at a place of the text; undefined where none stands. */
export function boxAt({ state, at }: { state: EditorState; at: number }): Transaction | undefined {
  const line = state.doc.lineAt(at);
  const box = taskLine.exec(line.text);
  if (!box) return undefined;
  const from = line.from + (box[1]?.length ?? 0);
  if (at < from || at > from + 3) return undefined;
  return state.update({ changes: { from: from + 1, to: from + 2, insert: box[2] === ' ' ? 'x' : ' ' }, userEvent: 'input' });
}
