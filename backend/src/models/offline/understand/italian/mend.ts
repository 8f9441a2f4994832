import { isSlip, mendedWords } from '../slips.ts';
import type { Phrase } from '../tokens.ts';
import { lookUp, phrases } from '../words.ts';
import { clitic, verbOf } from './verbs.ts';

const words = phrases(`
  crea | creare | aggiungi | completa | rinomina | progetto | progetti | cliente | clienti | task | attivita | elenca | mostra | mostrami | segna | sposta |
  ricordami | conta | cerca | trova | elimina | cancella | quanti | quante | scadenza | promemoria | impostazioni | chiudi | finisci
`);
const plain: Record<string, string> = {
  cra: 'crea',
  agiungi: 'aggiungi',
  aggiugi: 'aggiungi',
  elimna: 'elimina',
  cancela: 'cancella',
  tsk: 'task',
  attivta: 'attivita',
  atività: 'attivita',
  ativita: 'attivita',
  progeto: 'progetto',
  progeti: 'progetti',
  fami: 'fammi',
  dami: 'dammi',
};

/** The phrase with slips in its first words mended, for the rules; its source stays as it was typed. */
export function mended({ source, tokens }: Phrase): Phrase {
  return {
    source,
    tokens: tokens.map((token, at) => {
      if (at >= mendedWords || token.kind !== 'word' || words.includes(token.fold) || verbOf(token.fold) || clitic(token.fold))
        return token;
      const word = lookUp({ table: plain, word: token.fold }) ?? words.find((one) => isSlip({ typed: token.fold, word: one }));
      return word === undefined ? token : { ...token, fold: word };
    }),
  };
}
