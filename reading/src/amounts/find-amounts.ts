import type { Span } from '../text/span.ts';
import { payScore } from './pay-score.ts';
import { currencyCode, currencyPattern, currencySign } from './currency-names.ts';
import { readWrittenNumber } from './read-number.ts';

/** A sum of money in a text; `for` are the words that say what it is for. `start` and `end` are UTF-16 units. */
export type FoundAmount = { value: number; currency: string; text: string; start: number; end: number; for?: string };

const figures = "\\d{1,3}(?:[ \\u00A0\\u202F'’.,]\\d{3})+(?:[.,]\\d{1,2})?(?!\\d)|\\d+(?:[.,]\\d{1,4})?(?!\\d)";
const size =
  '\\s?(?:k|m|mn|mio|mln|bn|thousand|million|millions|billion|mila|milioni|milione|tausend|millionen|million|mille|mil|millones|milhões|duizend|miljoen|tys|tys\\.|mln|тыс|тыс\\.|млн|tusen|miljoner)(?![\\p{L}])';
const pattern = new RegExp(
  `(${currencySign}|${currencyPattern})\\s?(-?(?:${figures}))(?:,[-–]{1,2}|\\.[-–]{1,2})?(${size})?|((?<![\\w.,/:#-])(?:${figures}))(?:,[-–]{1,2})?(${size})?\\s?(?:di |de |of )?(${currencySign}|${currencyPattern})`,
  'giu',
);
const sizes: [RegExp, number][] = [
  [/^(?:bn|billion)/i, 1e9],
  [/^(?:m|mn|mio|mln|million|millions|milioni|milione|millionen|millones|milhões|miljoen|miljoner|млн)$/i, 1e6],
  [/./, 1e3],
];
const maximumAmounts = 1000;
const maximumLength = 400_000;

/** Finds sums of money; the one that is to be paid stands first, the others follow in their order. */
export function findAmounts({ text, spans }: { text: string; spans: Span[] }): FoundAmount[] {
  const found: (FoundAmount & { score: number })[] = [];
  for (const span of spans) {
    const part = text.slice(span.start, Math.min(span.end, span.start + maximumLength));
    for (const match of part.matchAll(pattern)) {
      if (found.length >= maximumAmounts) break;
      const name = (match[1] ?? match[6]) as string;
      const written = (match[2] ?? match[4]) as string;
      const value = readWrittenNumber(written.replace(/^-/, ''));
      if (value === null || !Number.isFinite(value)) continue;
      if (/^(?:kr|ft|fr\.|rs|try|р\.|:-)$/i.test(name) && match[1] !== undefined && !/^(?:kr|rs)$/i.test(name)) continue;
      const start = span.start + match.index;
      const end = start + match[0].trimEnd().length;
      const unit = (match[3] ?? match[5])?.trim();
      const factor = unit ? (sizes.find(([form]) => form.test(unit))?.[1] ?? 1) : 1;
      const { score, label } = payScore({ text, start, end });
      found.push({
        value: Math.round(value * factor * 1e4) / 1e4,
        currency: codeAt({ name, after: text.slice(end, end + 5) }),
        text: text.slice(start, end),
        start,
        end,
        ...(label === '' ? {} : { for: label }),
        score,
      });
    }
  }
  if (found.length === 0) return [];
  let best = 0;
  for (const [index, amount] of found.entries()) {
    const leader = found[best] as { score: number; value: number };
    if (amount.score > leader.score || (amount.score === leader.score && leader.value === 0 && amount.value > 0)) best = index;
  }
  const [first] = found.splice(best, 1);
  return [first as FoundAmount & { score: number }, ...found].map(withoutScore);
}

/** "$500 CAD": a code after the sum says whose dollars they are. */
function codeAt({ name, after }: { name: string; after: string }): string {
  const code = name === '$' ? /^\s?(USD|CAD|AUD|NZD|SGD|HKD|MXN)\b/.exec(after)?.[1] : undefined;
  return code ?? currencyCode(name);
}

function withoutScore(scored: FoundAmount & { score: number }): FoundAmount {
  const { value, currency, text, start, end } = scored;
  return { value, currency, text, start, end, ...(scored.for === undefined ? {} : { for: scored.for }) };
}
