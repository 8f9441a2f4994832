import { type Phrase, part } from '../tokens.ts';
import { isWords, phrases, wordAt } from '../words.ts';
import { clitic, verbOf } from './verbs.ts';

const before = phrases(`
  ehi adiuva | ciao adiuva | adiuva | ehi | ciao | salve | buongiorno | buonasera | buon giorno | ok | okay | allora | bene | senti | dunque | ora | adesso | per favore | perfavore | per piacere | xfavore | pls | per cortesia | ti prego | grazie | perfetto | si | certo | va bene | dai | e | ed | poi | e poi | quindi | inoltre | infine | anche | subito | scusa | gentilmente | cortesemente | cortesemente potresti |
  puoi | potresti | puo | potrebbe | potete | potreste | mi puoi | mi potresti | mi puo | riesci a | riusciresti a | saresti cosi gentile da | devi | dovresti | vorrei | voglio | vorrei che tu | desidero | avrei bisogno di | ho bisogno di | avrei bisogno che | ho bisogno che tu | bisogna | bisognerebbe | è possibile | sarebbe possibile | si puo | ti chiedo di | ti chiederei di | prova a | mi piacerebbe | puoi per favore | potresti per favore | mi
`);
const after = phrases(`
  per favore | perfavore | per piacere | xfavore | pls | per cortesia | grazie | grazie mille | ti prego | se puoi | se possibile | quando puoi | ok | okay | adiuva | va bene | tante grazie | molte grazie
`);
/** These are polite words only before a command. */
const asks =
  /^(puoi|potresti|puo|potrebbe|pote|mi|riesci|riusciresti|devi|dovresti|vorrei|voglio|desidero|avrei|ho|bisogna|bisognerebbe|è|sarebbe|si puo|ti|prova|saresti|cortesemente|dai$)/;

const wonders = phrases(
  'mi dici | mi sai dire | mi puoi dire | puoi dirmi | puoi dire mi | potresti dirmi | sai dirmi | dimmi | vorrei sapere | voglio sapere | mi piacerebbe sapere | sai | fai mi sapere | puoi mostrarmi | puoi farmi vedere | puoi elencarmi | potresti mostrarmi',
);
const asking = /^(quale|quali|quanti|quante|quando|chi|cosa|se|che|qual|a|in|dove|quant'|com'|quand'|cos')$/;

const isCommand = (word: string): boolean => verbOf(word) !== undefined || clitic(word) !== undefined;

/** Takes "per favore", "puoi", "grazie" and the like off both ends; what is between quotation marks stays. */
export function withoutPoliteness(phrase: Phrase): Phrase {
  let rest = phrase;
  for (let round = 0; round < 5; round++) {
    const wonder = wonders
      .filter((text) => isWords(rest.tokens, 0, text) && asking.test(wordAt(rest.tokens, text.split(' ').length)))
      .toSorted((a, b) => b.length - a.length)[0];
    if (wonder !== undefined) {
      const length = wonder.split(' ').length;
      rest = part(rest, length + (wordAt(rest.tokens, length) === 'se' ? 1 : 0));
      continue;
    }
    const lead = before.filter((text) => isWords(rest.tokens, 0, text)).toSorted((a, b) => b.length - a.length)[0];
    if (lead === undefined) break;
    let length = lead.split(' ').length;
    while ([',', '!', '.', '-', '\n'].includes(wordAt(rest.tokens, length))) length += 1;
    const next = wordAt(rest.tokens, length);
    if (
      length >= rest.tokens.length ||
      (asks.test(lead) && !isCommand(next) && !before.includes(next) && !isWords(rest.tokens, length, 'per favore'))
    )
      break;
    // "E domani?", "e quelli fatti?" lean on the question before; "dai" and "ora" may be what is said.
    if (/^(e|ed)$/.test(lead) && !isCommand(next) && !before.includes(next)) break;
    rest = part(rest, length);
  }
  for (let round = 0; round < 3; round++) {
    let end = rest.tokens.length;
    while (end > 1 && ['.', '!', '?', ',', '\n'].includes(wordAt(rest.tokens, end - 1))) end -= 1;
    const tail = after
      .filter((text) => isWords(rest.tokens, end - text.split(' ').length, text))
      .toSorted((a, b) => b.length - a.length)[0];
    const length = tail?.split(' ').length ?? 0;
    if (length === 0 || end - length < 1) break;
    rest = part(rest, 0, end - length);
  }
  return rest;
}
