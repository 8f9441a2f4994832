/** The libraries that people use, on the own corpus: chrono-node on dates, email-reply-parser on threads, postal-mime on MIME. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as chrono from 'chrono-node';
import EmailReplyParser from 'email-reply-parser';
import PostalMime from 'postal-mime';
import { parseReferenceTime } from '../src/index.ts';
import { scoreCorpus } from './score-corpus.ts';

type Case = {
  id: string;
  language: string;
  content?: string;
  content_base64?: string;
  reference_time?: string;
  zone?: string;
  iso?: string | null;
  last?: string;
  expected?: Record<string, unknown>;
};

const casesOf = (part: string): Case[] =>
  readFileSync(join(import.meta.dirname, `../corpus/${part}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Case);
const folded = (text: unknown): string => String(text).replace(/\s+/g, ' ').trim();
const chronoOf: Record<
  string,
  {
    parse: (
      text: string,
      reference: Date,
      options: { forwardDate: boolean },
    ) => { start: { get: (part: 'year' | 'month' | 'day') => number | null } }[];
  }
> = { en: chrono.en, de: chrono.de, fr: chrono.fr, es: chrono.es, pt: chrono.pt, nl: chrono.nl, ru: chrono.ru, it: chrono.it };

function chronoIsRight(one: Case): boolean {
  const reference = parseReferenceTime({ value: one.reference_time, zone: 'UTC' }) ?? 0;
  const found = chronoOf[one.language]?.parse(one.content ?? '', new Date(reference), { forwardDate: true })[0]?.start;
  if (!found) return one.iso === null;
  const day = [found.get('year'), found.get('month'), found.get('day')].map((part) => String(part).padStart(2, '0')).join('-');
  return one.iso !== null && one.iso?.slice(0, 10) === day;
}

async function postalMimeIsRight(one: Case): Promise<boolean> {
  const mail = await PostalMime.parse(Buffer.from(one.content_base64 ?? '', 'base64'));
  const got: Record<string, unknown> = {
    subject: mail.subject,
    from_addresses: mail.from?.address === undefined ? undefined : [mail.from.address],
    from_names: mail.from === undefined ? undefined : [mail.from.name],
    to_addresses: mail.to?.flatMap((to) => ('group' in to && to.group ? to.group.map((member) => member.address) : [to.address])),
    to_names: mail.to?.flatMap((to) => ('group' in to && to.group ? to.group.map((member) => member.name) : [to.name])),
    date: mail.date?.replace('.000Z', 'Z'),
    full: mail.text ?? mail.html?.replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' ') ?? '',
    last: mail.text,
    attachments: mail.attachments.map((attachment) => attachment.filename),
  };
  return Object.entries(one.expected ?? {}).every(([key, wanted]) =>
    key === 'full' || key === 'last' ? folded(got[key]) === folded(wanted) : JSON.stringify(got[key]) === JSON.stringify(wanted),
  );
}

const ours = await scoreCorpus();
const share = (results: boolean[]): string =>
  `${results.filter(Boolean).length}/${results.length} ${(results.filter(Boolean).length / results.length).toFixed(3)}`;
const own = (part: string, test: (language: string) => boolean = () => true): string =>
  share(ours.filter((result) => result.part === part && test(result.language)).map((result) => result.passed));
const dates = casesOf('dates');
const reply = new EmailReplyParser();
const threads = casesOf('threads').filter((one) => !one.id.endsWith('html'));
const replies = threads.map(
  (one) => folded(reply.parseReply((one.content ?? '').slice((one.content ?? '').indexOf('\n\n') + 2))) === folded(one.last),
);
const mime: boolean[] = [];
for (const one of casesOf('mime')) mime.push(await postalMimeIsRight(one));
process.stdout.write(
  `dates, English          chrono-node ${share(dates.filter((one) => one.language === 'en').map(chronoIsRight))}   ours ${own('dates', (language) => language === 'en')}\n`,
);
process.stdout.write(
  `dates, other languages  chrono-node ${share(dates.filter((one) => one.language !== 'en').map(chronoIsRight))}   ours ${own('dates', (language) => language !== 'en')}\n`,
);
process.stdout.write(`last message, text      email-reply-parser ${share(replies)}   ours ${own('threads')} (with HTML)\n`);
process.stdout.write(`mail headers, bodies    postal-mime ${share(mime)}   ours ${own('mime')}\n`);
