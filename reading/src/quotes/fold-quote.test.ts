import { expect, test } from 'vitest';
import { findQuote, foldQuote } from './fold-quote.ts';

test('white space, quotes, dashes and soft hyphens do not matter, and the place in the text is the original one', () => {
  const text = 'Before. He said:\u00A0“the con\u00ADtract – signed” by\n  Friday. After.';
  const found = findQuote({ text, quote: 'the contract - signed" by Friday' });
  expect(found && text.slice(found.start, found.end)).toBe('the con\u00ADtract – signed” by\n  Friday');
});

test('case, ligatures and both normal forms meet', () => {
  expect(foldQuote('Caf\u00E9 \uFB01le').folded).toBe(foldQuote('CAFE\u0301 file').folded);
});

test('a quote that is not there is not found', () => {
  expect(findQuote({ text: 'The contract is signed.', quote: 'the contract is not signed' })).toBeNull();
  expect(findQuote({ text: 'text', quote: ' \u00AD ' })).toBeNull();
});
