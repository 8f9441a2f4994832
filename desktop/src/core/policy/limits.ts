import { z } from 'zod';

/** What a grant allows, and what was used of it: calls answered without an error, rows and bytes read, writes. */
export interface Amounts {
  calls: number;
  rows: number;
  bytes: number;
  inserts: number;
  updates: number;
}

export const AMOUNTS = ['calls', 'rows', 'bytes', 'inserts', 'updates'] as const satisfies readonly (keyof Amounts)[];

/** What one chat message allows (PROTOCOL 5.1). */
export const CHAT_LIMITS: Amounts = { calls: 100, rows: 2_000, bytes: 4 * 1024 * 1024, inserts: 50, updates: 20 };

/** How long a request may wait for its run, from its first sending, in milliseconds. */
export const BINDING_MS = 24 * 60 * 60 * 1_000;

/** How long a run may be silent, while the socket is ready, before its grant closes, in milliseconds. */
export const IDLE_MS = 10 * 60 * 1_000;

const amount = z.number().min(0);
const amountsSchema = z.object({ calls: amount, rows: amount, bytes: amount, inserts: amount, updates: amount });

/** Limits as they were stored with a grant. What cannot be read allows nothing. */
export function readLimits(stored: string): Amounts {
  const parsed = amountsSchema.safeParse(JSON.parse(stored));
  return parsed.success ? parsed.data : { calls: 0, rows: 0, bytes: 0, inserts: 0, updates: 0 };
}

const names: Record<keyof Amounts, string> = {
  calls: 'questions to this device',
  rows: 'rows read',
  bytes: 'bytes read',
  inserts: 'new rows',
  updates: 'changes of rows',
};

/** What was used of one limit, in a sentence for the user. */
export function limitSentence({ limits, used, key }: { limits: Amounts; used: Amounts; key: keyof Amounts }): string {
  const count = (value: number): string => value.toLocaleString('en');
  return `It used ${count(used[key])} of the ${count(limits[key])} ${names[key]} that one message allows, and asks for more.`;
}

/** The limits that `more` would pass. */
export function passedLimits({
  limits,
  used,
  more,
}: {
  limits: Amounts;
  used: Amounts;
  more: Partial<Amounts>;
}): (keyof Amounts)[] {
  return AMOUNTS.filter((key) => more[key] !== undefined && used[key] + more[key] > limits[key]);
}

/** What an answer uses of a grant: rows and bytes only when it was asked for rows. */
export function useOf({ action, rowCount, bytes }: { action: string; rowCount: number; bytes: number }): Partial<Amounts> {
  switch (action) {
    case 'insert':
      return { calls: 1, inserts: 1 };
    case 'update':
      return { calls: 1, updates: 1 };
    case 'select':
    case 'get':
    case 'vector_search':
      return { calls: 1, rows: rowCount, bytes };
    default:
      return { calls: 1 };
  }
}

export function addUse({ used, more }: { used: Amounts; more: Partial<Amounts> }): void {
  for (const key of AMOUNTS) used[key] += more[key] ?? 0;
}
