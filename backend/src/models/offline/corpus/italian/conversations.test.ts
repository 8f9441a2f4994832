import { describe } from 'vitest';
import { testCorpus } from '../corpus.ts';

describe('turns that lean on those before, in Italian', () => {
  testCorpus(
    `
    elenca i task >> segna il secondo come fatto → update_task task_id=preventivo status=done
    elenca i task >> completa i primi due → update_task task_id=latte status=done & update_task task_id=preventivo status=done
    elenca i task >> segna l'ultimo come fatto → update_task task_id=fattura-b status=done
    elenca i task >> completa il secondo e il terzo → update_task task_id=preventivo status=done & update_task task_id=testata status=done
    elenca i task >> completa il numero 3 → update_task task_id=testata status=done
    elenca i task >> quando scade il secondo? → nothing
    elenca i task >> completalo → nothing
    elenca i task >> completali → update_task task_id=latte status=done & update_task task_id=preventivo status=done & update_task task_id=testata status=done & update_task task_id=anna status=done & update_task task_id=affitto status=done & update_task task_id=pane status=done & update_task task_id=tasse status=done & update_task task_id=fattura-r status=done & update_task task_id=fattura-b status=done
    task in ritardo >> completali tutti → update_task task_id=preventivo status=done
    task in ritardo >> segnalo come fatto → update_task task_id=preventivo status=done
    task in ritardo >> spostali a lunedì → update_task task_id=preventivo due_date=2026-11-23
    task del progetto Casa >> completali entrambi → update_task task_id=affitto status=done & update_task task_id=pane status=done
    task del progetto Casa >> completa entrambi → update_task task_id=affitto status=done & update_task task_id=pane status=done
    task del progetto Casa >> e quelli fatti? → list_tasks project_id=casa status=done
    task del progetto Casa >> quanti sono? → list_tasks project_id=casa limit=0
    task del progetto Casa >> quanti? → list_tasks project_id=casa limit=0
    task del progetto Casa >> solo quelli a bassa priorità → list_tasks project_id=casa priority=low
    task del progetto Casa >> e per il progetto Sito? → list_projects search=Sito ; list_tasks project_id=sito
    task del progetto Casa >> e del progetto Sito? → list_projects search=Sito ; list_tasks project_id=sito
    quante attività sono in ritardo? >> quali? → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    quante attività sono in ritardo? >> completale tutte → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate ; update_task task_id=preventivo status=done
    task urgenti >> quali di questi sono in ritardo? → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    cosa scade oggi? >> e domani? → list_tasks status=todo due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate
    crea un task chiamato Prova >> rinominalo in Prova due → update_task task_id=task-11 title="Prova due"
    crea un task chiamato Prova >> imposta la priorità a bassa → update_task task_id=task-11 priority=low
    crea un task chiamato Prova >> mettilo urgente → update_task task_id=task-11 priority=high
    crea un task chiamato Prova >> spostalo a lunedì prossimo → update_task task_id=task-11 due_date=2026-11-23
    crea un task chiamato Prova >> spostalo nel progetto Casa → list_projects search=Casa ; update_task task_id=task-11 project_id=casa
    crea un task chiamato Prova >> assegnalo ad Anna → update_task task_id=task-11 assignee=["Anna"]
    crea un task chiamato Prova per venerdì >> togli la scadenza → update_task task_id=task-11 due_date=null
    crea un task chiamato Prova >> segnalo come fatto >> riaprilo → update_task task_id=task-11 status=todo
    crea un task chiamato Prova >> elenca i progetti >> segnalo come fatto → update_task task_id=task-11 status=done
    crea un progetto chiamato Prova >> aggiungi un task Grafica a quel progetto → create_task title=Grafica project_id=project-5
    crea un progetto chiamato Prova >> crea un task Grafica nel progetto → create_task title=Grafica project_id=project-5
    aggiungi il cliente Verdi >> crea un progetto Portale per quel cliente → create_project name=Portale client_id=client-3
    completa fattura >> il secondo → update_task task_id=fattura-b status=done
    completa fattura >> la seconda → update_task task_id=fattura-b status=done
    completa fattura >> 1 → update_task task_id=fattura-r status=done
    completa fattura >> 2 → update_task task_id=fattura-b status=done
    completa fattura >> quella di Rossi → update_task task_id=fattura-r status=done
    completa fattura >> quella Bianchi → update_task task_id=fattura-b status=done
    completa fattura >> nessuna → nothing
    completa fattura >> elenca i progetti → list_projects
    completa il latte di soia >> sì → update_task task_id=latte status=done
    elenca i task >> è fatto il primo? → nothing
    elenca i task >> il terzo → list_projects include_archived=true limit=200
    crea un task >> annulla → nothing
    crea un task >> lascia stare → nothing
    crea un progetto >> Portale → create_project name=Portale
    crea un task Prova e segnalo come fatto → create_task title=Prova ; update_task task_id=task-11 status=done
    crea un task Prova, poi spostalo nel progetto Casa → create_task title=Prova ; list_projects search=Casa ; update_task task_id=task-11 project_id=casa
    segna Comprare il latte come fatto e poi elenca i progetti → list_tasks search="Comprare latte" ; update_task task_id=latte status=done ; list_projects
    cosa scade oggi e cosa è in ritardo? → list_tasks_due_today ; list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    elenca i task; elenca i progetti → list_tasks ; list_projects
    crea un task Prova. Scade venerdì. → create_task title=Prova due_date=2026-11-27
    completa Comprare il latte e Comprare il pane → list_tasks search="Comprare latte e Comprare pane" & list_tasks search="Comprare latte" & list_tasks search="Comprare pane" ; update_task task_id=latte status=done & update_task task_id=pane status=done
    sì → nothing
    2 → nothing
    ok → nothing
  `,
    'it',
  );
});
