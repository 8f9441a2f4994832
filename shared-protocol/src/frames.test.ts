import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { backendFrameSchema, clientFrameSchema } from './frames.ts';

/** Frames as the first release wrote them. A line here is never edited: the wire is append-only. */
function frozen(name: string): { type: string }[] {
  const text = readFileSync(new URL(`./frozen/${name}.jsonl`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string });
}

const directions = [
  { name: 'client-frames-v1', schema: clientFrameSchema },
  { name: 'backend-frames-v1', schema: backendFrameSchema },
] as const;

describe.each(directions)('$name', ({ name, schema }) => {
  const samples = frozen(name);

  test('every frozen frame is read, and nothing of it is lost', () => {
    for (const sample of samples) expect(schema.parse(sample)).toEqual(sample);
  });

  test('every type of the union has a frozen sample', () => {
    const types = schema.options.map((option) => option.shape.type.value).sort();
    expect([...new Set(samples.map((sample) => sample.type))].sort()).toEqual(types);
  });

  test('a field that a later version adds is no fault', () => {
    for (const sample of samples) expect(schema.safeParse({ ...sample, added_later: { a: 1 } }).success).toBe(true);
  });

  test('a frame without one of its required fields is refused', () => {
    for (const option of schema.options) {
      const sample = samples.find((each) => each.type === option.shape.type.value);
      for (const [field, type] of Object.entries(option.shape)) {
        if (type.safeParse(undefined).success) continue;
        const rest = Object.fromEntries(Object.entries(sample ?? {}).filter(([name]) => name !== field));
        expect([option.shape.type.value, field, schema.safeParse(rest).success]).toEqual([option.shape.type.value, field, false]);
      }
    }
  });

  test('any JSON value at all is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...samples), fc.string(), (value, sample, key) => {
        schema.safeParse(value);
        schema.safeParse({ ...sample, [key]: value });
        for (const name of Object.keys(sample)) schema.safeParse({ ...sample, [name]: value });
      }),
      { numRuns: 300 },
    );
  });
});

describe('tool_result', () => {
  const base = { type: 'tool_result', id: 'c-1', run_id: 'r-1' };

  test('carries exactly one answer', () => {
    expect(clientFrameSchema.safeParse(base).success).toBe(false);
    expect(clientFrameSchema.safeParse({ ...base, ok: true, deleted: true }).success).toBe(false);
    expect(clientFrameSchema.safeParse({ ...base, rows: [], total: 0, row: null }).success).toBe(false);
    expect(clientFrameSchema.safeParse({ ...base, row: null }).success).toBe(true);
  });

  test('a row is a record: any field but id may be absent or extra', () => {
    expect(clientFrameSchema.safeParse({ ...base, row: { id: 'x' } }).success).toBe(true);
    expect(clientFrameSchema.safeParse({ ...base, row: { id: 'x', status: 7, more: {} } }).success).toBe(true);
    expect(clientFrameSchema.safeParse({ ...base, row: { title: 'no id' } }).success).toBe(false);
  });
});

test('an own __proto__ of filters and data is kept, so that the device can refuse it', () => {
  const frame: unknown = JSON.parse(
    '{"type":"tool_call","id":"c-1","run_id":"r-1","action":"select","table":"tasks","filters":{"__proto__":{"x":1}}}',
  );
  const parsed = backendFrameSchema.parse(frame);
  expect(parsed.type === 'tool_call' && parsed.filters && Object.keys(parsed.filters)).toEqual(['__proto__']);
});

test('ids are 1 to 128 of A-Z a-z 0-9 _ . : -', () => {
  const cancel = (run_id: unknown): boolean => clientFrameSchema.safeParse({ type: 'run_cancel', run_id }).success;
  expect([cancel('a'), cancel('A_9.:-'), cancel('x'.repeat(128))]).toEqual([true, true, true]);
  expect([cancel(''), cancel('x'.repeat(129)), cancel('a b'), cancel('é'), cancel(7), cancel('a\n')]).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test('a time zone must be one that exists', () => {
  const chat = (timezone: string): boolean =>
    clientFrameSchema.safeParse({ type: 'chat_request', request_id: 'q', message: 'm', context: { timezone } }).success;
  expect([chat('Europe/Rome'), chat('UTC')]).toEqual([true, true]);
  expect([chat('Mars/Olympus'), chat(''), chat('x'.repeat(5_000))]).toEqual([false, false, false]);
});
