import { describe } from 'vitest';
import { testCorpus } from '../corpus.ts';

describe('tasks, in Italian', () => {
  testCorpus(
    `
    crea un task chiamato Pulire l'ufficio → create_task title="Pulire l'ufficio"
    crea un'attività chiamata Pulire l'ufficio → create_task title="Pulire l'ufficio"
    Crea un task “Pulire l'ufficio” → create_task title="Pulire l'ufficio"
    crea un task: Pulire l'ufficio → create_task title="Pulire l'ufficio"
    crea task Pulire l'ufficio → create_task title="Pulire l'ufficio"
    crea un task per pulire l'ufficio → create_task title="pulire l'ufficio"
    crea un'attività per chiamare Luca domani alle 15 e 30 → create_task title="chiamare Luca" due_date=2026-11-22T15:30
    puoi creare un task chiamato Pulire l'ufficio? → create_task title="Pulire l'ufficio"
    potresti creare un'attività dal titolo Pulire l'ufficio, per favore? → create_task title="Pulire l'ufficio"
    mi crei un task Pulire l'ufficio → create_task title="Pulire l'ufficio"
    mi puoi creare un task Pulire l'ufficio per venerdì? → create_task title="Pulire l'ufficio" due_date=2026-11-27
    vorrei creare un task chiamato Pulire l'ufficio → create_task title="Pulire l'ufficio"
    vorrei un nuovo task: Pulire l'ufficio → create_task title="Pulire l'ufficio"
    voglio aggiungere un task chiamato Pulire l'ufficio → create_task title="Pulire l'ufficio"
    mi serve un task per pulire l'ufficio → create_task title="pulire l'ufficio"
    creare un task Pulire l'ufficio → create_task title="Pulire l'ufficio"
    aggiungi un task Pulire l'ufficio entro venerdì → create_task title="Pulire l'ufficio" due_date=2026-11-27
    aggiungi Pulire l'ufficio alla lista → create_task title="Pulire l'ufficio"
    aggiungi Pulire l'ufficio ai miei task → create_task title="Pulire l'ufficio"
    aggiungi Pulire l'ufficio alle mie attività per domani → create_task title="Pulire l'ufficio" due_date=2026-11-22
    aggiungi alla lista: Pulire l'ufficio → create_task title="Pulire l'ufficio"
    aggiungimi un task Pulire l'ufficio → create_task title="Pulire l'ufficio"
    aggiungi Pulire l'ufficio domani → create_task title="Pulire l'ufficio" due_date=2026-11-22
    metti Pulire l'ufficio in lista → create_task title="Pulire l'ufficio"
    segna un task: Pulire l'ufficio → create_task title="Pulire l'ufficio"
    nuovo task: Pulire l'ufficio → create_task title="Pulire l'ufficio"
    nuova attività Pulire l'ufficio → create_task title="Pulire l'ufficio"
    Nuovo task Pulire l'ufficio per il 12 maggio → create_task title="Pulire l'ufficio" due_date=2027-05-12
    task: Pulire l'ufficio → create_task title="Pulire l'ufficio"
    promemoria: Pulire l'ufficio lunedì → create_task title="Pulire l'ufficio" due_date=2026-11-23
    todo: Pulire l'ufficio → create_task title="Pulire l'ufficio"
    inserisci un'attività Pulire l'ufficio con priorità alta → create_task title="Pulire l'ufficio" priority=high
    crea un task urgente: Pulire l'ufficio → create_task title="Pulire l'ufficio" priority=high
    crea un task urgente chiamato Pulire l'ufficio → create_task title="Pulire l'ufficio" priority=high
    crea un task ad alta priorità chiamato Pulire l'ufficio → create_task title="Pulire l'ufficio" priority=high
    crea un'attività con priorità bassa: Pulire l'ufficio → create_task title="Pulire l'ufficio" priority=low
    crea un task Pulire l'ufficio con priorità alta → create_task title="Pulire l'ufficio" priority=high
    crea un task Pulire l'ufficio ad alta priorità entro il 12 → create_task title="Pulire l'ufficio" priority=high due_date=2026-12-12
    crea un task Pulire l'ufficio, urgente → create_task title="Pulire l'ufficio" priority=high
    crea un task Pulire l'ufficio (priorità bassa) → create_task title="Pulire l'ufficio" priority=low
    crea un task Pulire l'ufficio !alta → create_task title="Pulire l'ufficio" priority=high
    crea un task Pulire l'ufficio nel progetto Casa → list_projects search=Casa ; create_task title="Pulire l'ufficio" project_id=casa
    crea un task Pulire l'ufficio nel progetto Casa entro venerdì con priorità alta → list_projects search=Casa ; create_task title="Pulire l'ufficio" priority=high due_date=2026-11-27 project_id=casa
    crea un task nel progetto Casa chiamato Pulire l'ufficio → list_projects search=Casa ; create_task title="Pulire l'ufficio" project_id=casa
    crea nel progetto Casa un task chiamato Pulire l'ufficio → list_projects search=Casa ; create_task title="Pulire l'ufficio" project_id=casa
    nel progetto Casa crea un task Pulire l'ufficio → list_projects search=Casa ; create_task title="Pulire l'ufficio" project_id=casa
    crea un task per il progetto Casa: Pulire l'ufficio → list_projects search=Casa ; create_task title="Pulire l'ufficio" project_id=casa
    aggiungi un task Pulire l'ufficio al progetto Casa → list_projects search=Casa ; create_task title="Pulire l'ufficio" project_id=casa
    aggiungi al progetto Casa il task Pulire l'ufficio → list_projects search=Casa ; create_task title="Pulire l'ufficio" project_id=casa
    crea un task Pulire l'ufficio #Casa → list_projects search=Casa ; create_task title="Pulire l'ufficio" project_id=casa
    crea un task Pulire l'ufficio per Casa → list_projects search=Casa ; create_task title="Pulire l'ufficio" project_id=casa
    crea un task Pulire l'ufficio per il cliente Rossi → list_clients search=Rossi ; list_projects client_id=rossi
    crea un task Pulire l'ufficio assegnato ad Anna → create_task title="Pulire l'ufficio" assignee=["Anna"]
    crea un task Pulire l'ufficio assegnato a Marco per domani → create_task title="Pulire l'ufficio" due_date=2026-11-22 assignee=["Marco"]
    crea un task Pulire l'ufficio con descrizione: portare gli stracci → create_task title="Pulire l'ufficio" description="portare gli stracci"
    crea un task Pulire l'ufficio con scadenza venerdì → create_task title="Pulire l'ufficio" due_date=2026-11-27
    crea un task Pulire l'ufficio con scadenza il 12 maggio alle 9 → create_task title="Pulire l'ufficio" due_date=2027-05-12T09:00
    crea un task Pulire l'ufficio, scadenza: 24/12 → create_task title="Pulire l'ufficio" due_date=2026-12-24
    crea un task Pulire l'ufficio in scadenza lunedì prossimo → create_task title="Pulire l'ufficio" due_date=2026-11-23
    crea un task Pulire l'ufficio che scade domani → create_task title="Pulire l'ufficio" due_date=2026-11-22
    crea un task Pulire l'ufficio da fare entro fine mese → create_task title="Pulire l'ufficio" due_date=2026-11-30
    crea un task Pulire l'ufficio per dopodomani → create_task title="Pulire l'ufficio" due_date=2026-11-23
    crea un task Pulire l'ufficio tra due settimane → create_task title="Pulire l'ufficio" due_date=2026-12-05
    crea un task Pulire l'ufficio stasera → create_task title="Pulire l'ufficio" due_date=2026-11-21
    crea un task Pulire l'ufficio domani mattina alle 8 → create_task title="Pulire l'ufficio" due_date=2026-11-22T08:00
    crea un task Pulire l'ufficio entro 3 giorni → create_task title="Pulire l'ufficio" due_date=2026-11-24
    crea un task Pulire l'ufficio prima di venerdì → create_task title="Pulire l'ufficio" due_date=2026-11-26
    ricordami di pulire l'ufficio → create_task title="pulire l'ufficio"
    ricordami di chiamare Luca domani alle 15 → create_task title="chiamare Luca" due_date=2026-11-22T15:00
    ricordami domani di chiamare Luca → create_task title="chiamare Luca" due_date=2026-11-22
    ricordami di pagare le bollette entro fine mese → create_task title="pagare le bollette" due_date=2026-11-30
    puoi ricordarmi di chiamare Luca lunedì? → create_task title="chiamare Luca" due_date=2026-11-23
    mi ricordi di chiamare Luca lunedì? → create_task title="chiamare Luca" due_date=2026-11-23
    ricordami che devo chiamare Luca → create_task title="chiamare Luca"
    fammi ricordare di chiamare Luca → create_task title="chiamare Luca"
    segnati di chiamare Luca domani → create_task title="chiamare Luca" due_date=2026-11-22
    crea due task: Pane e Latte → create_task title=Pane & create_task title=Latte
    crea i task Pane, Latte e Uova → create_task title=Pane & create_task title=Latte & create_task title=Uova
    crea tre attività: Pane, Latte e Uova per domani → create_task title=Pane due_date=2026-11-22 & create_task title=Latte due_date=2026-11-22 & create_task title=Uova due_date=2026-11-22
    aggiungi Pane e Uova come due task → create_task title=Pane & create_task title=Uova
    crea questi task:\\n- Pane\\n- Uova → create_task title=Pane & create_task title=Uova
    crea un task Pane e un task Uova → create_task title=Pane & create_task title=Uova
    crea un task chiamato Pane e un altro chiamato Uova → create_task title=Pane & create_task title=Uova
    crea un task Pane e poi crea un task Uova nel progetto Casa → list_projects search=Casa ; create_task title=Pane & create_task title=Uova project_id=casa
    crea un task → nothing
    crea un task >> Pulire l'ufficio → create_task title="Pulire l'ufficio"
    crea un task >> Pulire l'ufficio per venerdì → create_task title="Pulire l'ufficio" due_date=2026-11-27
    crea un'attività urgente → nothing
    crea un task per il sito → nothing
    crea un task "Chiamare Anna domani" → create_task title="Chiamare Anna domani"
    crea un task «Chiamare Anna domani» per lunedì → create_task title="Chiamare Anna domani" due_date=2026-11-23
    crea un task chiamato Innaffiare le piante ogni lunedì → create_task title="Innaffiare le piante ogni lunedì"
    crea un task chiamato Inviare e archiviare le fatture → create_task title="Inviare e archiviare le fatture"
    crea un task Homepage → create_task title=Homepage
    CREA UN TASK CHIAMATO PULIRE L'UFFICIO PER VENERDI' → create_task title="PULIRE L'UFFICIO" due_date=2026-11-27
    crea un task chiamato pulire l’ufficio → create_task title="pulire l’ufficio"
    carea un task Pulire l'ufficio → nothing
    agiungi un task Pulire l'ufficio → create_task title="Pulire l'ufficio"
  `,
    'it',
  );
});

describe('projects and clients, in Italian', () => {
  testCorpus(
    `
    crea un progetto Portale → create_project name=Portale
    crea un progetto chiamato Portale → create_project name=Portale
    nuovo progetto Portale → create_project name=Portale
    nuovo progetto: Portale → create_project name=Portale
    crea il progetto Portale per il cliente Rossi → list_clients search=Rossi ; create_project name=Portale client_id=rossi
    crea un progetto Portale per Rossi → list_clients search=Rossi ; create_project name=Portale client_id=rossi
    crea un progetto "Portale" per Rossi → list_clients search=Rossi ; create_project name=Portale client_id=rossi
    crea un progetto per il cliente Rossi chiamato Portale → list_clients search=Rossi ; create_project name=Portale client_id=rossi
    crea un progetto → nothing
    crea un progetto >> Portale → create_project name=Portale
    crea un progetto Portale per il cliente Verdi → list_clients search=Verdi
    crea i progetti Portale e Blog → create_project name=Portale ; create_project name=Blog
    aggiungi il cliente Verdi → create_client name=Verdi
    aggiungi un cliente chiamato Verdi → create_client name=Verdi
    nuovo cliente Verdi → create_client name=Verdi
    crea un cliente Verdi nel settore moda → create_client name=Verdi industry=moda
    aggiungi il cliente Verdi (moda) → create_client name=Verdi industry=moda
    aggiungi Verdi come cliente → create_client name=Verdi
    aggiungi il cliente Verdi sotto Rossi → list_clients search=Rossi ; create_client name=Verdi parent_id=rossi
    aggiungi i clienti Verdi e Neri → create_client name=Verdi ; create_client name=Neri
    aggiungi un cliente → nothing
    registra un nuovo cliente di nome Verdi → create_client name=Verdi
    puoi aggiungere Verdi ai miei clienti? → create_client name=Verdi
    crea un cliente Verdi nel settore moda, parte di Rossi → list_clients search=Rossi ; create_client name=Verdi industry=moda parent_id=rossi
    aggiungi cliente Verdi → create_client name=Verdi
  `,
    'it',
  );
});
