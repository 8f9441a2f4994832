import { expect, test } from 'vitest';
import { findAmounts } from './find-amounts.ts';
import { readWrittenNumber } from './read-number.ts';

const first = (text: string): string => {
  const [amount] = findAmounts({ text, spans: [{ start: 0, end: text.length }] });
  return amount ? `${amount.value} ${amount.currency}` : '';
};

test.each([
  ['1,250.00', 1250],
  ['1.250,00', 1250],
  ["1'250.50", 1250.5],
  ['1 250,5', 1250.5],
  ['1.250', 1250],
  ['12,50', 12.5],
  ['0.125', 0.125],
  ['1.250.000', 1_250_000],
  ['1,-', 1],
])('%s is %d', (written, value) => expect(readWrittenNumber(written)).toBe(value));

test('the sum to be paid stands first', () => {
  expect(first('The rent is $1,500 per month. Late fee of $50 applies. You currently owe $1,550.')).toBe('1550 USD');
  expect(first('Total hours 10 @ $90/hr. Amount: $900')).toBe('900 USD');
  expect(first('Item | Price\nDesign | €300.00\nTotal | €350.00')).toBe('350 EUR');
  expect(first('Der Betrag von 119,00 € (inkl. 19,00 € MwSt.) wird abgebucht.')).toBe('119 EUR');
});
test('signs, codes and words name the currency; figures alone are no money', () => {
  expect(first('CHF 20')).toBe('20 CHF');
  expect(first('200 dollars')).toBe('200 USD');
  expect(first('$500 CAD')).toBe('500 CAD');
  expect(first('2k EUR')).toBe('2000 EUR');
  expect(first('call 555 1234, version 2.10, 30 days')).toBe('');
});
