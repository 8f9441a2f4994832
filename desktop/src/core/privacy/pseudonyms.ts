import { pseudonyms } from '@adiuva/drizzle/local';
import { sql } from 'drizzle-orm';
import type { Clock } from '#core/clock.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';
import type { ChangeMarks } from './change-marks.ts';
import { findValues, type TokenWord, type ValueKind } from './find-values.ts';
import { isWordChar, pointAfter, pointBefore, seenAfter, seenBefore } from './folded-text.ts';
import { drawStem, findTokens, FORMS, isTokenShaped, stemOf, tokenOf } from './tokens.ts';
import { createValueMatcher, type Span, type ValueMatcher } from './value-matcher.ts';

/** What values are called outside of this device, and the way back. */
export interface Pseudonyms {
  /** No value has a token. */
  isEmpty(): boolean;
  /** Grows whenever what is known was read anew: what was learned may have been taken back. */
  generation(): number;
  /** Gives a name a token, unless it has one. */
  learn(name: { value: string; word: TokenWord }): void;
  /**
   * A text with every known value replaced; `isRuled`: and with what it holds of e-mail addresses, phone numbers, postal
   * addresses, sums and addressed names, which are known from then on.
   */
  outgoing(work: { text: string; isRuled: boolean }): { text: string; replaced: number };
  /** A text with the tokens put back; whatever it becomes, `outgoing` finds the values in it again. */
  incoming(text: string): string;
  /** Whether words of a text, its tokens apart, begin a word of a value: who looks for them may be guessing at it. */
  probes(text: string): boolean;
  /** A text for the user's eyes. In a web address tokens stay: whoever follows one would take the value there. */
  shown(text: string): string;
}

interface Known {
  kind: ValueKind;
  word: TokenWord;
  stem: string;
}

interface Found extends Span {
  kind: ValueKind;
  word: TokenWord;
  known?: Known | undefined;
}

const kinds: Record<TokenWord, ValueKind> = {
  Client: 'name',
  Person: 'name',
  Email: 'email',
  Phone: 'phone',
  Address: 'address',
  Amount: 'amount',
};

const unseen = /^[\p{M}\p{Cf}]*$/u;
const webAddress = /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>]*/giu;

function wordOf(token: string): TokenWord {
  const name = token.slice(0, token.indexOf('_'));
  return name in kinds ? (name as TokenWord) : 'Person';
}

/** Out to where words begin and end, so that a token stands alone. */
function widened(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (isWordChar(seenBefore(text, from))) from = pointBefore(text, from);
  while (isWordChar(seenAfter(text, to))) to = pointAfter(text, to);
  return { start: from, end: to };
}

/** What lies across each other, or has nothing between it, becomes one. */
function joined(text: string, found: readonly Found[]): Found[] {
  const inOrder = found.map((each) => ({ ...each, ...widened(text, each) })).sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: Found[] = [];
  for (const next of inOrder) {
    const last = apart.at(-1);
    if (!last || !(next.start < last.end || unseen.test(text.slice(last.end, next.start)))) {
      apart.push({ ...next });
      continue;
    }
    const isLonger = next.end - next.start > last.end - last.start;
    if (isLonger) [last.kind, last.word] = [next.kind, next.word];
    last.end = Math.max(last.end, next.end);
  }
  return apart;
}

export function createPseudonyms({
  database,
  marks,
  fraction,
  clock,
}: {
  database: DeviceDatabase;
  marks: ChangeMarks;
  /** Chance: a number in [0, 1). */
  fraction: () => number;
  clock: Clock;
}): Pseudonyms {
  const { db } = database;
  const { placeholder } = sql;
  const add = db
    .insert(pseudonyms)
    .values({
      token: placeholder('token'),
      kind: placeholder('kind'),
      value: placeholder('value'),
      createdAt: placeholder('createdAt'),
    })
    .prepare();
  const all = db
    .select()
    .from(pseudonyms)
    .orderBy(sql`rowid`)
    .prepare();
  let mark: number | undefined;
  let generation = 0;
  let matcher: ValueMatcher<Known> = createValueMatcher();
  /** Values by their tokens, tokens by their kinds and values, and how many spellings a stem has. */
  const values = new Map<string, string>();
  const tokens = new Map<string, string>();
  const forms = new Map<string, number>();

  function hold({ token, kind, value }: { token: string; kind: ValueKind; value: string }): void {
    const stem = stemOf(token);
    values.set(token, value);
    tokens.set(`${kind} ${value}`, token);
    forms.set(stem, (forms.get(stem) ?? 0) + 1);
    if (isTokenShaped(value) || matcher.get(value)) return;
    const known = { kind, word: wordOf(token), stem };
    matcher.add(value, known);
    // "Müllers Angebot": in many languages a name takes an s.
    if (kind === 'name' && !/s$/i.test(value) && !matcher.get(`${value}s`)) matcher.add(`${value}s`, known);
  }

  function refresh(): void {
    const now = marks.pseudonyms();
    if (mark === now) return;
    mark = now;
    generation += 1;
    matcher = createValueMatcher();
    for (const map of [values, tokens, forms]) map.clear();
    for (const row of all.all()) hold(row);
  }

  function newStem(): string {
    for (;;) {
      const stem = drawStem(fraction);
      if (!forms.has(stem)) return stem;
    }
  }

  /** The token of a value as it is spelt. A new spelling of what is known shares its stem. */
  function tokenFor({
    value,
    kind,
    word,
    known,
  }: {
    value: string;
    kind: ValueKind;
    word: TokenWord;
    known?: Known | undefined;
  }): string {
    const given = tokens.get(`${kind} ${value}`);
    if (given !== undefined) return given;
    const used = known ? (forms.get(known.stem) ?? 0) : FORMS;
    const stem = known && used < FORMS ? known.stem : newStem();
    const token = tokenOf({ word, stem, form: used < FORMS ? used : 0 });
    database.write(() => add.run({ token, kind, value, createdAt: clock.now() }));
    hold({ token, kind, value });
    mark = marks.pseudonyms();
    return token;
  }

  /** What is known of a whole value, if it is. */
  function knownAt(value: string): Known | undefined {
    return isTokenShaped(value) ? undefined : matcher.get(value);
  }

  return {
    isEmpty() {
      refresh();
      return values.size === 0;
    },
    generation() {
      refresh();
      return generation;
    },
    learn({ value, word }) {
      refresh();
      if (value === '' || matcher.get(value)) return;
      tokenFor({ value, kind: kinds[word], word });
    },
    outgoing({ text, isRuled }) {
      refresh();
      const found: Found[] = [
        ...matcher.find(text).map(({ start, end, entry }) => ({ start, end, kind: entry.kind, word: entry.word })),
        ...(isRuled ? findValues(text) : []),
        // What only looks like a token must come back as it was.
        ...findTokens(text)
          .filter(({ isAlone }) => isAlone)
          .map(({ start, end }) => ({ start, end, kind: 'name', word: 'Person' }) as const),
      ];
      if (found.length === 0) return { text, replaced: 0 };
      const parts: string[] = [];
      let at = 0;
      const places = joined(text, found);
      for (const { start, end, kind, word } of places) {
        const value = text.slice(start, end);
        const known = knownAt(value);
        parts.push(text.slice(at, start), tokenFor({ value, kind: known?.kind ?? kind, word: known?.word ?? word, known }));
        at = end;
      }
      parts.push(text.slice(at));
      return { text: parts.join(''), replaced: places.length };
    },
    incoming(text) {
      refresh();
      return putBack({ text, places: findTokens(text).filter(({ isAlone }) => isAlone), values });
    },
    probes(text) {
      refresh();
      const words = putBack({ text, places: findTokens(text).filter(({ isAlone }) => isAlone), values: blanks(values) });
      return words.split(/[^\p{L}\p{N}\p{M}]+/u).some((word) => matcher.hasWordLike(word));
    },
    shown(text) {
      refresh();
      if (values.size === 0) return text;
      const addresses = [...text.matchAll(webAddress)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
      const places = findTokens(text).filter(
        ({ start, end }) => !addresses.some((address) => start < address.end && end > address.start),
      );
      return putBack({ text: text, places, values });
    },
  };
}

/** Nothing in the place of every token. */
function blanks(values: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...values.keys()].map((token) => [token, ' ']));
}

function putBack({
  text,
  places,
  values,
}: {
  text: string;
  places: readonly (Span & { token: string })[];
  values: ReadonlyMap<string, string>;
}): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, token } of places) {
    const value = values.get(token);
    if (value === undefined || start < at) continue;
    parts.push(text.slice(at, start), value);
    at = end;
  }
  return at === 0 ? text : parts.join('') + text.slice(at);
}
