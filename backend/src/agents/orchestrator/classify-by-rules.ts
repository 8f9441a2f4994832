import type { Intent } from './intent.ts';

type Topic = Exclude<Intent, 'several'>;

/** What is said after so many UTF-16 units changes nothing. */
const CHARACTERS = 4_000;

/** Words by which a topic is told, in English and Italian, without accents. */
const WORDS: Readonly<Record<Topic, RegExp>> = {
  task: /\b(tasks?|to-?dos?|remind(ers?| me)?|follow-?ups?|overdue|due (today|tomorrow|on|by|this|next)|comments?|attivita|compit[oi]|promemoria|ricordami|commento|commenti)\b/,
  project: /\b(projects?|progett[oi])\b/,
  checkpoint: /\b(check-?points?|milestones?|traguard[oi]|tapp[ae])\b/,
  note: /\b(notes?|nota|appunt[oi]|annota\w*|jot|write down|minutes of)\b/,
  client: /\b(clients?|customers?|clienti?|cliente)\b/,
  app: /\b(go to|take me to|navigate|screen|settings|webhook|notify|vai (a|al|alla|alle|ai)|portami|schermata|impostazioni)\b|https:\/\//,
};

/** A project or a client that only says where: it does not make a message one about projects or clients. */
const PLACE =
  /\b(in|into|to|for|from|of|under|on|with|per|di|del|dello|della|dell|nel|nello|nella|nell|al|alla|all|dal|dalla|sul|sulla|con)['’ ]+(\S+ ){0,3}?(projects?|progett[oi]|clients?|customers?|client[ei])\b/g;

/**
 * Sorts a message by its words. One that names several topics, or none, is `several`: then every tool fits alike, so nothing is
 * lost by a word that is not known here.
 */
export function classifyByRules(message: string): Intent {
  const words = message
    .slice(0, CHARACTERS)
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .replaceAll(/\s+/g, ' ');
  const told = words.replaceAll(PLACE, ' ');
  const topics: Topic[] = ['task', 'project', 'checkpoint', 'note', 'client', 'app'];
  const [first, ...more] = topics.filter((topic) => WORDS[topic].test(told));
  return first === undefined || more.length > 0 ? 'several' : first;
}
