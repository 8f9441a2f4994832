import { describe } from 'vitest';
import { testCorpus } from '../corpus.ts';

describe('questions for rows, in Italian', () => {
  testCorpus(
    `
    elenca i miei task → list_tasks
    elenca le attività → list_tasks
    elenca tutte le mie attività → list_tasks
    mostrami i task → list_tasks
    mostrami tutte le attività → list_tasks
    fammi vedere i miei task → list_tasks
    lista dei task → list_tasks
    dammi la lista delle attività → list_tasks
    i miei task → list_tasks
    le mie attività → list_tasks
    task → list_tasks
    quali sono i miei task? → list_tasks
    quali task ho? → list_tasks
    che task ho? → list_tasks
    ho dei task? → list_tasks
    ci sono task? → list_tasks
    puoi elencarmi i task? → list_tasks
    potresti mostrarmi le mie attività? → list_tasks
    mi mostri i task aperti? → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    mi fai vedere le attività di oggi? → list_tasks_due_today
    vorrei vedere i miei task → list_tasks
    visualizza le attività → list_tasks
    elenca i task aperti → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    task aperti → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    attività in corso → list_tasks status=in_progress
    quali attività sono in corso? → list_tasks status=in_progress
    attività completate → list_tasks status=done
    mostra i task completati → list_tasks status=done
    mostra i task non completati → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    task da fare → list_tasks status=todo
    task in ritardo → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    quali task sono in ritardo? → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    quali task sono scaduti? → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    cosa è in ritardo? → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    cosa scade oggi? → list_tasks_due_today
    cosa scade domani? → list_tasks status=todo due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate
    cosa scade questa settimana? → list_tasks status=todo due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate
    cosa scade la prossima settimana? → list_tasks status=todo due_from=2026-11-23 due_to=2026-11-29 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-23 due_to=2026-11-29 order_by=dueDate
    cosa scade entro venerdì? → list_tasks status=todo due_to=2026-11-27 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-27 order_by=dueDate
    cosa devo fare oggi? → list_tasks_due_today
    cosa devo fare? → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    cosa ho da fare domani? → list_tasks status=todo due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate
    cosa ho in programma oggi? → list_tasks_due_today
    che cosa ho da fare questa settimana? → list_tasks status=todo due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate
    cosa c'è da fare oggi? → list_tasks_due_today
    qual è la mia agenda di oggi? → list_tasks_due_today
    la mia agenda → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    oggi → list_tasks_due_today
    domani? → list_tasks status=todo due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate
    questa settimana → list_tasks status=todo due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate
    task di oggi → list_tasks_due_today
    task di domani → list_tasks status=todo due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate
    task per domani → list_tasks status=todo due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate
    attività in scadenza oggi → list_tasks_due_today
    attività in scadenza entro venerdì → list_tasks status=todo due_to=2026-11-27 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-27 order_by=dueDate
    attività che scadono entro fine mese → list_tasks status=todo due_to=2026-11-30 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-30 order_by=dueDate
    attività con scadenza prima di venerdì → list_tasks status=todo due_to=2026-11-26 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-26 order_by=dueDate
    attività con scadenza dopo il 25 novembre → list_tasks status=todo due_from=2026-11-26 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-26 order_by=dueDate
    attività in scadenza tra lunedì e venerdì → list_tasks status=todo due_from=2026-11-23 due_to=2026-11-27 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-23 due_to=2026-11-27 order_by=dueDate
    attività dal 23 al 27 novembre → list_tasks status=todo due_from=2026-11-23 due_to=2026-11-27 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-23 due_to=2026-11-27 order_by=dueDate
    attività dei prossimi 3 giorni → list_tasks status=todo due_from=2026-11-21 due_to=2026-11-24 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-21 due_to=2026-11-24 order_by=dueDate
    attività in scadenza a dicembre → list_tasks status=todo due_from=2026-12-01 due_to=2026-12-31 order_by=dueDate & list_tasks status=in_progress due_from=2026-12-01 due_to=2026-12-31 order_by=dueDate
    attività senza scadenza → list_tasks limit=500
    task con una scadenza → list_tasks status=todo due_from=1970-01-01 order_by=dueDate & list_tasks status=in_progress due_from=1970-01-01 order_by=dueDate
    task urgenti → list_tasks priority=high
    task ad alta priorità → list_tasks priority=high
    mostra i task con priorità alta → list_tasks priority=high
    mostra i task con priorità alta o media → list_tasks priority=high order_by=dueDate & list_tasks priority=medium order_by=dueDate
    attività a bassa priorità → list_tasks priority=low
    task aperti ad alta priorità in scadenza questa settimana → list_tasks status=todo priority=high due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress priority=high due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate
    task del progetto Sito → list_projects search=Sito ; list_tasks project_id=sito
    elenca i task del progetto Sito → list_projects search=Sito ; list_tasks project_id=sito
    elenca i task nel progetto Sito → list_projects search=Sito ; list_tasks project_id=sito
    elenca i task per il progetto Sito → list_projects search=Sito ; list_tasks project_id=sito
    elenca i task in Sito → list_projects search=Sito & list_clients search=Sito ; list_tasks project_id=sito
    elenca i task di Rossi → list_projects search=Rossi & list_clients search=Rossi ; list_projects client_id=rossi ; list_tasks project_id=sito order_by=dueDate & list_tasks project_id=app order_by=dueDate
    task per il cliente Rossi → list_clients search=Rossi ; list_projects client_id=rossi ; list_tasks project_id=sito order_by=dueDate & list_tasks project_id=app order_by=dueDate
    cosa c'è nel progetto Sito? → list_projects search=Sito ; list_tasks project_id=sito status=todo order_by=dueDate & list_tasks project_id=sito status=in_progress order_by=dueDate
    mostra il progetto Sito → list_projects search=Sito ; list_tasks project_id=sito
    task aperti nel progetto Sito in scadenza oggi → list_projects search=Sito ; list_tasks project_id=sito status=todo due_from=2026-11-21 due_to=2026-11-21 order_by=dueDate & list_tasks project_id=sito status=in_progress due_from=2026-11-21 due_to=2026-11-21 order_by=dueDate
    elenca i task di Anna → list_projects search=Anna & list_clients search=Anna ; list_tasks assignee=Anna
    task assegnati ad Anna → list_tasks assignee=Anna
    attività assegnate a Anna in ritardo → list_tasks status=todo assignee=Anna due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress assignee=Anna due_to=2026-11-20 order_by=dueDate
    attività non assegnate → list_tasks limit=500
    task senza progetto → list_tasks limit=500
    task che contengono fattura → list_tasks search=fattura
    attività che riguardano le fatture → list_tasks search=fatture
    cerca fattura → list_tasks search=fattura
    cerca "Comprare il latte" → list_tasks search="Comprare il latte"
    trova i task su fattura → list_tasks search=fattura
    trova le attività che menzionano il preventivo → list_tasks search=preventivo
    c'è qualcosa sulla fattura? → list_tasks search=fattura
    quanti task ho? → list_tasks limit=0
    quante attività ho? → list_tasks limit=0
    quanti task ci sono? → list_tasks limit=0
    quanti task aperti ho? → list_tasks status=todo limit=0 & list_tasks status=in_progress limit=0
    quante attività sono in ritardo? → list_tasks status=todo due_to=2026-11-20 limit=0 & list_tasks status=in_progress due_to=2026-11-20 limit=0
    quante attività scadono oggi? → list_tasks_due_today
    quanti task ha il progetto Sito? → list_projects search=Sito ; list_tasks project_id=sito limit=0
    quanti task ci sono nel progetto Sito? → list_projects search=Sito ; list_tasks project_id=sito limit=0
    quanti task ha Rossi? → list_projects search=Rossi & list_clients search=Rossi ; list_projects client_id=rossi ; list_tasks project_id=sito limit=0 & list_tasks project_id=app limit=0
    conta i task → list_tasks limit=0
    conta le attività completate → list_tasks status=done limit=0
    numero di task aperti → list_tasks status=todo limit=0 & list_tasks status=in_progress limit=0
    quanti progetti ho? → list_projects limit=0
    quanti clienti ho? → list_clients limit=0
    elenca i progetti → list_projects
    i miei progetti → list_projects
    quali progetti ho? → list_projects
    mostrami i progetti → list_projects
    progetti di Rossi → list_clients search=Rossi ; list_projects client_id=rossi
    progetti per il cliente Rossi → list_clients search=Rossi ; list_projects client_id=rossi
    elenca i progetti archiviati → list_all_projects limit=500
    elenca i clienti → list_clients
    mostrami i clienti → list_clients
    quali clienti ho? → list_clients
    clienti nel settore edilizia → list_clients search=edilizia
    elenca task e progetti → list_tasks ; list_projects
    elenca i task, i progetti e i clienti → list_tasks ; list_projects ; list_clients
    i 3 task più urgenti → list_tasks status=todo order_by=priority limit=3 & list_tasks status=in_progress order_by=priority limit=3
    i task più urgenti → list_tasks status=todo order_by=priority limit=5 & list_tasks status=in_progress order_by=priority limit=5
    gli ultimi 3 task → list_tasks order_by=-createdAt limit=3
    il prossimo task → list_tasks status=todo order_by=dueDate limit=1 & list_tasks status=in_progress order_by=dueDate limit=1
    i prossimi due task → list_tasks status=todo order_by=dueDate limit=2 & list_tasks status=in_progress order_by=dueDate limit=2
    task ordinati per scadenza → list_tasks order_by=dueDate
    qual è la cosa più urgente? → list_tasks status=todo order_by=priority limit=5 & list_tasks status=in_progress order_by=priority limit=5
    da cosa comincio? → list_tasks status=todo order_by=dueDate limit=5 & list_tasks status=in_progress order_by=dueDate limit=5
    riepilogo → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    quando scade Comprare il latte? → list_tasks search="Comprare latte"
    quando scade il task Comprare il latte? → list_tasks search="Comprare latte"
    per quando è Comprare il latte? → list_tasks search="Comprare latte"
    qual è la scadenza di Comprare il latte? → list_tasks search="Comprare latte"
    qual è lo stato di Inviare il preventivo? → list_tasks search="Inviare preventivo"
    a che punto è Sistemare la testata? → list_tasks search="Sistemare testata"
    che priorità ha Pagare le tasse? → list_tasks search="Pagare tasse"
    quanto è urgente Pagare le tasse? → list_tasks search="Pagare tasse"
    a chi è assegnato Chiamare Anna? → list_tasks search="Chiamare Anna"
    chi si occupa di Chiamare Anna? → list_tasks search="Chiamare Anna"
    in quale progetto è Pagare l'affitto? → list_tasks search="Pagare l'affitto" ; list_projects include_archived=true limit=200
    dettagli di Comprare il latte → list_tasks search="Comprare latte"
    mostrami il task Comprare il latte → list_tasks search="Comprare latte"
    descrizione di Fattura Bianchi → list_tasks search="Fattura Bianchi"
    Scrivere i testi è fatto? → list_tasks search="Scrivere i testi"
    ho fatto Scrivere i testi? → list_tasks search="Scrivere i testi"
    ho finito di comprare il latte? → list_tasks search="comprare latte"
    qual è lo stato del progetto Sito? → list_projects search=Sito ; list_tasks project_id=sito status=todo order_by=dueDate & list_tasks project_id=sito status=in_progress order_by=dueDate
    quali task ho completato ieri? → nothing
    cosa ho fatto? → list_tasks status=done
    cosa deve fare Anna? → list_tasks status=todo assignee=Anna order_by=dueDate & list_tasks status=in_progress assignee=Anna order_by=dueDate
    perfavore elenca i task → list_tasks
    elenca task in ritardo per favore → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    elnca i task → list_tasks
    mostra le attivita' di oggi → list_tasks_due_today
  `,
    'it',
  );
});
