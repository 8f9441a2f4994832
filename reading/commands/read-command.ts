import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { createReader, parseReferenceTime, type Reader, ReadingError, type ReadInput } from '../src/index.ts';

/** What a command makes of one file, without its name. */
export type ReadOne = (reader: Reader, input: ReadInput) => Promise<Record<string, unknown>>;

type Line = {
  id?: unknown;
  name?: unknown;
  content?: unknown;
  content_base64?: unknown;
  reference_time?: unknown;
  zone?: unknown;
  language?: unknown;
};

/** Files of the command line, or JSON lines from standard input with --jsonl; one line of answer each, in order, failures too. */
export async function runReadCommand({
  usage,
  readOne,
  show,
}: {
  usage: string;
  readOne: ReadOne;
  show: (result: Record<string, unknown>) => string;
}): Promise<void> {
  const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
  const files = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  if (flags.includes('--help') || (files.length === 0 && !flags.includes('--jsonl'))) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const reader = createReader();
  try {
    if (flags.includes('--jsonl')) await answerLines({ reader, readOne });
    else for (const file of files) await answerFile({ reader, readOne, file, print: flags.includes('--json') ? null : show });
  } finally {
    await reader.dispose();
  }
}

async function answerFile({
  reader,
  readOne,
  file,
  print,
}: {
  reader: Reader;
  readOne: ReadOne;
  file: string;
  print: ((result: Record<string, unknown>) => string) | null;
}): Promise<void> {
  let result: Record<string, unknown>;
  try {
    const bytes = await readFile(file);
    result = { file, ...(await readOne(reader, { name: basename(file), bytes, fallbackTime: Date.now(), zone: localZone() })) };
  } catch (cause) {
    result = { file, error: failure(cause) };
    process.exitCode = 1;
  }
  await write(print && result['error'] === undefined ? `${print(result)}\n` : `${JSON.stringify(result)}\n`);
}

async function answerLines({ reader, readOne }: { reader: Reader; readOne: ReadOne }): Promise<void> {
  for await (const raw of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (raw.trim() === '') continue;
    let id: unknown = null;
    let name: unknown;
    let result: Record<string, unknown>;
    try {
      const line = JSON.parse(raw) as Line;
      id = line.id ?? null;
      ({ name } = line);
      const input = inputOf(line);
      result = { id, file: input.name, ...(await readOne(reader, input)) };
    } catch (cause) {
      result = { id, ...(typeof name === 'string' ? { file: name } : {}), error: failure(cause) };
    }
    await write(`${JSON.stringify(result)}\n`);
  }
}

class BadLineError extends Error {
  readonly code = 'bad_line';
}

function inputOf(line: Line): ReadInput {
  const zone = typeof line.zone === 'string' ? line.zone : undefined;
  let bytes: Uint8Array;
  if (typeof line.content_base64 === 'string') bytes = Buffer.from(line.content_base64, 'base64');
  else if (typeof line.content === 'string') bytes = Buffer.from(line.content, 'utf8');
  else throw new BadLineError('The line has neither content nor content_base64.');
  const reference =
    line.reference_time === undefined || line.reference_time === null
      ? undefined
      : parseReferenceTime({ value: line.reference_time, zone });
  if (reference === null) throw new BadLineError('The reference_time is neither milliseconds nor an ISO time.');
  return {
    name: typeof line.name === 'string' ? line.name : '',
    bytes,
    referenceTime: reference,
    fallbackTime: Date.now(),
    zone,
    language: typeof line.language === 'string' ? line.language : undefined,
  };
}

function failure(cause: unknown): { code: string; message: string } {
  if (cause instanceof ReadingError || cause instanceof BadLineError) return { code: cause.code, message: cause.message };
  if (cause instanceof SyntaxError) return { code: 'bad_line', message: 'The line is not JSON.' };
  const code = (cause as { code?: unknown }).code;
  if (code === 'ENOENT') return { code: 'not_found', message: 'There is no such file.' };
  return { code: 'unreadable_file', message: cause instanceof Error ? cause.message : 'The file cannot be read.' };
}

function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function write(text: string): Promise<void> {
  return new Promise((resolve) => {
    if (process.stdout.write(text)) resolve();
    else process.stdout.once('drain', resolve);
  });
}
