import { phrases } from '../words.ts';
import { lexicon } from './lexicon.ts';

/** The words of the rules for changing tasks, by group; verbs by their imperatives, as `withoutClitic` leaves them. */
export const updateWords: Record<string, readonly string[]> = {
  ...lexicon,
  set: phrases('imposta | cambia | aggiorna | modifica | metti | porta | fai | correggi | definisci | stabilisci | fissa'),
  mark: phrases(
    'segna | imposta | contrassegna | marca | metti | cambia | porta | passa | fai | aggiorna | considera | spunta | modifica',
  ),
  move: phrases(
    'sposta | rimanda | posticipa | rinvia | anticipa | metti | porta | programma | pianifica | fissa | riprogramma | imposta | cambia | proroga | passa | aggiorna | ritarda',
  ),
  delay: phrases('sposta | rimanda | posticipa | rinvia | proroga | ritarda'),
  remove: phrases('rimuovi | togli | elimina | cancella | annulla | leva | svuota'),
  finish: phrases('completa | finisci | chiudi | concludi | termina | spunta | svolgi | ultima'),
  place_verb: phrases('sposta | metti | trasferisci | passa | aggiungi | collega | associa | assegna | porta | inserisci'),
  to_: [...lexicon.a, ...lexicon.in, 'sotto', 'per', 'su', ...lexicon.su],
  task_noun: phrases('task | attivita | promemoria | compito | todo'),
  now: phrases('ora | adesso | gia | finalmente | tutti | tutte | anche | appena | ormai'),
  is: phrases('è | è_stato | è_stata | sono | sono_stati | sono_state | risulta | era'),
  i: phrases('ho | abbiamo | ho_gia | ho_appena | ho_finalmente | abbiamo_gia | ho_anche'),
  finished: phrases(
    'finito | completato | fatto | chiuso | concluso | terminato | svolto | finito_di | finito_con | spuntato | evaso | consegnato',
  ),
  back: phrases('indietro | avanti | piu_avanti | in_avanti'),
};
