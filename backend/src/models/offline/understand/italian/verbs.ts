import { phrases } from '../words.ts';

/** Verbs of commands on -are, by the imperative: "crea" gives "creare", "crei", "create", "creiamo". */
const regular = phrases(`
  crea | annota | segna | registra | prepara | completa | termina | spunta | sposta | rimanda | posticipa | rinvia | anticipa |
  rinomina | cambia | modifica | aggiorna | imposta | elimina | cancella | assegna | riassegna | delega | affida | elenca |
  mostra | visualizza | trova | cerca | conta | inizia | comincia | avvia | archivia | riattiva | ripristina | contrassegna |
  marca | alza | abbassa | aumenta | porta | passa | collega | avvisa | notifica | manda | invia | pubblica | ricorda |
  programma | pianifica | fissa | sollecita | commenta | butta | svuota | chiama | intitola | salva | filtra | appunta |
  associa | proroga | scarta | posta | ritarda | rinnova | allega | disassegna | lascia | dearchivia | ultima
`);

/** The others, by the imperative, with all their forms: infinitive first. */
const irregular = `
  aggiungi: aggiungere aggiunga aggiungete aggiungiamo
  inserisci: inserire inserisca inserite inseriamo
  finisci: finire finisca finite finiamo
  chiudi: chiudere chiuda chiudete chiudiamo
  concludi: concludere concluda concludete concludiamo
  metti: mettere metta mettete mettiamo
  togli: togliere tolga togliete togliamo
  rimuovi: rimuovere rimuova rimuovete
  apri: aprire apra aprite apriamo
  riapri: riaprire riapra riaprite riapriamo
  riduci: ridurre riduca riducete
  trasferisci: trasferire trasferisca trasferite
  scrivi: scrivere scriva scrivete
  leggi: leggere legga leggete
  avverti: avvertire avverta avvertite
  vedi: vedere veda vedete vediamo
  correggi: correggere corregga correggete
  definisci: definire definisca definite
  stabilisci: stabilire stabilisca stabilite
  attribuisci: attribuire attribuisca attribuite
  svolgi: svolgere svolga svolgete
  prendi: prendere prenda prendete
  vai: andare vada andate andiamo
  torna: tornare torni tornate torniamo
  dai: dare dia date diamo
  fai: fare faccia fate facciamo
  dimmi: dirmi
`;

const forms = new Map<string, string>();
/** Infinitives without their last vowel, as pronouns join them: "spostar" + "lo". */
const joined = new Map<string, string>();

function add({ verb, infinitive, others }: { verb: string; infinitive: string; others: readonly string[] }): void {
  for (const form of [verb, infinitive, ...others]) if (!forms.has(form)) forms.set(form, verb);
  joined.set(infinitive.replace(/re$/, 'r').replace(/rr$/, 'r'), verb);
}

for (const verb of regular) {
  const stem = verb.slice(0, -1);
  const soft = /[cg]$/.test(stem) ? `${stem}h` : stem.replace(/i$/, '');
  add({ verb, infinitive: `${verb}re`, others: [`${soft}i`, `${verb}te`, `${soft}iamo`] });
}
for (const line of irregular.trim().split('\n')) {
  const [verb = '', rest = ''] = line.trim().split(': ');
  const [infinitive = '', ...others] = rest.split(' ');
  add({ verb, infinitive, others });
}

/** The imperative by which rules know a verb's form: "completare", "completi", "completate" are "completa". */
export const verbOf = (word: string): string | undefined => forms.get(word);

/** Whether a word is a command by itself, not an infinitive ("chiamare Anna e inviare …" may be one title). */
export const isImperative = (word: string): boolean => forms.has(word) && !/(are|ere|ire|rre)$/.test(word);

/** Imperatives of one syllable double what is joined to them: "fammi", "dammele", "dillo". */
const doubled = /^(fa|da|di|va)(mm|ll|cc|nn)(?=[aeio])/;
const doubling: Record<string, string> = { fa: 'fai', da: 'dai', di: 'dimmi', va: 'vai' };

/** A verb with pronouns at its end: "completalo", "aggiungimi", "mostrameli", "spostarla", "fammele". */
export function clitic(word: string): { verb: string; pronouns: string[] } | undefined {
  const short = doubled.exec(word);
  const verb = short && doubling[short[1] ?? ''];
  if (short && verb && word.length <= 7) {
    const pronouns = word.slice((short[1] ?? '').length + 1);
    const read = pronounsOf(pronouns);
    // "Dimmi" is a verb of the table by itself.
    return read && word !== 'dimmi' ? { verb, pronouns: read } : undefined;
  }
  for (const length of [2, 4, 5]) {
    const stem = word.slice(0, -length);
    const read = pronounsOf(word.slice(-length));
    if (!read || stem.length < 3) continue;
    const found = joined.get(stem) ?? (isImperative(stem) ? forms.get(stem) : undefined);
    if (found !== undefined) return { verb: found, pronouns: read };
  }
  return undefined;
}

function pronounsOf(text: string): string[] | undefined {
  if (/^(lo|la|li|le|mi|ci|ne|ti|gli|vi)$/.test(text)) return [text];
  const both = /^(me|te|ce|glie)(lo|la|li|le|ne)$/.exec(text);
  return both ? ['mi', both[2] ?? ''] : undefined;
}
