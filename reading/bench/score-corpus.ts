import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectContentType, extract, parseReferenceTime, preprocess } from '../src/index.ts';

/** One case's result: which part of the corpus, which language, and what was wrong if it failed. */
export type CaseResult = { part: string; language: string; id: string; passed: boolean; got?: unknown; wanted?: unknown };

type Case = {
  id: string;
  language: string;
  name: string;
  content?: string;
  content_base64?: string;
  reference_time?: string;
  zone?: string;
  last?: string;
  iso?: string | null;
  owner?: string | null;
  value?: number;
  currency?: string;
  is_bulk?: boolean;
  content_type?: string;
  mime?: string;
  expected?: Record<string, unknown>;
};

export const corpusParts = ['threads', 'mime', 'dates', 'tasks', 'amounts', 'bulk', 'detect'] as const;

const folder = join(import.meta.dirname, '../corpus');

function casesOf(part: string): Case[] {
  return readFileSync(join(folder, `${part}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Case);
}

const folded = (text: unknown): string => String(text).replace(/\s+/g, ' ').trim();

/** Reads every case of the corpus and compares with the result that stands beside it. */
export async function scoreCorpus(): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const part of corpusParts)
    for (const one of casesOf(part)) results.push({ part, language: one.language, id: one.id, ...(await check({ part, one })) });
  return results;
}

type Check = { passed: boolean; got?: unknown; wanted?: unknown };

async function check({ part, one }: { part: string; one: Case }): Promise<Check> {
  const bytes = one.content_base64 === undefined ? Buffer.from(one.content ?? '') : Buffer.from(one.content_base64, 'base64');
  if (part === 'detect') {
    const { contentType, mime } = await detectContentType({ name: one.name, bytes });
    return verdict({ got: `${contentType} ${mime}`, wanted: `${one.content_type} ${one.mime}` });
  }
  const file = await preprocess({ name: one.name, bytes });
  if (part === 'threads') return verdict({ got: folded(file.clean_text), wanted: folded(one.last) });
  if (part === 'mime') return checkMime({ one, got: { ...file.metadata, full: file.full_text, last: file.clean_text } });
  const referenceTime = parseReferenceTime({ value: one.reference_time, zone: one.zone }) ?? 0;
  const { dates, tasks, amounts, is_bulk: isBulk } = extract({ file, referenceTime, zone: one.zone });
  if (part === 'dates') {
    const wanted = one.iso ?? null;
    const got = dates[0]?.iso ?? null;
    return { passed: wanted === null ? dates.length === 0 : got !== null && got.startsWith(wanted), got, wanted };
  }
  if (part === 'tasks') return verdict({ got: tasks[0]?.owner ?? null, wanted: one.owner ?? null });
  if (part === 'amounts')
    return verdict({ got: `${amounts[0]?.value} ${amounts[0]?.currency}`, wanted: `${one.value} ${one.currency}` });
  return verdict({ got: isBulk, wanted: one.is_bulk });
}

function checkMime({ one, got }: { one: Case; got: Record<string, unknown> }): Check {
  for (const [key, wanted] of Object.entries(one.expected ?? {})) {
    const value = key === 'attachments' ? ((got['attachments'] ?? []) as { name: string }[]).map(({ name }) => name) : got[key];
    const same =
      key === 'full' || key === 'last' ? folded(value) === folded(wanted) : JSON.stringify(value) === JSON.stringify(wanted);
    if (!same) return { passed: false, got: { [key]: value }, wanted: { [key]: wanted } };
  }
  return { passed: true };
}

function verdict({ got, wanted }: { got: unknown; wanted: unknown }): Check {
  return { passed: got === wanted, got, wanted };
}
