import { EditorState, Text } from '@codemirror/state';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insertLink, toggleMark, toggleTask } from './editor-commands.ts';
import { fromEditor, toEditor } from './line-endings.ts';
import { linkTo } from './link-completion.ts';
import { mergeTexts } from './merge-texts.ts';
import { createNoteDrafts, fingerprint } from './note-drafts.ts';
import { previewText } from './note-preview.tsx';
import { previewPieces } from './preview-pieces.ts';
import { linkAt } from './text-links.ts';

const piece = fc.oneof(
  fc.constantFrom('\n', '\r\n', '\r', '\t', '  \n', '---\n', '[[Note|x]]', '<b>', '\u2028', '\u200B', '👩‍👩‍👧‍👦', '\0'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

/** A text as the editor itself takes it in and gives it out. */
function throughEditor(given: string): string {
  const { doc, ending } = toEditor(given);
  const state = EditorState.create({ doc, extensions: [EditorState.lineSeparator.of('\n')] });
  return fromEditor({ doc: state.doc.toString(), ending });
}

test('whatever goes into the editor comes out of it, and typing changes what was typed alone', () => {
  fc.assert(
    fc.property(text, (given) => throughEditor(given) === given),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(text, fc.nat(), (given, seed) => {
      const { doc, ending } = toEditor(given);
      const state = EditorState.create({ doc, extensions: [EditorState.lineSeparator.of('\n')] });
      const at = seed % (doc.length + 1);
      const typed = state.update({ changes: { from: at, insert: 'x' } }).state.doc.toString();
      const removed = fromEditor({ doc: typed.slice(0, at) + typed.slice(at + 1), ending });
      return removed === given && fromEditor({ doc: typed, ending }).length === given.length + 1;
    }),
  );
  expect(Text.of(['a', 'b']).toString()).toBe('a\nb');
});

const line = fc.constantFrom('a', 'b', 'c', 'long line', '');
const lines = fc.array(line, { maxLength: 12 });
/** A text of lines, changed here and there: so two of them have something in common. */
const changed = (base: readonly string[]) =>
  fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom('mine', 'theirs', 'a', 'new')), { maxLength: 4 }).map((edits) => {
    const result = [...base];
    for (const [seed, remove, word] of edits) result.splice(seed % (result.length + 1), remove, word);
    return result;
  });
const three = lines.chain((base) => fc.tuple(fc.constant(base), changed(base), changed(base)));
const joined = (parts: readonly string[], end: string) => parts.map((each) => `${each}${end}`).join('');
const isWithin = (needles: readonly string[], all: readonly string[]) => {
  let at = 0;
  for (const each of all) if (each === needles[at]) at += 1;
  return at === needles.length;
};
/** Lines that a text has more often than another. */
function added(base: readonly string[], next: readonly string[]): string[] {
  const left = [...base];
  return next.filter((each) => {
    const at = left.indexOf(each);
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
}

test('two texts that came from one: what either added stands in both together, and one that did not change gives way', () => {
  fc.assert(
    fc.property(three, fc.constantFrom('\n', '\r\n'), ([base, mine, theirs], end) => {
      const [baseText, mineText, theirText] = [joined(base, end), joined(mine, end), joined(theirs, end)];
      const merged = mergeTexts({ base: baseText, mine: mineText, theirs: theirText }).text;
      const all = merged.split(end);
      for (const each of [...added(base, mine), ...added(base, theirs)]) expect(all).toContain(each);
      expect(mergeTexts({ base: baseText, mine: mineText, theirs: baseText }).text).toBe(mineText);
      expect(mergeTexts({ base: baseText, mine: baseText, theirs: theirText }).text).toBe(theirText);
      expect(mergeTexts({ base: baseText, mine: mineText, theirs: mineText }).text).toBe(mineText);
      // Nobody knows what they came from: every line of both is there, in its order.
      const free = mergeTexts({ base: undefined, mine: mineText, theirs: theirText }).text.split(end);
      expect(isWithin(mine, free)).toBe(true);
      expect(isWithin(theirs, free)).toBe(true);
    }),
    { numRuns: 800 },
  );
});

test('passages apart are brought together, one that both changed stands twice; large texts too', () => {
  expect(mergeTexts({ base: 'a\nb\nc\n', mine: 'A\nb\nc\n', theirs: 'a\nb\nC\n' })).toEqual({ text: 'A\nb\nC\n', clashes: 0 });
  expect(mergeTexts({ base: 'a\nb\nc', mine: 'a\nmine\nc', theirs: 'a\ntheirs\nc' })).toEqual({
    text: 'a\nmine\ntheirs\nc',
    clashes: 1,
  });
  expect(mergeTexts({ base: 'a', mine: 'mine', theirs: 'theirs' }).text).toBe('mine\ntheirs');
  const base = Array.from({ length: 40_000 }, (_, at) => `line ${at}\n`);
  const mine = ['first\n', ...base].join('');
  const theirs = [...base, 'last\n'].join('');
  expect(mergeTexts({ base: base.join(''), mine, theirs }).text).toBe(['first\n', ...base, 'last\n'].join(''));
});

function memory(room = Infinity): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

test('what a window left is found by the next one, and only once that window is gone', async () => {
  const browser = memory(2_000);
  const held = new Set<string>();
  const locks = { hold: (name: string) => void held.add(name), isHeld: async (name: string) => held.has(name) };
  const first = createNoteDrafts({ memory: browser, locks, windowId: 'one' });
  const draft = { revision: 3, title: 'T', content: 'unsaved\r\n' };
  expect(first.keep('note', draft)).toBe(true);
  expect(first.keep('note', { ...draft, content: 'x'.repeat(5_000) })).toBe(false);
  const second = createNoteDrafts({ memory: browser, locks, windowId: 'two' });
  expect(await second.left('note')).toEqual([]);
  held.delete('adiuva.window.one');
  browser.setItem('adiuva.note-draft.note.broken', '{"revision":"x"}');
  const [found, ...others] = await second.left('note');
  expect([found?.draft, others]).toEqual([draft, []]);
  expect(await second.left('other')).toEqual([]);
  found?.take();
  expect(await second.left('note')).toEqual([]);
  expect(fingerprint({ title: 'a', content: 'bc' })).not.toBe(fingerprint({ title: 'ab', content: 'c' }));
});

test('keys put marks around words, and take them off; boxes are checked and made', () => {
  const run = (command: typeof insertLink, doc: string, anchor: number, head = anchor) => {
    let state = EditorState.create({ doc, selection: { anchor, head } });
    command({ state, dispatch: (transaction) => (state = transaction.state) });
    return state.doc.toString();
  };
  expect(run(toggleMark('**'), 'a word', 2, 6)).toBe('a **word**');
  expect(run(toggleMark('**'), 'a **word**', 4, 8)).toBe('a word');
  expect(run(insertLink, 'see words', 4, 9)).toBe('see [words]()');
  expect(run(insertLink, 'https://x.example', 0, 17)).toBe('[](https://x.example)');
  expect(run(toggleTask, '- [ ] one', 3)).toBe('- [x] one');
  expect(run(toggleTask, '- [x] one\n- [ ] two', 0, 19)).toBe('- [x] one\n- [x] two');
  expect(run(toggleTask, '  plain', 4)).toBe('  - [ ] plain');
  expect(run(toggleTask, '1. listed', 4)).toBe('1. [ ] listed');
});

test('a long text is shown in pieces that are it again, none of them cut within code', () => {
  fc.assert(
    fc.property(text, (given) => previewPieces(given.repeat(300)).join('') === given.repeat(300)),
    { numRuns: 50 },
  );
  const code = `\`\`\`\n${'let x;\n'.repeat(3_000)}\`\`\`\n`;
  expect(previewPieces(`${'words\n\n'.repeat(2_000)}${code}after\n`).some((each) => each.includes(code))).toBe(true);
  expect(previewPieces('- item\n'.repeat(30_000)).every(({ length }) => length < 11_000)).toBe(true);
});

test('links are written as the other side reads them, and none is made of code', () => {
  expect(linkTo({ table: 'notes', id: 'n1', title: 'Price list' })).toBe('[[Price list]]');
  expect(linkTo({ table: 'notes', id: 'n1', title: 'a [b] | c' })).toBe(String.raw`[a \[b\] | c](#/notes/n1)`);
  expect(linkTo({ table: 'tasks', id: 't1', title: 'Call' })).toBe('[Call](#/tasks/t1)');
  const state = EditorState.create({ doc: 'see [[Price list#x|it]] and [Call](#/tasks/t1)' });
  expect(linkAt({ state, at: 8 })).toEqual({ to: 'title', title: 'Price list' });
  expect(linkAt({ state, at: 34 })).toEqual({ to: 'row', table: 'tasks', id: 't1' });
  expect(linkAt({ state, at: 1 })).toBeUndefined();
  expect(previewText('---\nkey: 1\n---\n[[A b|c]] `[[no]]`\n```\n[[no]]\n```')).toBe(
    '[c](#/note-by-title/A%20b) `[[no]]`\n```\n[[no]]\n```',
  );
});
