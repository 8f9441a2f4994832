import type { TaskPriority, TaskStatus } from '@adiuva/shared-protocol';
import type { Lexicon } from '../pattern.ts';
import { phrases } from '../words.ts';

/** Words of one meaning, as `parted` leaves them: without accents, elisions apart, "è" as itself. */
export const lexicon = {
  il: phrases("il | lo | la | i | gli | le | l'"),
  un: phrases("un | uno | una | un'"),
  di: phrases("di | d' | del | dello | della | dei | degli | delle | dell'"),
  a: phrases("a | ad | al | allo | alla | ai | agli | alle | all'"),
  in: phrases("in | nel | nello | nella | nei | negli | nelle | nell'"),
  da: phrases("da | dal | dallo | dalla | dai | dagli | dalle | dall'"),
  su: phrases("su | sul | sullo | sulla | sui | sugli | sulle | sull'"),
  mio: phrases('mio | mia | miei | mie | nostro | nostra | nostri | nostre | tuo | tua | tuoi | tue'),
  suo: phrases('suo | sua | suoi | sue | loro'),
  quel: phrases(
    "quel | quello | quella | quell' | quei | quegli | quelle | questo | questa | quest' | questi | queste | stesso | stessa",
  ),
  done: phrases(`
  fatto | fatta | fatti | fatte | finito | finita | finiti | finite | completato | completata | completati | completate |
  concluso | conclusa | conclusi | concluse | chiuso | chiusa | chiusi | chiuse | terminato | terminata | terminati |
  terminate | completo | completa | evaso | evasa | ultimato | ultimata | svolto | svolta
`),
  in_progress: phrases(`
  in_corso | in_lavorazione | iniziato | iniziata | iniziati | iniziate | cominciato | cominciata | avviato | avviata |
  in_esecuzione | in_svolgimento
`),
  todo: phrases(`
  da_fare | da_iniziare | da_completare | non_fatto | non_fatta | non_fatti | non_fatte | aperto | aperta | aperti | aperte |
  non_iniziato | non_iniziata | non_iniziati | non_iniziate | incompleto | incompleta | non_completato | non_completata |
  da_svolgere | non_finito | non_finita
`),
  high: phrases(`
  alta | alto | alte | alti | altissima | massima | massimo | urgente | urgenti | urgentissimo | urgentissima | importante |
  importanti | critica | critico | prioritario | prioritaria | prioritari | prioritarie | elevata | p1 | molto_alta |
  molto_urgente | molto_importante | high
`),
  medium: phrases('media | medio | medie | normale | normali | p2 | standard | medium'),
  low: phrases(
    'bassa | basso | basse | bassi | bassissima | minima | minimo | p3 | poco_importante | non_urgente | non_importante | low',
  ),
  priority: phrases('priorita | importanza | urgenza'),
  due: phrases('scadenza | data_di_scadenza | data | termine | deadline'),
  people: phrases('assegnatario | assegnatari | responsabile | responsabili | assegnataria'),
  description: phrases('descrizione | dettagli | note | nota | dettaglio'),
  title: phrases('titolo | nome'),
  namer: phrases(`
  chiamato | chiamata | chiamati | chiamate | intitolato | intitolata | denominato | denominata | nominato | nominata |
  dal_titolo | con_titolo | con_il_titolo | col_titolo | di_titolo | di_nome | con_nome | con_il_nome | col_nome |
  che_si_chiama | che_si_chiamano | che_dice | titolo_: | nome_: | :
`),
} as const satisfies Lexicon;

export const statusWords: readonly [TaskStatus, readonly string[]][] = [
  ['todo', lexicon.todo],
  ['in_progress', lexicon.in_progress],
  ['done', lexicon.done],
];

export const priorityWords: readonly [TaskPriority, readonly string[]][] = [
  ['low', lexicon.low],
  ['high', lexicon.high],
  ['medium', lexicon.medium],
];

const numbers = phrases(
  'zero | uno | due | tre | quattro | cinque | sei | sette | otto | nove | dieci | undici | dodici | tredici | quattordici | quindici',
);

const ordinals = phrases('- | prim | second | terz | quart | quint | sest | settim | ottav | non | decim');

/** "3", "tre"; "un", "una" are one. At most 9,999. */
export function numberOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  if (/^\d{1,4}$/.test(word)) return Number(word);
  if (word === 'un' || word === 'una' || word === "un'") return 1;
  if (word === 'venti') return 20;
  if (word === 'trenta') return 30;
  const index = numbers.indexOf(word);
  return index >= 0 ? index : undefined;
}

/** "primo", "seconda", "3°", up to 10 in words and 9,999 in digits. */
export function ordinalOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const digits = /^(\d{1,4})[°oa^]$/.exec(word)?.[1];
  if (digits !== undefined) return Number(digits);
  const index = /[oaie]$/.test(word) && word !== 'non' ? ordinals.indexOf(word.slice(0, -1)) : -1;
  return index > 0 ? index : undefined;
}

const sets = new Map<readonly string[], ReadonlySet<string>>();

/** Whether a word belongs to a group of single words. */
export function isOf(group: readonly string[], word: string): boolean {
  let set = sets.get(group);
  if (!set) sets.set(group, (set = new Set(group)));
  return set.has(word);
}

const preposition = [lexicon.di, lexicon.a, lexicon.in, lexicon.da, lexicon.su];

/** "Nel", "alla", "del": an article is part of it. */
export const isArticled = (word: string): boolean =>
  preposition.some((group) => isOf(group, word)) && !['di', 'a', 'ad', 'in', 'da', 'su', "d'"].includes(word);

/** Articles and possessives, from a token on: where the words behind them begin. */
export function pastArticles(words: readonly { fold: string }[], at: number): number {
  let end = at;
  while (end < words.length && end - at < 3) {
    const word = words[end]?.fold ?? '';
    if (!isOf(lexicon.il, word) && !isOf(lexicon.mio, word) && !isOf(lexicon.un, word)) break;
    end += 1;
  }
  return end;
}
