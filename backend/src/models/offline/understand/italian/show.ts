import type { AppScreen } from '@adiuva/shared-protocol';
import type { Intent } from '../intent.ts';
import { type SlotTypes, compilePattern, matchPattern } from '../pattern.ts';
import { type Phrase, textOf, trimMarks } from '../tokens.ts';
import { phrases } from '../words.ts';
import { lexicon as all } from './lexicon.ts';
import { nounAt } from './nouns.ts';
import { readReference, readTarget } from './target.ts';

/** What users call each screen. */
const screens: readonly [AppScreen, RegExp][] = [
  ['today', /^(oggi|giornata)$/],
  ['projects', /^progett[oi]$/],
  ['notes', /^(not[ae]|appunti)$/],
  ['today', /^(oggi|giornata|(lista|pagina) di oggi)$/],
  ['projects', /^(progetti|(lista|elenco) dei progetti)$/],
  ['notes', /^(note|appunti|(lista|elenco) (delle note|degli appunti))$/],
  ['chat', /^(chat|conversazion[ei])$/],
  [
    'tasks',
    /^(oggi|giornata|progett[oi]|not[ae]|appunti|task|attivita|todo|compiti|(lista|elenco) (dei task|delle attivita|delle cose da fare|task|attivita)|cose da fare)$/,
  ],
  [
    'activity',
    /^(activity|cronologia|registro|storico|modifiche|registro attivita|registro delle attivita|cronologia attivita|cronologia delle modifiche)$/,
  ],
  [
    'waiting',
    /^((in )?attesa|approvazioni|richieste in attesa|approvazioni in (attesa|sospeso)|(che )?(cosa )?(aspetta|attende) me|(cosa|che cosa|cos') (mi aspetta da approvare|aspetta la mia approvazione|è in attesa( di me)?|c' è in attesa)|richieste da approvare)$/,
  ],
  [
    'what_left',
    /^(what left|((che )?cosa|cos'|quello che) (è uscito|esce|ha lasciato)( dal| il| da)?( mio| questo)?( dispositivo| computer| qui)?|dati usciti|registro delle uscite|uscite)$/,
  ],
  ['settings', /^(impostazioni|preferenze|opzioni|configurazione|settings)$/],
];
const screenNoun = /^(schermata|pagina|vista|scheda|sezione)( (di|del|dei|delle|della|dell'|con))?( (i|le|la|gli))? /;
/** These mean rows too: "apri i task" lists those that are open. */
const rowNames =
  /^(oggi|giornata|progetti|note|appunti|task|attivita|todo|compiti|(lista|elenco) .*|cose da fare|modifiche|conversazioni|attesa|opzioni|cos.*|uscite|registro)$/;

const wordsOf = (phrase: Phrase): string => phrase.tokens.map((token) => token.fold).join(' ');

function screenOf(phrase: Phrase): AppScreen | undefined {
  const name = wordsOf(phrase).replace(screenNoun, '');
  return screens.find(([, pattern]) => pattern.test(name))?.[0];
}

const types: SlotTypes = {
  screen: { words: 9, fits: (phrase) => screenOf(phrase) !== undefined },
  /** It says that it is a screen. */
  named: { words: 9, fits: (phrase) => screenNoun.test(wordsOf(phrase)) && screenOf(phrase) !== undefined },
  unmistakable: { words: 9, fits: (phrase) => screenOf(phrase) !== undefined && !rowNames.test(wordsOf(phrase)) },
  /** A whole question that means one. */
  clause: { words: 9, fits: (phrase) => /^(che |cos)/.test(wordsOf(phrase)) && screenOf(phrase) !== undefined },
  reference: { words: 24, fits: (phrase) => readReference(phrase) !== undefined },
};

const lexicon = {
  ...all,
  goes: phrases('vai | passa | torna | porta_mi | naviga | vai_mi'),
  in_app: phrases("nell'_app | in_app | nell'_applicazione"),
};
const compiled = (source: string) => compilePattern({ source, lexicon });

const screenRules = [
  '<goes> (<a>|<in>|<su>) (<mio>) {screen:screen}',
  'apri|mostra|mostra_mi|fai_mi_vedere|visualizza (<il>) (<mio>) {screen:named}',
  'apri (mi) (<il>) (<mio>) {screen:unmistakable}',
  'mostra|mostra_mi|fai_mi_vedere {screen:clause}',
  '{screen:clause}',
].map(compiled);

const taskRules = [
  'apri (mi) (<il>) (<mio>) task|attivita|compito|promemoria (<namer>) {name} (<in_app>)',
  'apri|mostra|mostra_mi|fai_mi_vedere {row:reference} <in_app>',
  'apri {row:reference}',
].map(compiled);

const placeRules = (['project', 'client'] as const).map((kind) => ({
  kind,
  pattern: compiled(`apri (mi) (<il>) (<mio>) ${kind === 'project' ? 'progetto' : 'cliente'} (<namer>) {name} (<in_app>)`),
}));

/** To be shown a screen of the app, or one item in it: "vai alle impostazioni", "apri il task X", "apri il progetto Sito". */
export function readShow(phrase: Phrase): Intent | undefined {
  const trimmed = trimMarks(phrase);
  for (const pattern of screenRules) {
    const slot = matchPattern({ pattern, phrase: trimmed, types })?.['screen'];
    const screen = slot && screenOf(slot);
    if (screen) return { kind: 'navigate', screen };
  }
  for (const pattern of taskRules) {
    const slots = matchPattern({ pattern, phrase: trimmed, types });
    const row = slots?.['row'];
    const reference = row && readReference(row);
    // "Apri i task" asks for those that are open; "aprilo" opens what was named.
    if (reference && (reference.which === 'it' || reference.which === 'places'))
      return { kind: 'open-task', target: { kind: 'reference', reference } };
    const slot = slots?.['name'];
    const target = slot && !isMany(slot) ? readTarget(slot) : undefined;
    if (target?.kind === 'name') return { kind: 'open-task', target };
  }
  for (const { kind, pattern } of placeRules) {
    const slot = matchPattern({ pattern, phrase: trimmed, types })?.['name'];
    const name = slot && textOf(slot);
    if (slot && name && !isMany(slot)) return { kind: 'open-place', place: { kind, name } };
  }
  return undefined;
}

/** "Apri i task del progetto Sito" asks for tasks that are open. */
const isMany = (slot: Phrase): boolean =>
  /^(di|del|della|dei|delle|nel|nella|in|per|su|sul|da|dal)$/.test(slot.tokens[0]?.fold ?? '') ||
  slot.tokens.some((_, at) => nounAt({ phrase: slot, at })?.plural === true);
