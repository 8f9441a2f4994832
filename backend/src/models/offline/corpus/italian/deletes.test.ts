import { describe } from 'vitest';
import { testCorpus } from '../corpus.ts';

describe('deleting, in Italian', () => {
  testCorpus(
    `
    elimina Comprare il latte → list_tasks search="Comprare latte" ; delete_task task_id=latte
    elimina il task Comprare il latte → list_tasks search="Comprare latte" ; delete_task task_id=latte
    cancella l'attività Comprare il latte → list_tasks search="Comprare latte" ; delete_task task_id=latte
    cancella Comprare il latte dalla lista → list_tasks search="Comprare latte" ; delete_task task_id=latte
    puoi eliminare il task Comprare il latte? → list_tasks search="Comprare latte" ; delete_task task_id=latte
    elimina tutti i task completati → list_tasks status=done ; delete_task task_id=testi
    elimina tutte le attività del progetto Casa → list_projects search=Casa ; list_tasks project_id=casa ; delete_task task_id=affitto & delete_task task_id=pane
    cancella i task in ritardo → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate ; delete_task task_id=preventivo
    rimuovi il task Comprare il latte → list_tasks search="Comprare latte" ; delete_task task_id=latte
    togli il task Comprare il latte → list_tasks search="Comprare latte" ; delete_task task_id=latte
    elimina il progetto Casa → list_projects search=Casa ; delete_project project_id=casa
    cancella il progetto "Casa" → list_projects search=Casa ; delete_project project_id=casa
    elimina i progetti Casa e App → list_projects search=Casa ; list_projects search=App ; delete_project project_id=casa & delete_project project_id=app
    elimina il cliente Studio Bianchi → list_clients search="Studio Bianchi" ; delete_client client_id=bianchi
    elimina tutto → nothing
    elimina → nothing
    elimina un task → nothing
    elimina le impostazioni → nothing
    elimina il task Fattura → list_tasks search=Fattura
    elimina il task Fattura >> il secondo → delete_task task_id=fattura-b
    elenca i task >> elimina il primo → delete_task task_id=latte
    elenca i task >> elimina il secondo e il terzo → delete_task task_id=preventivo & delete_task task_id=testata
    elenca i task >> cancella 1 e 3 → delete_task task_id=latte & delete_task task_id=testata
    elenca i task >> elimina gli ultimi due → delete_task task_id=fattura-r & delete_task task_id=fattura-b
    crea un task chiamato Prova >> eliminalo → delete_task task_id=task-11
    crea un progetto chiamato Prova >> eliminalo → delete_project project_id=project-5
    task in ritardo >> eliminali → delete_task task_id=preventivo
    non eliminare Comprare il latte → nothing
    come elimino un task? → nothing
    svuota la lista → nothing
  `,
    'it',
  );
});
