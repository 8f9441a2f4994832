import type { LanguageId } from '../say/voice.ts';
import { clitic, verbOf } from './italian/verbs.ts';
import type { Phrase, Token } from './tokens.ts';
import { phrases } from './words.ts';

/** Words of English alone, as `fold` writes them: little words, and the words of commands and questions. */
const english = new Set(
  phrases(`
  the | an | is | are | was | were | be | been | my | our | your | their | its | his | her | it | this | that | these | those | them | they |
  you | we | he | she | of | on | at | from | with | without | for | by | and | or | but | not | what | which | who | whose | when | where |
  why | how | many | much | does | did | have | has | had | can | could | would | will | should | shall | may | might | must | please |
  thanks | thank | hello | hi | hey | good | yes | yeah | yep | nope | nothing | never | mind | create | add | make | mark | complete |
  finish | close | set | change | update | rename | move | push | postpone | reschedule | delay | assign | unassign | list | show |
  find | search | remind | start | reopen | remove | clear | delete | erase | trash | discard | get | new | put | give | raise | lower |
  tick | check | count | open | go | take | navigate | notify | send | alert | tell | read | write | archive | today | tomorrow | tonight |
  yesterday | week | month | year | day | days | weeks | months | monday | tuesday | wednesday | thursday | friday | saturday | sunday |
  january | february | march | april | june | july | august | september | october | november | december | overdue | done | high | low |
  priority | tasks | projects | project | clients | client | customer | customers | notes | comment | comments | deadline | settings |
  history | called | named | titled | first | second | third | last | next | both | all | one | two | three | everything | any |
  anything | there | about | let | into | under | before | after | until | between | some | another | undo | help | follow | urgent |
  finished | completed | late | assigned | stop | cancel | forget | sure | great | want | need | like | work | working | left | waiting |
  buy | call | pay | fix | display | view | see | look | do | due | until | than | if | only | just | as | so | up | out | off | down |
  todos | items | reminder | reminders | log | record | schedule | plan | draft | review | book | ready | approve | approvals | preferences
`),
);

/** Words of Italian alone; the forms of its verbs count too. */
const italian = new Set(
  phrases(`
  il | lo | gli | le | un | uno | una | del | dello | della | dei | degli | delle | al | allo | alla | agli | alle | nel | nello |
  nella | nei | negli | nelle | dal | dalla | dagli | dalle | sul | sulla | sulle | che | chi | cosa | quale | quali | quando |
  quanto | quanti | quante | dove | perche | ed | se | non | mi | ti | è | sono | sei | siamo | ho | hai | abbiamo | hanno | mio | mia |
  miei | mie | nostro | nostra | nostri | suo | sua | questo | questa | questi | queste | quello | quella | quelli | quelle | quel |
  quei | tutti | tutte | tutto | tutta | entrambi | entrambe | primo | seconda | terzo | terza | ultimo | ultima | ultimi | ultime |
  prossimo | prossima | prossimi | prossime | scorso | scorsa | oggi | domani | dopodomani | ieri | stasera | stamattina | lunedi |
  martedi | mercoledi | giovedi | venerdi | sabato | domenica | gennaio | febbraio | marzo | aprile | maggio | giugno | luglio | agosto |
  settembre | ottobre | novembre | dicembre | settimana | settimane | mese | mesi | anno | anni | giorno | giorni | entro | tra | fra |
  dopo | fino | scadenza | scadenze | scade | scadono | ritardo | scaduti | scadute | fatto | fatta | fatti | fatte | finito | finita |
  aperti | aperte | corso | urgenti | urgente | priorita | alta | bassa | attivita | compito | compiti | promemoria | progetto |
  progetti | cliente | clienti | nota | appunto | appunti | traguardo | traguardi | tappa | commento | commenti | sollecito | nuovo |
  nuova | nuovi | nuove | puoi | potresti | vorrei | voglio | devo | dobbiamo | dovrei | favore | piacere | grazie | ciao | salve |
  buongiorno | buonasera | prego | certo | niente | nulla | nessuno | nessuna | lascia | stare | perdere | annulla | aiuto | stai |
  anche | ancora | gia | ora | adesso | poi | lista | elenco | impostazioni | cronologia | approvazioni | senza | chiamato |
  chiamata | esempi | metti | piu | meno | sotto | dimmi | basta | bene | perfetto | ottimo | confermo | volentieri | esatto |
  giusto | procedi | settore | archiviato | archiviati | intendo | tre | quattro | cinque | mattina | pomeriggio | sera | resta |
  manca | capito | invece | quindi | sarebbe | forse | magari | pausa | completato | completati | completate | completata | assegnato | assegnata
`),
);

/** Little words that a name or a title of the other language may hold too: they say less. */
const slight: Readonly<Record<string, number>> = {
  e: 1,
  o: 1,
  la: 1,
  da: 1,
  di: 1,
  con: 1,
  per: 1,
  si: 1,
  va: 1,
  prima: 1,
  secondo: 1,
  come: 0,
  to: -1,
};

/** Forms of Italian verbs that are words of the other language, or of both. */
const shared = new Set(
  phrases(
    'a | in | me | no | ok | task | note | date | fate | finite | fare | mandate | dare | dia | die | due | post | posta | posti | dai | fa | passi | fissi | programma | conti | segni | parti | porti',
  ),
);

const contracted = /^\p{L}+(n't|'(s|re|ll|ve|m|d))$/u;
const elided = /^(l|un|dell|all|nell|dall|sull|quell|quest|c|cos|dov|quand|com|qual)'\p{L}/u;
const accented = /[àèìòù]/i;

/** How strongly a word speaks for Italian; below 0, for English. */
function weightOf({ fold, start, end }: Token, source: string): number {
  if (fold === 'i') return source.charAt(start) === 'i' ? 1 : -1;
  if (Object.hasOwn(slight, fold)) return /[àèìòù]$/i.test(source.slice(start, end)) ? 2 : (slight[fold] ?? 0);
  if (fold === 'do' || fold === 'due') return 0;
  if (english.has(fold)) return -2;
  if (shared.has(fold)) return 0;
  if (elided.test(fold) || accented.test(source.slice(start, end).normalize('NFC'))) return 2;
  if (contracted.test(fold)) return -2;
  return italian.has(fold) || verbOf(fold) !== undefined || clitic(fold) !== undefined ? 2 : 0;
}

/** So many telling words at the head of a message are its commands and questions; what is behind may be a title of another language. */
const headWords = 3;
/** So many words say enough. */
const mostWords = 60;

/** Above 0: the message's words are Italian; below: English; 0: nothing tells. Quoted passages do not count. */
export function evidence({ source, tokens }: Phrase): number {
  const weights = tokens
    .filter((token) => token.kind === 'word' && /\p{L}/u.test(token.fold))
    .slice(0, mostWords)
    .map((token) => weightOf(token, source))
    .filter((weight) => weight !== 0);
  const sum = (of: readonly number[]): number => of.reduce((total, weight) => total + weight, 0);
  return sum(weights.slice(0, headWords)) || sum(weights) || (weights[0] ?? 0);
}

/** The language of a message: its own words, else the conversation's language so far, else the user's locale, else English. */
export function detect({
  phrase,
  before,
  locale,
}: {
  phrase: Phrase;
  before?: LanguageId | undefined;
  locale?: string | undefined;
}): LanguageId {
  const sum = evidence(phrase);
  if (sum !== 0) return sum > 0 ? 'it' : 'en';
  return before ?? (/^it\b/i.test(locale ?? '') ? 'it' : 'en');
}
