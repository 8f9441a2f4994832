import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extract, findQuote, foldQuote, htmlToText, preprocess, splitThread } from '../src/index.ts';

/** READING_FUZZ_RUNS=20000 for a long run. */
const numRuns = Number(process.env['READING_FUZZ_RUNS'] ?? 400);
const slowest = 2000;

const boundary = fc.constantFrom('b', 'b b', '--b', '=_x');
const header = fc.tuple(
  fc.constantFrom('From', 'To', 'Subject', 'Date', 'Content-Type', 'Content-Transfer-Encoding', 'Content-Disposition', 'X'),
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '=?utf-8?b?4oKs?=',
      '=?x?q?=41',
      'a@b.c (x',
      '"a, b" <c@d.e>',
      'multipart/mixed; boundary="b"',
      'text/html; charset=utf-7',
      'base64',
      'quoted-printable',
      'Mon, 1 Jan 2026 00:00:00 +9999',
      "attachment; filename*0*=utf-8''%",
    ),
    fc.constant('((((('),
  ),
);
const htmlPiece = fc.constantFrom(
  '<div>',
  '</div>',
  '<table><tr><td>',
  '</td>',
  '<blockquote type=cite>',
  '</blockquote>',
  '<!--',
  '-->',
  '<a href="',
  '">',
  '<style>',
  '</style>',
  '&amp',
  '&#x110000;',
  '<li>',
  '<br>',
  'x',
  ' ',
  '<p style="display:none">',
  '<title>',
  '<![if !mso]>',
  '\0',
  '\uD800',
);
const textPiece = fc.constantFrom(
  '> ',
  '>> ',
  'On Monday, Ann <a@b.c> wrote:\n',
  '-----Original Message-----\n',
  'From: a@b.c\nSent: today\nTo: b\nSubject: c\n',
  'hello\n',
  '\n',
  '-- \n',
  'Sent from my iPhone\n',
  'by Friday at 3pm ',
  '$1,000.00 ',
  '5/5/',
  '12.',
  'a'.repeat(50),
  '\u202E',
  '1.2.3 ',
  'entro domani ',
  '———',
  '15:',
  ' to ',
  'May ',
  '2027-',
);
const body = fc.oneof(
  fc.array(htmlPiece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.array(textPiece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const entity: fc.Arbitrary<string> = fc.letrec<{ entity: string }>((tie) => ({
  entity: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc
      .tuple(fc.array(header, { maxLength: 4 }), body)
      .map(([headers, content]) => `${headers.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${content}`),
    fc
      .tuple(boundary, fc.array(tie('entity'), { maxLength: 4 }), fc.boolean())
      .map(
        ([mark, parts, closed]) =>
          `Content-Type: multipart/mixed; boundary="${mark}"\n\n${parts.map((part) => `--${mark}\n${part}\n`).join('')}${closed ? `--${mark}--` : ''}`,
      ),
  ),
})).entity;
const names = fc.constantFrom('a.eml', 'a.html', 'a.txt', 'a.csv', 'a.json', 'a.ics', 'a.rtf', 'a.md', 'a.mbox', 'a');
const prefixes = fc.constantFrom(
  '',
  'From: a@b.c\nSubject: s\n',
  '{\\rtf1 ',
  'BEGIN:VCALENDAR\nBEGIN:VEVENT\n',
  '{"a":',
  '<html>',
  'a,b\n1,2\n"',
  'From a@b.c Sat Jan  1 00:00:00 2022\nSubject: x\n\n',
  '%PDF-1.4\n',
  'PK\u0003\u0004',
);

test('no file breaks the reading, and its spans are right', async () => {
  await fc.assert(
    fc.asyncProperty(names, prefixes, entity, async (name, prefix, content) => {
      const started = performance.now();
      const file = await preprocess({ name, bytes: Buffer.from(prefix + content) });
      for (const { clean_start: at, start, length } of file.spans)
        expect(file.clean_text.slice(at, at + length)).toBe(file.full_text.slice(start, start + length));
      const found = extract({ file, referenceTime: Date.UTC(2026, 10, 20), zone: 'Europe/Rome' });
      for (const date of found.dates) {
        expect(file.full_text.slice(date.start, date.end)).toBe(date.text);
        expect(Number.isNaN(Date.parse(date.iso)), date.iso).toBe(false);
      }
      for (const task of found.tasks) expect(file.full_text.slice(task.start, task.end)).toBe(task.quote);
      for (const amount of found.amounts) expect(file.full_text.slice(amount.start, amount.end)).toBe(amount.text);
      expect(performance.now() - started).toBeLessThan(slowest);
    }),
    { numRuns },
  );
});

test('random bytes are read without an error', async () => {
  await fc.assert(
    fc.asyncProperty(names, fc.uint8Array({ maxLength: 3000 }), async (name, bytes) => {
      const file = await preprocess({ name, bytes });
      expect(file.full_text.isWellFormed()).toBe(true);
    }),
    { numRuns: Math.ceil(numRuns / 2) },
  );
});

test('a thread is split into stretches of the text, in order', () => {
  fc.assert(
    fc.property(fc.array(textPiece, { maxLength: 80 }), (pieces) => {
      const text = pieces.join('');
      let end = 0;
      for (const span of splitThread({ text }).last) {
        expect(span.start).toBeGreaterThanOrEqual(end);
        expect(span.end).toBeLessThanOrEqual(text.length);
        ({ end } = span);
      }
    }),
    { numRuns },
  );
});

test('quote ranges of HTML lie in its text', () => {
  fc.assert(
    fc.property(fc.array(htmlPiece, { maxLength: 80 }), (pieces) => {
      const { text, quotes } = htmlToText(pieces.join(''));
      for (const quote of quotes) {
        expect(quote.start).toBeLessThanOrEqual(quote.end);
        expect(quote.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns },
  );
});

test('a stretch of a text is found again however copying changed it', () => {
  const letters = fc.string({
    unit: fc.constantFrom('a', 'B', ' ', '\n', '“', '’', '–', '\u00AD', 'é', 'ﬁ', '…', '😀', '\u0301', '-'),
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(letters, fc.nat(20), fc.nat(20), (text, from, length) => {
      const signs = Array.from(text);
      const part = signs.slice(from, from + length + 1).join('');
      const { folded } = foldQuote(part);
      if (folded === '' || /^\u00AD*\p{M}/u.test(part)) return;
      const changed = part
        .replace(/\s+/g, '  ')
        .replaceAll('“', '"')
        .replaceAll('’', "'")
        .replaceAll('–', '-')
        .replaceAll('\u00AD', '');
      const place = findQuote({ text, quote: changed });
      if (/^\u00AD*\p{M}/u.test(signs.slice(from + length + 1).join(''))) return;
      expect(place).not.toBeNull();
    }),
    { numRuns },
  );
});
