import { addressIn } from '../address.ts';
import type { Intent } from '../intent.ts';
import { type SlotTypes, compilePattern, matchPattern } from '../pattern.ts';
import { type Phrase, textOf, trimMarks } from '../tokens.ts';
import { phrases } from '../words.ts';
import { lexicon as all } from './lexicon.ts';

const lexicon = {
  ...all,
  says: phrases('che_dice | che_dica | con_il_testo | con_testo | con_scritto | col_testo | con_il_messaggio | dicendo | :'),
  notice: phrases('notifica | avviso | notifiche | allerta | notifica_push'),
  message: phrases('messaggio | testo | notifica | nota | avviso'),
  posts: phrases('pubblica | invia | manda | posta | spedisci'),
  warn: phrases('avvisa | avverti | notifica'),
  later: phrases(`
    quando | appena | non_appena | se | dopo | prima | finche | alle | all' | tra | fra | entro | ogni | domani | stasera | dopodomani | piu_tardi |
    oggi | lunedi | martedi | mercoledi | giovedi | venerdi | sabato | domenica | il | la_prossima | nel_caso
  `),
  hook: phrases('webhook | web_hook | hook | url | indirizzo | endpoint'),
};
const compiled = (source: string) => compilePattern({ source, lexicon });
const types: SlotTypes = { quote: { words: 1, fits: ({ tokens }) => tokens[0]?.kind === 'quote' } };

const noticeRules = [
  '<warn> mi che {text}',
  "<warn> mi (nell'_app|in_app) <says> {text}",
  '<warn> mi (con) {text:quote}',
  "invia|manda|mostra|dai|fai|crea (mi) (<un>|<il>) <notice> (nell'_app|in_app) <says> {text}",
  "invia|manda|mostra|dai|fai|crea (mi) (<un>|<il>) <notice> (nell'_app|in_app) che {text}",
  "invia|manda|mostra|dai|fai|crea (mi) (<un>|<il>) <notice> (nell'_app|in_app) {text:quote}",
].map(compiled);

/** What is meant for later, or for when something happens: no notice can wait. */
const laterRules = [
  '<warn> mi (di_nuovo) <later> (che) {rest}',
  'invia|manda|mostra|dai (mi) (<un>|<il>) <notice> <later> {rest}',
].map(compiled);

/** What stands before the address, when the address is last. */
const beforeAddress = [
  '<posts> (<un>|<il>) <message> <says> {text} <a> (mio) (<hook>) (:)',
  '<posts> (<il>) (<message>) {text:quote} <a>|su (mio) (<hook>) (:)',
  '<posts> {text} <a>|su (mio|nostro) (<hook>) (:)',
].map(compiled);

/** What stands before and after it, when it is not. */
const aroundAddress = [
  { before: '<posts> (<un>|<il>) <message> <a>|su (mio) (<hook>)', after: '<says> {text}' },
  { before: '<posts> (<un>|<il>) <message> <a>|su (mio) (<hook>)', after: '(con) {text:quote}' },
  { before: '<posts> <a>|su (mio) (<hook>)', after: '<says> {text}' },
  { before: '<posts> <a>|su (mio) (<hook>)', after: '{text:quote}' },
  { before: '<warn> (<il>) (<hook>)', after: 'che {text}' },
].map(({ before, after }) => ({ before: compiled(before), after: compiled(after) }));

const textIn = (slot: Phrase | undefined): string => (slot ? textOf(slot) : '');

/** A text to be sent: a notice in the app ("avvisami che …"), or a post to an address ("pubblica … su https://…"). */
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
