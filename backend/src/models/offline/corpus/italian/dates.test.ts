import { describe } from 'vitest';
import { testCorpus } from '../corpus.ts';

describe('days and times, in Italian', () => {
  testCorpus(
    `
    crea un task Prova per oggi → create_task title=Prova due_date=2026-11-21
    crea un task Prova per domani → create_task title=Prova due_date=2026-11-22
    crea un task Prova per dopodomani → create_task title=Prova due_date=2026-11-23
    crea un task Prova per stasera → create_task title=Prova due_date=2026-11-21
    crea un task Prova per domani sera → create_task title=Prova due_date=2026-11-22
    crea un task Prova per venerdì → create_task title=Prova due_date=2026-11-27
    crea un task Prova per venerdì prossimo → create_task title=Prova due_date=2026-11-27
    crea un task Prova per il prossimo venerdì → create_task title=Prova due_date=2026-11-27
    crea un task Prova per questo venerdì → create_task title=Prova due_date=2026-11-27
    crea un task Prova per venerdì della prossima settimana → create_task title=Prova due_date=2026-11-27
    crea un task Prova per sabato → create_task title=Prova due_date=2026-11-28
    crea un task Prova per lunedì alle 9 → create_task title=Prova due_date=2026-11-23T09:00
    crea un task Prova per lunedì alle 15 e 30 → create_task title=Prova due_date=2026-11-23T15:30
    crea un task Prova per lunedì alle 15:30 → create_task title=Prova due_date=2026-11-23T15:30
    crea un task Prova per lunedì alle 15.30 → create_task title=Prova due_date=2026-11-23T15:30
    crea un task Prova per lunedì alle 3 del pomeriggio → create_task title=Prova due_date=2026-11-23T15:00
    crea un task Prova per lunedì alle 8 di sera → create_task title=Prova due_date=2026-11-23T20:00
    crea un task Prova per lunedì alle 9 di mattina → create_task title=Prova due_date=2026-11-23T09:00
    crea un task Prova per lunedì alle 10 e mezza → create_task title=Prova due_date=2026-11-23T10:30
    crea un task Prova per lunedì alle 10 e un quarto → create_task title=Prova due_date=2026-11-23T10:15
    crea un task Prova per lunedì alle 11 meno un quarto → create_task title=Prova due_date=2026-11-23T10:45
    crea un task Prova per lunedì a mezzogiorno → create_task title=Prova due_date=2026-11-23T12:00
    crea un task Prova per domani all'una → create_task title=Prova due_date=2026-11-22T13:00
    crea un task Prova alle 17 → create_task title=Prova due_date=2026-11-21T17:00
    crea un task Prova alle 9 → create_task title=Prova due_date=2026-11-22T09:00
    crea un task Prova domani ore 18 → create_task title=Prova due_date=2026-11-22T18:00
    crea un task Prova tra due giorni → create_task title=Prova due_date=2026-11-23
    crea un task Prova fra una settimana → create_task title=Prova due_date=2026-11-28
    crea un task Prova tra un mese → create_task title=Prova due_date=2026-12-21
    crea un task Prova tra un paio di giorni → create_task title=Prova due_date=2026-11-23
    crea un task Prova tra 2 ore → create_task title=Prova due_date=2026-11-21T16:05
    crea un task Prova tra mezz'ora → create_task title=Prova due_date=2026-11-21T14:35
    crea un task Prova entro 3 giorni → create_task title=Prova due_date=2026-11-24
    crea un task Prova entro oggi → create_task title=Prova due_date=2026-11-21
    crea un task Prova entro venerdì → create_task title=Prova due_date=2026-11-27
    crea un task Prova entro il 12 → create_task title=Prova due_date=2026-12-12
    crea un task Prova entro fine mese → create_task title=Prova due_date=2026-11-30
    crea un task Prova entro la fine del mese → create_task title=Prova due_date=2026-11-30
    crea un task Prova entro fine settimana → create_task title=Prova due_date=2026-11-22
    crea un task Prova entro la fine della settimana prossima → create_task title=Prova due_date=2026-11-27
    crea un task Prova entro fine anno → create_task title=Prova due_date=2026-12-31
    crea un task Prova entro fine novembre → create_task title=Prova due_date=2026-11-30
    crea un task Prova per la prossima settimana → create_task title=Prova due_date=2026-11-23
    crea un task Prova per la settimana prossima → create_task title=Prova due_date=2026-11-23
    crea un task Prova per il mese prossimo → create_task title=Prova due_date=2026-12-01
    crea un task Prova per questo weekend → create_task title=Prova due_date=2026-11-21
    crea un task Prova per il fine settimana → create_task title=Prova due_date=2026-11-21
    crea un task Prova il 12 maggio → create_task title=Prova due_date=2027-05-12
    crea un task Prova il 12 maggio 2027 → create_task title=Prova due_date=2027-05-12
    crea un task Prova il primo maggio → create_task title=Prova due_date=2027-05-01
    crea un task Prova il 1° maggio → create_task title=Prova due_date=2027-05-01
    crea un task Prova per il 12/5 → create_task title=Prova due_date=2027-05-12
    crea un task Prova per il 3/4 → create_task title=Prova due_date=2027-04-03
    crea un task Prova per il 12/05/2027 → create_task title=Prova due_date=2027-05-12
    crea un task Prova per il 12.5.2027 → create_task title=Prova due_date=2027-05-12
    crea un task Prova per il 2026-12-24 → create_task title=Prova due_date=2026-12-24
    crea un task Prova il 12 del mese prossimo → create_task title=Prova due_date=2026-12-12
    crea un task Prova per lunedì 30 novembre → create_task title=Prova due_date=2026-11-30
    crea un task Prova per Natale → create_task title=Prova due_date=2026-12-25
    crea un task Prova entro dicembre → create_task title=Prova due_date=2026-12-31
    crea un task Prova non oltre venerdì → create_task title=Prova due_date=2026-11-27
    crea un task Prova prima del 30 novembre → create_task title=Prova due_date=2026-11-29
    crea un task Prova a partire da lunedì → create_task title="Prova a partire da lunedì"
    crea un task Prova il 30 febbraio → create_task title="Prova il 30 febbraio"
    crea un task Prova per il 45 → list_projects search=45 ; create_task title="Prova per il 45"
    crea un task Maggio → create_task title=Maggio
    crea un task Dal lunedì al venerdì → create_task title="Dal lunedì al venerdì"
  `,
    'it',
  );
});
