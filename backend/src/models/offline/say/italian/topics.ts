import { exhausted } from '#backend/models/offline/exhausted.ts';
import type { Topic } from '#backend/models/offline/understand/intent.ts';
import { quoted } from '../markdown.ts';
import { unchanged } from './words.ts';

const examples =
  '- “Elenca le mie attività”\n- “Crea un’attività chiamata Comprare il latte per venerdì”\n- “Segna Comprare il latte come fatta”';

const creating =
  'Di’ che cos’è e, se vuoi, quando scade, la priorità e il progetto. Per esempio:\n\n- “Crea un’attività chiamata Comprare il latte per venerdì”\n- “Aggiungi l’attività “Inviare la fattura” con priorità alta al progetto Sito entro il 12”\n- “Crea un progetto Sito per il cliente Acme”';

const helping = `Elenco, conto, cerco, creo, cambio ed elimino quello che tieni qui; ciò che va eliminato, o pubblicato su un indirizzo, aspetta la tua approvazione. Per esempio:

- Attività: “Cosa scade questa settimana?”, “Crea un’attività chiamata Comprare il latte per venerdì”, “Segna Comprare il latte come fatta”
- Progetti e clienti: “Crea un progetto Sito per il cliente Acme”, “Parlami del progetto Sito”, “Archivia il progetto Sito”
- Traguardi: “Quali sono i prossimi traguardi?”, “Aggiungi il traguardo Lancio a Sito il 12 maggio”
- Note: “Nota per Sito: il cliente vuole il blu”, “Cerca note sulle fatture”, “Leggi la nota Hosting”
- Commenti: “Commenta Comprare il latte: due litri”, “Mostra i commenti di Comprare il latte”
- Solleciti: “Ricordami di richiamare Rossi martedì per il contratto”
- L’app: “Vai alle impostazioni”, “Avvisami che il pranzo è pronto”`;

/** What needs no rows to be said. */
export function topic(asked: Topic): string {
  switch (asked) {
    case 'greeting':
      return `Ciao! Mi occupo delle tue attività, dei progetti, dei clienti, dei traguardi e delle note. Puoi dire, per esempio:\n\n${examples}`;
    case 'thanks':
      return 'Prego.';
    case 'identity':
      return 'Sono il modello offline di Adiuva: un insieme di regole su questo computer, senza chiave e senza rete. Conosco le tue attività, i progetti, i clienti, i traguardi e le note, e nient’altro.';
    case 'help':
      return helping;
    case 'how-to-create':
      return creating;
    case 'how-to-update':
      return 'Di’ il nome dell’attività e che cosa deve cambiare. Per esempio:\n\n- “Segna Comprare il latte come fatta”\n- “Sposta Comprare il latte a venerdì prossimo”\n- “Imposta la priorità ad alta”';
    case 'how-to-delete':
      return 'Di’ il nome di ciò che va eliminato. Prima che sia fatto, ti viene chiesto. Per esempio:\n\n- “Elimina l’attività Comprare il latte”\n- “Elimina tutte le attività fatte”\n- “Elimina il progetto Sito”\n- “Elimina la nota Hosting”';
    case 'how-to-list':
      return 'Chiedi quello che vuoi vedere. Per esempio:\n\n- “Elenca le mie attività”\n- “Cosa scade questa settimana?”\n- “Quante attività sono aperte per il sito?”';
    case 'declined':
      return 'Va bene: non ho cambiato nulla.';
    case 'cancelled':
      return 'Va bene, lascio tutto com’è.';
    case 'delete':
      return `Posso eliminare attività, progetti, clienti, traguardi, note e commenti; dimmi il nome di ciò che va eliminato, per esempio “elimina l’attività Comprare il latte” o “elimina tutte le attività fatte”. Prima che sia fatto, ti viene chiesto. ${unchanged}`;
    case 'delete-other':
      return `Posso eliminare attività, progetti, clienti, traguardi, note e commenti, ciascuno con il suo nome, e nient’altro. Per esempio: “elimina la nota Hosting”. ${unchanged}`;
    case 'undo':
      return 'Da qui non posso annullare una modifica, ma l’app sì: scegli Undo nel messaggio arrivato con la modifica, oppure apri Activity e scegli Undo accanto ad essa. Ora non ho cambiato nulla.';
    case 'change-project':
      return `Un progetto non si completa come un’attività: si può archiviare, rinominare, spostare a un altro cliente o eliminare. Per esempio: “archivia il progetto Sito”. ${unchanged}`;
    case 'history':
      return 'So quando scadono le attività, non quando sono state create, cambiate o finite; lo mostra Activity, nell’app. “Mostra le attività fatte” elenca quelle finite.';
    case 'notify-later':
      return 'Posso avvisarti adesso, ma non più tardi, né quando succede qualcosa. Non ho inviato nulla. Può ricordartelo un’attività: “ricordami di chiamare Anna venerdì”.';
    case 'question':
      return `Questo spetta a te deciderlo: rispondo solo da quello che tieni qui, e non ho cambiato nulla. Puoi dire, per esempio:\n\n${examples}`;
    case 'nothing-to-confirm':
      return `Non c’è nulla che aspetti un sì, quindi non ho cambiato nulla. Puoi dire, per esempio:\n\n${examples}`;
    case 'too-long':
      return `È più testo di quanto riesca a leggere: il modello offline capisce messaggi brevi, di poche frasi. ${unchanged}`;
    case 'empty':
      return `In questo messaggio non c’è testo. Puoi dire, per esempio:\n\n${examples}`;
    default:
      return exhausted(asked);
  }
}

/** Nothing was understood, nothing was done; `task`: what may have been meant as one. */
export function unknown({ task }: { task?: string | undefined }): string {
  const meant =
    task === undefined
      ? ''
      : ` Se deve diventare un’attività, scrivi ${quoted(`crea un’attività chiamata ${task.charAt(0).toUpperCase()}${task.slice(1)}`)}.`;
  return `Non ho capito, quindi non ho cambiato nulla.${meant} Puoi dire, per esempio:\n\n${examples}`;
}

/** The first of several requests in a message could not be done. */
export const restLeft = (): string => 'Non ho fatto il resto di quello che hai chiesto.';

/** Files came with the message; `files` are their names, in quotes. */
export const filesUnseen = (files: string): string =>
  `Non posso guardare i file: lavoro con regole, solo sulle parole. ${files} è allegato per altri modelli.`;

/** A turn asked for more rounds of calls than any plan makes. */
export const unfinished = (): string => 'Non sono riuscito a finire. Chiedilo in passi più piccoli.';
