import type { Span } from './value-matcher.ts';

const candidate = /(?<![\p{L}\p{N}_])(?:\+\s?|\(\s?\+?)?\d(?:[ \u00A0\u202F()./–-]{0,3}\d){5,16}(?![\p{L}\p{N}_])/gu;
const dates = [
  /^\d{4}[-./]\d{1,2}[-./]\d{1,2}(?:\s\d{1,2}(?:[.:]\d{2})?)?$/,
  /^\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}(?:\s\d{1,2}(?:[.:]\d{2})?)?$/,
  /^\d{4}\s?[-–/]\s?\d{4}$/,
];

/** Bare figures shorter than this are rather numbers of invoices, orders and years. */
const BARE_DIGITS = 9;

/**
 * Phone numbers as people write them: with a plus, with a leading zero or in brackets, in groups, or nine figures and
 * more at a stretch. Dates and spans of years are none.
 */
export function findPhones(text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(candidate)) {
    const written = match[0];
    const digits = written.replaceAll(/\D/g, '').length;
    if (digits < 6 || digits > 15 || dates.some((form) => form.test(written.trim()))) continue;
    const isMarked = /^[+(0]/.test(written);
    const isGrouped = /\d[ \u00A0\u202F()./–-]+\d/u.test(written) && digits >= 7;
    // Thousands in groups of three are a number, not a phone.
    const isNumber = !isMarked && /^\d{1,3}(?:[ \u00A0\u202F.]\d{3})+$/u.test(written);
    if (isNumber || !(isMarked || isGrouped || digits >= BARE_DIGITS)) continue;
    found.push({ start: match.index, end: match.index + written.length });
  }
  return found;
}
