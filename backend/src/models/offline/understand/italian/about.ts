import type { Intent, TaskField } from '../intent.ts';
import { type SlotTypes, compilePattern, matchPattern } from '../pattern.ts';
import { type Phrase, trimMarks } from '../tokens.ts';
import { phrases } from '../words.ts';
import { lexicon } from './lexicon.ts';
import { nounAt } from './nouns.ts';
import { readTarget } from './target.ts';
import { readPlaceName } from './place.ts';

const words: Record<string, readonly string[]> = {
  ...lexicon,
  what_is: phrases(
    "qual_è | quale_è | quali_sono | che | dimmi | mostra_mi | dai_mi | mi_dici | com'_è | quand'_è | qual'_è | quale",
  ),
  state: phrases('stato'),
};

const table: readonly [string, TaskField][] = [
  [
    "quando|quand' scade|scadono|è|va|vanno|sono {t} (fatto|fatta|previsto|prevista|in_scadenza|in_programma|consegnato|consegnata|da_fare)",
    'due',
  ],
  ['entro_quando|per_quando devo|va|dobbiamo|è (fare|finire|completare|consegnare|fatto|fatta) {t}', 'due'],
  ['quando devo|dobbiamo fare|finire|completare|consegnare {t}', 'due'],
  ["per_quando|per_quand' è {t}", 'due'],
  ["{t} quando|quand' scade|è|va (fatto|fatta)", 'due'],
  ['<what_is> (<il>) <due> <di>|<a>|per {t}', 'due'],
  ['che scadenza ha {t}', 'due'],
  ['<what_is> (<il>) stato <di> {t}', 'status'],
  ['a_che_punto|a_che_punto_è|come_va|come_procede (è|sono) {t}', 'status'],
  ['a_che_punto_è|a_che_punto_sono {t}', 'status'],
  ['in_che_stato è|sono {t}', 'status'],
  ['<what_is> (<il>) <priority> <di>|<a> {t}', 'priority'],
  ['che|quale <priority> ha|hanno {t}', 'priority'],
  ["quanto|quant' è urgente|importante {t}", 'priority'],
  [
    'chi deve_fare|fa|sta_facendo|segue|ha_in_carico|si_occupa_di|si_occupa_del|si_occupa_della|lavora_a|lavora_su {t}',
    'assignee',
  ],
  ['a_chi è|sono (stato|stata) (assegnato|assegnata|assegnati|assegnate|affidato|affidata) {t}', 'assignee'],
  ['chi è (<il>) (assegnatario|responsabile) <di> {t}', 'assignee'],
  ['<what_is> (<il>) <people> <di> {t}', 'assignee'],
  ['in|a|di che|quale progetto è|sono|sta|fa_parte|appartiene {t}', 'project'],
  ['<what_is> (<il>) progetto <di> {t}', 'project'],
  ['<what_is>|leggi|leggi_mi (<il>) descrizione|dettagli <di>|su|<su> {t}', 'description'],
  ['descrizione <di> {t}', 'description'],
  ['dettagli <di>|su|<su> {t}', 'all'],
  ['<what_is> (<il>) id <di> {t}', 'id'],
  ['{t} è|sono (gia|stato|stata) <done>', 'done'],
  ['è|sono (gia|stato|stata) <done> {t}', 'done'],
  ['ho|abbiamo (gia) finito|fatto|completato|chiuso|concluso (di) {t}', 'done'],
  ["l' ho|abbiamo (gia) fatto|fatta|finito|finita|completato|completata", 'done'],
  ['è|sono (gia) in_ritardo|ancora_aperto|ancora_aperta|aperto|aperta|in_corso|iniziato|iniziata {t}', 'status'],
  ['{t} è|sono (gia|ancora) in_ritardo|aperto|aperta|in_corso|iniziato|iniziata|scaduto|scaduta', 'status'],
  ['{t} scade|scadono|è (in_scadenza) oggi|domani', 'due'],
  ['{t} è|sono urgente|importante|prioritario', 'priority'],
  ['dimmi|raccontami|parlami (di_piu|tutto|qualcosa) <di>|su|<su> (<il>) task|attivita {t}', 'all'],
  ['dimmi|mostra_mi|fai_mi_vedere di_piu|tutto <di>|su|<su> {t}', 'all'],
  [
    'mostra|mostra_mi|fai_mi_vedere|visualizza|vedi|leggi|leggi_mi|apri_mi (<il>) (dettagli|i_dettagli) (<di>|su|<su>) {t:reference}',
    'all',
  ],
  ['mostra|mostra_mi|fai_mi_vedere|visualizza|vedi (<il>) i_dettagli|dettagli <di>|su|<su> {t}', 'all'],
  ['mostra|mostra_mi|fai_mi_vedere|visualizza|vedi (<il>) task|attivita|compito|promemoria {t}', 'all'],
];

const types: SlotTypes = { reference: { words: 24, fits: (phrase) => readTarget(phrase)?.kind === 'reference' } };
/** Fields that are asked for in the form of a statement: only a question asks. */
const askedOnly = new Set<TaskField>(['done', 'status', 'priority']);

const rules = table.map(([source, field]) => ({ pattern: compilePattern({ source, lexicon: words }), field }));
const none = /^(perche|come|dove|quando|ci|io|noi|tu|qualcosa|niente|cosa|tutto|tutti|tutte|che|quali|quanti|quante|chi|mi|non)$/;

/** "Mostra i task …", "quando scadono i miei task": about many, not about one that is called so. */
function isMany({ phrase, slot }: { phrase: Phrase; slot: Phrase }): boolean {
  const start = phrase.tokens.findIndex((token) => token.start === slot.tokens[0]?.start && token.fold === slot.tokens[0]?.fold);
  return phrase.tokens.slice(0, Math.max(start, 0) + 3).some((_, at) => nounAt({ phrase, at })?.plural === true);
}

/** A question about one task: "quando scade Comprare il latte?", "è fatto?". */
export function readAbout({ phrase, question }: { phrase: Phrase; question: boolean }): Intent | undefined {
  const trimmed = trimMarks(phrase);
  for (const { pattern, field } of rules) {
    const begins = pattern.elements[0]?.kind === 'slot' || /^(è|ho|l')/.test(pattern.source);
    if (begins && askedOnly.has(field) && !question) continue;
    if (pattern.elements[0]?.kind === 'slot' && !question) continue;
    const slots = matchPattern({ pattern, phrase: trimmed, types });
    if (!slots) continue;
    const slot = slots['t'];
    if (!slot) return { kind: 'about-task', target: { kind: 'reference', reference: { which: 'it' } }, field };
    if (isMany({ phrase: trimmed, slot })) continue;
    if (none.test(slot.tokens[0]?.fold ?? '')) continue;
    const at = slot.tokens.findIndex((_, index) => nounAt({ phrase: slot, at: index }) !== undefined);
    const kind = at >= 0 && at < 2 ? nounAt({ phrase: slot, at })?.kind : undefined;
    if (field === 'status' && kind === 'project')
      return {
        kind: 'list-tasks',
        amount: 'list',
        filter: { statuses: ['todo', 'in_progress'], priorities: [], place: readPlaceName(slot) },
      };
    if (kind !== undefined && kind !== 'task') continue;
    const target = readTarget(slot);
    if (target && target.kind !== 'filter') return { kind: 'about-task', target, field };
  }
  return undefined;
}
