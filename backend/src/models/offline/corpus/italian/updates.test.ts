import { describe } from 'vitest';
import { testCorpus } from '../corpus.ts';

describe('changes of tasks, in Italian', () => {
  testCorpus(
    `
    segna Comprare il latte come fatto → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    segna "Comprare il latte" come completato → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    segna come fatto Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    segna il task Comprare il latte come fatto → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    segna l'attività Comprare il latte come completata → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    puoi segnare Comprare il latte come fatto? → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    completa Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    completa il task Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    chiudi Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    finisci Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    spunta Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    ho finito Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    ho completato il task Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    ho fatto Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    Comprare il latte è fatto → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    Comprare il latte è stato completato → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    fatto Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    imposta Comprare il latte come in corso → list_tasks search="Comprare latte" ; update_task task_id=latte status=in_progress
    metti Comprare il latte in corso → list_tasks search="Comprare latte" ; update_task task_id=latte status=in_progress
    inizia Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte status=in_progress
    ho iniziato Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte status=in_progress
    sto lavorando a Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte status=in_progress
    riapri Scrivere i testi → list_tasks search="Scrivere i testi" ; update_task task_id=testi status=todo
    segna Scrivere i testi come da fare → list_tasks search="Scrivere i testi" ; update_task task_id=testi status=todo
    sposta Comprare il latte a lunedì → list_tasks search="Comprare latte" ; update_task task_id=latte due_date=2026-11-23
    sposta Comprare il latte al 30 novembre → list_tasks search="Comprare latte" ; update_task task_id=latte due_date=2026-11-30
    sposta Comprare il latte alla prossima settimana → list_tasks search="Comprare latte" ; update_task task_id=latte due_date=2026-11-23
    sposta la scadenza di Comprare il latte a lunedì → list_tasks search="Comprare latte" ; update_task task_id=latte due_date=2026-11-23
    rimanda Comprare il latte a domani → list_tasks search="Comprare latte" ; update_task task_id=latte due_date=2026-11-22
    rimanda Comprare il latte di una settimana → list_tasks search="Comprare latte" ; update_task task_id=latte due_date=2026-12-04
    posticipa Comprare il latte di 3 giorni → list_tasks search="Comprare latte" ; update_task task_id=latte due_date=2026-11-30
    posticipa il task Comprare il latte a lunedì alle 10 → list_tasks search="Comprare latte" ; update_task task_id=latte due_date=2026-11-23T10:00
    anticipa Comprare il latte di due giorni → list_tasks search="Comprare latte" ; update_task task_id=latte due_date=2026-11-25
    cambia la scadenza di Comprare il latte al 12 dicembre → list_tasks search="Comprare latte" ; update_task task_id=latte due_date=2026-12-12
    imposta la scadenza di Comprare il latte a venerdì → list_tasks search="Comprare latte"
    metti a Comprare il latte la scadenza lunedì → list_tasks search="Comprare latte" ; update_task task_id=latte due_date=2026-11-23
    togli la scadenza a Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte due_date=null
    rimuovi la scadenza di Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte due_date=null
    imposta la priorità di Comprare il latte ad alta → list_tasks search="Comprare latte" ; update_task task_id=latte priority=high
    metti priorità alta a Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte priority=high
    metti Comprare il latte con priorità alta → list_tasks search="Comprare latte" ; update_task task_id=latte priority=high
    cambia la priorità di Comprare il latte in bassa → list_tasks search="Comprare latte" ; update_task task_id=latte priority=low
    alza la priorità di Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte priority=high
    abbassa la priorità di Inviare il preventivo → list_tasks search="Inviare preventivo" ; update_task task_id=preventivo priority=medium
    rendi Comprare il latte urgente → list_tasks search="Comprare latte" ; update_task task_id=latte priority=high
    Comprare il latte è urgente → list_tasks search="Comprare latte" ; update_task task_id=latte priority=high
    rinomina Comprare il latte in Comprare il latte di soia → list_tasks search="Comprare latte" ; update_task task_id=latte title="Comprare il latte di soia"
    rinomina il task "Comprare il latte" in "Comprare il riso" → list_tasks search="Comprare latte" ; update_task task_id=latte title="Comprare il riso"
    cambia il titolo di Comprare il latte in Comprare il riso → list_tasks search="Comprare latte" ; update_task task_id=latte title="Comprare il riso"
    assegna Comprare il latte ad Anna → list_tasks search="Comprare latte" ; update_task task_id=latte assignee=["Anna"]
    assegna il task Comprare il latte a Marco e Luca → list_tasks search="Comprare latte" ; update_task task_id=latte assignee=["Marco","Luca"]
    assegna ad Anna il task Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte assignee=["Anna"]
    delega Comprare il latte a Marco → list_tasks search="Comprare latte" ; update_task task_id=latte assignee=["Marco"]
    togli l'assegnatario a Chiamare Anna → list_tasks search="Chiamare Anna" ; update_task task_id=anna assignee=[]
    sposta Comprare il latte nel progetto Casa → list_tasks search="Comprare latte" ; list_projects search=Casa ; update_task task_id=latte project_id=casa
    sposta Comprare il latte al progetto Casa → list_tasks search="Comprare latte" ; list_projects search=Casa ; update_task task_id=latte project_id=casa
    metti Comprare il latte nel progetto Casa → list_tasks search="Comprare latte" ; list_projects search=Casa ; update_task task_id=latte project_id=casa
    aggiungi Comprare il latte al progetto Casa → list_tasks search="Comprare latte" ; list_projects search=Casa ; update_task task_id=latte project_id=casa
    sposta il task Comprare il latte in Casa → list_tasks search="Comprare latte" ; list_projects search=Casa ; update_task task_id=latte project_id=casa
    togli Pagare l'affitto dal progetto → list_tasks search="Pagare l'affitto" ; update_task task_id=affitto project_id=null
    aggiungi la descrizione a Comprare il latte: due litri → list_tasks search="Comprare latte" ; update_task task_id=latte description="due litri"
    cambia la descrizione di Comprare il latte in due litri → list_tasks search="Comprare latte" ; update_task task_id=latte description="due litri"
    segna tutti i task in ritardo come fatti → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate ; update_task task_id=preventivo status=done
    completa tutte le attività del progetto Casa → list_projects search=Casa ; list_tasks project_id=casa status=todo order_by=dueDate & list_tasks project_id=casa status=in_progress order_by=dueDate ; update_task task_id=pane status=done & update_task task_id=affitto status=done
    sposta tutti i task in ritardo a lunedì → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate ; update_task task_id=preventivo due_date=2026-11-23
    segna Comprare il latte e Comprare il pane come fatti → list_tasks search="Comprare latte e Comprare pane" & list_tasks search="Comprare latte" & list_tasks search="Comprare pane" ; update_task task_id=latte status=done & update_task task_id=pane status=done
    completa latte → list_tasks search=latte ; update_task task_id=latte status=done
    completa fattura → list_tasks search=fattura
    completa Inesistente → list_tasks search=Inesistente
    segna come fatto → nothing
    segna la fattura come fatta → list_tasks search=fattura
    rimanda il preventivo → nothing
    sposta comprare il latte a venerdi' → list_tasks search="comprare latte"
    segna Comprare il latte come fatto e in priorità alta → list_tasks search="Comprare latte" ; update_task task_id=latte status=done priority=high
    segna "comprare il latte" FATTO!!! → list_tasks search="comprare latte" ; update_task task_id=latte status=done
    completa comprare latte → list_tasks search="comprare latte" ; update_task task_id=latte status=done
    completa affitto → list_tasks search=affitto ; update_task task_id=affitto status=done
  `,
    'it',
  );
});
