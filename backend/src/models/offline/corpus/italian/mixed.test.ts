import { describe } from 'vitest';
import { testCorpus } from '../corpus.ts';

describe('several things at once, slips, and both languages', () => {
  testCorpus(
    `
    elenca i miei task e i miei progetti → list_tasks ; list_projects
    quanti task e progetti ho? → list_tasks limit=0 ; list_projects limit=0
    cosa scade oggi, e cosa è in ritardo? → list_tasks_due_today ; list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    crea un task: "Pane". Scade venerdì. → create_task title=Pane due_date=2026-11-27
    crea un task Pane. Scade venerdì e ha priorità alta. → create_task title=Pane priority=high due_date=2026-11-27
    crea un task chiamato Pane. Imposta la priorità ad alta. Spostalo nel progetto Casa. → create_task title=Pane ; update_task task_id=task-11 priority=high ; list_projects search=Casa ; update_task task_id=task-11 project_id=casa
    crea un task chiamato Pane nel progetto Casa, poi elenca i progetti → list_projects search=Casa ; create_task title=Pane project_id=casa ; list_projects
    crea un task chiamato Pane, segnalo come fatto e poi elenca i task → create_task title=Pane ; update_task task_id=task-11 status=done ; list_tasks
    completa Comprare il latte, poi sposta Comprare il pane a lunedì → list_tasks search="Comprare latte" ; update_task task_id=latte status=done ; list_tasks search="Comprare pane" ; update_task task_id=pane due_date=2026-11-23
    segna Comprare il latte come fatto e sposta Comprare il pane a lunedì → list_tasks search="Comprare latte" ; update_task task_id=latte status=done ; list_tasks search="Comprare pane" ; update_task task_id=pane due_date=2026-11-23
    elimina Comprare il latte e crea un task Comprare il riso → list_tasks search="Comprare latte" ; delete_task task_id=latte ; create_task title="Comprare il riso"
    rinomina Comprare il latte in Comprare 2 litri di latte per venerdì → list_tasks search="Comprare latte" ; update_task task_id=latte title="Comprare 2 litri di latte per venerdì"
    sposta Sistemare la testata e Inviare il preventivo nel progetto Casa → list_tasks search="Sistemare testata e Inviare preventivo" & list_tasks search="Sistemare testata" & list_tasks search="Inviare preventivo" ; list_projects search=Casa ; update_task task_id=testata project_id=casa & update_task task_id=preventivo project_id=casa
    crea un task Homepage redesign → create_task title="Homepage redesign"
    crea un task chiamato Call the client about the website → create_task title="Call the client about the website"
    crea un task chiamato “Create a task and delete it” → create_task title="Create a task and delete it"
    aggiungi un task Meeting con il team per lunedì → create_task title="Meeting con il team" due_date=2026-11-23
    segna "Write the report" come fatto → list_tasks search="Write report" ; list_tasks search=report limit=5 & list_tasks search=Write limit=5
    elenca i task >> mark the second one as done → update_task task_id=preventivo status=done
    elenca i task >> ok → nothing
    elenca i task >> 2 → list_projects include_archived=true limit=200
    ciao, elenca i task → list_tasks
    ok, completa Comprare il latte → list_tasks search="Comprare latte" ; update_task task_id=latte status=done
    perfetto, grazie! elenca i progetti → list_projects
    per favore potresti elencarmi i task in ritardo? → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    scusa, mi mostri le attività di domani? → list_tasks status=todo due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate
    elenca i task di oggi e di domani → list_tasks status=todo due_from=2026-11-21 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-21 due_to=2026-11-22 order_by=dueDate
    attività di questa settimana nel progetto Sito → list_projects search=Sito ; list_tasks project_id=sito status=todo due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate & list_tasks project_id=sito status=in_progress due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate
    quanti task in ritardo ho nel progetto Sito? → list_projects search=Sito ; list_tasks project_id=sito status=todo due_to=2026-11-20 limit=0 & list_tasks project_id=sito status=in_progress due_to=2026-11-20 limit=0
    task urgenti di Rossi → list_projects search=Rossi & list_clients search=Rossi ; list_projects client_id=rossi ; list_tasks project_id=sito priority=high order_by=dueDate & list_tasks project_id=app priority=high order_by=dueDate
    task in scadenza prima del 25 novembre → list_tasks status=todo due_to=2026-11-24 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-24 order_by=dueDate
    assegna tutti i task del progetto Casa ad Anna → list_projects search=Casa ; list_tasks project_id=casa status=todo order_by=dueDate & list_tasks project_id=casa status=in_progress order_by=dueDate ; update_task task_id=pane assignee=["Anna"] & update_task task_id=affitto assignee=["Anna"]
    imposta la priorità di tutti i task in ritardo ad alta → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    riordina i task → nothing
    traduci il task in inglese → nothing
  `,
    'it',
  );
});
