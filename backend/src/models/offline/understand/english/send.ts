import { addressIn } from '../address.ts';
import type { Intent } from '../intent.ts';
import { type SlotTypes, compilePattern, matchPattern } from '../pattern.ts';
import { type Phrase, textOf, trimMarks } from '../tokens.ts';
import { phrases } from './phrases.ts';
import { polite } from './politeness.ts';

const lexicon = {
  says: ['saying', 'that_says', 'that_reads', 'with_the_text', 'with_text', 'with_the_message', 'with_the_words', 'reading', ':'],
  notice: ['notification', 'push_notification', 'app_notification', 'notice', 'alert'],
  message: ['message', 'text', 'notification', 'note', 'notice', 'alert'],
  posts: ['post', 'send', 'push', 'publish'],
  later: phrases(`
    when | whenever | if | once | as_soon_as | after | before | until | at | in | on | every | tomorrow | tonight | later | next | by |
    this_evening | this_afternoon | unless | while
  `),
  hook: ['webhook', 'web_hook', 'hook', 'url', 'address', 'endpoint'],
};
const compiled = (source: string) => compilePattern({ source: `${polite} ${source}`, lexicon });

const types: SlotTypes = {
  quote: { words: 1, fits: ({ tokens }) => tokens[0]?.kind === 'quote' },
};

const noticeRules = [
  'notify|alert|ping me that {text}',
  'notify|alert|ping me (in_the_app) <says> {text}',
  'notify|alert|ping me (with) {text:quote}',
  'send|give|show|push (me) (a|an|the) <notice> (in_the_app) <says> {text}',
  'send|give|show|push (me) (a|an|the) <notice> (in_the_app) that {text}',
  'send|give|show|push (me) (a|an|the) <notice> (in_the_app) {text:quote}',
].map(compiled);

/** What is meant for later, or for when something happens: no notice can wait. */
const laterRules = [
  'notify|alert|ping me (again) <later> (that) {rest}',
  'send|give|show (me) (a|an|the) <notice> <later> {rest}',
].map(compiled);

/** What stands before the address, when the address is last. */
const beforeAddress = [
  '<posts> a|an|the <message> <says> {text} to (the|my|our|this) (<hook>) (at) (:)',
  '<posts> (the) (<message>) {text:quote} to (the|my|our|this) (<hook>) (at) (:)',
  '<posts> {text} to (the|my|our|this) (<hook>) (at) (:)',
].map(compiled);

/** What stands before and after it, when it is not. */
const aroundAddress = [
  { before: '<posts> a|an|the <message> to (the|my|our|this) (<hook>) (at)', after: '<says> {text}' },
  { before: '<posts> a|an|the <message> to (the|my|our|this) (<hook>) (at)', after: '(with) {text:quote}' },
  { before: '<posts> to (the|my|our|this) (<hook>) (at)', after: '<says> {text}' },
  { before: '<posts> to (the|my|our|this) (<hook>) (at)', after: '{text:quote}' },
  { before: 'notify (the|my|our|this) (<hook>) (at)', after: 'that {text}' },
].map(({ before, after }) => ({ before: compiled(before), after: compilePattern({ source: after, lexicon }) }));

/** A text to be sent: a notice in the app ("notify me that …"), or a post to an address ("post … to https://…"). */
export function readSend(phrase: Phrase): Intent | undefined {
  const trimmed = trimMarks(phrase);
  const posted = readPost(trimmed);
  if (posted) return posted;
  for (const pattern of noticeRules) {
    const text = textIn(matchPattern({ pattern, phrase: trimmed, types })?.['text']);
    if (text) return { kind: 'notify', text };
  }
  const isLater = laterRules.some((pattern) => matchPattern({ pattern, phrase: trimmed, types }) !== undefined);
  return isLater ? { kind: 'say', topic: 'notify-later' } : undefined;
}

const textIn = (slot: Phrase | undefined): string => (slot ? textOf(slot) : '');

function readPost(phrase: Phrase): Intent | undefined {
  const found = addressIn(phrase);
  if (!found) return undefined;
  const { url, before, after } = found;
  if (after.tokens.length === 0) {
    for (const pattern of beforeAddress) {
      const text = textIn(matchPattern({ pattern, phrase: before, types })?.['text']);
      if (text) return { kind: 'post', text, url };
    }
    return undefined;
  }
  for (const rule of aroundAddress) {
    const isMeant = matchPattern({ pattern: rule.before, phrase: before, types }) !== undefined;
    const text = isMeant ? textIn(matchPattern({ pattern: rule.after, phrase: after, types })?.['text']) : '';
    if (text) return { kind: 'post', text, url };
  }
  return undefined;
}
