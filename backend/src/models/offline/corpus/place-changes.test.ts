import { describe } from 'vitest';
import { testCorpus } from './corpus.ts';

describe('changing projects, and asking about one', () => {
  testCorpus(`
    archive Website → list_projects search=Website ; update_project project_id=website status=archived
    archive the project Website → list_projects search=Website ; update_project project_id=website status=archived
    archive the Website project → list_projects search=Website ; update_project project_id=website status=archived
    archive Website and Home → list_projects search=Website ; list_projects search=Home ; update_project project_id=website status=archived & update_project project_id=home status=archived
    archive the projects Home and App → list_projects search=Home ; list_projects search=App ; update_project project_id=home status=archived & update_project project_id=app status=archived
    put the project Home away → list_projects search=Home ; update_project project_id=home status=archived
    put Home into the archive → list_projects search=Home ; update_project project_id=home status=archived
    move the project Home to the archive → list_projects search=Home ; update_project project_id=home status=archived
    unarchive Old shop → list_all_projects search="Old shop" ; update_project project_id=shop status=active
    unarchive the project Old shop → list_all_projects search="Old shop" ; update_project project_id=shop status=active
    restore the project Old shop → list_all_projects search="Old shop" ; update_project project_id=shop status=active
    bring Old shop back from the archive → list_all_projects search="Old shop" ; update_project project_id=shop status=active
    reactivate the Old shop project → list_all_projects search="Old shop" ; update_project project_id=shop status=active
    archive Nowhere → list_projects search=Nowhere
    archive Old shop → list_projects search="Old shop"
    list projects >> archive the second one → update_project project_id=home status=archived
    create a project Foo >> archive it → update_project project_id=project-5 status=archived
    rename the project Website to Shop → list_projects search=Website ; update_project project_id=website name=Shop
    rename project Website to "Web site 2027" → list_projects search=Website ; update_project project_id=website name="Web site 2027"
    rename the Website project to Shop → list_projects search=Website ; update_project project_id=website name=Shop
    change the name of the project Website to Shop → list_projects search=Website ; update_project project_id=website name=Shop
    create a project Foo >> rename it to Bar → update_project project_id=project-5 name=Bar
    move the project Website to client Globex → list_projects search=Website ; list_clients search=Globex ; update_project project_id=website client_id=globex
    put project Home under the client Acme → list_projects search=Home ; list_clients search=Acme ; update_project project_id=home client_id=acme
    assign the Home project to client Globex → list_projects search=Home ; list_clients search=Globex ; update_project project_id=home client_id=globex
    set the client of project Home to Globex → list_projects search=Home ; list_clients search=Globex ; update_project project_id=home client_id=globex
    remove the project Website from its client → list_projects search=Website ; update_project project_id=website client_id=null
    take the Website project from client Acme → list_projects search=Website ; update_project project_id=website client_id=null
    tell me about the project Website → list_projects search=Website ; get_project project_id=website & list_tasks project_id=website limit=0 & list_tasks project_id=website status=todo limit=0 & list_tasks project_id=website status=in_progress limit=0 & list_checkpoints project_id=website limit=0 & list_notes project_id=website limit=0 & list_checkpoints project_id=website date_from=2026-11-21 order_by=date limit=1 ; list_clients limit=200
    describe the Website project → list_projects search=Website ; get_project project_id=website & list_tasks project_id=website limit=0 & list_tasks project_id=website status=todo limit=0 & list_tasks project_id=website status=in_progress limit=0 & list_checkpoints project_id=website limit=0 & list_notes project_id=website limit=0 & list_checkpoints project_id=website date_from=2026-11-21 order_by=date limit=1 ; list_clients limit=200
    how is the project Website going? → list_projects search=Website ; get_project project_id=website & list_tasks project_id=website limit=0 & list_tasks project_id=website status=todo limit=0 & list_tasks project_id=website status=in_progress limit=0 & list_checkpoints project_id=website limit=0 & list_notes project_id=website limit=0 & list_checkpoints project_id=website date_from=2026-11-21 order_by=date limit=1 ; list_clients limit=200
    give me a summary of project App → list_projects search=App ; get_project project_id=app & list_tasks project_id=app limit=0 & list_tasks project_id=app status=todo limit=0 & list_tasks project_id=app status=in_progress limit=0 & list_checkpoints project_id=app limit=0 & list_notes project_id=app limit=0 & list_checkpoints project_id=app date_from=2026-11-21 order_by=date limit=1 ; list_clients limit=200
    what is the project Home about? → list_projects search=Home ; get_project project_id=home & list_tasks project_id=home limit=0 & list_tasks project_id=home status=todo limit=0 & list_tasks project_id=home status=in_progress limit=0 & list_checkpoints project_id=home limit=0 & list_notes project_id=home limit=0 & list_checkpoints project_id=home date_from=2026-11-21 order_by=date limit=1
    list all projects including archived ones → list_all_projects
  `);
});

describe('changing and deleting clients', () => {
  testCorpus(`
    rename the client Acme to Acme Ltd → list_clients search=Acme ; update_client client_id=acme name="Acme Ltd"
    rename client Globex to "Globex Spa" → list_clients search=Globex ; update_client client_id=globex name="Globex Spa"
    rename the Acme client to Acme Inc → list_clients search=Acme ; update_client client_id=acme name="Acme Inc"
    change the name of client Acme to Acme Inc → list_clients search=Acme ; update_client client_id=acme name="Acme Inc"
    set the industry of client Globex to fashion → list_clients search=Globex ; update_client client_id=globex industry=fashion
    change the industry of the client Acme to the food industry → list_clients search=Acme ; update_client client_id=acme industry=food
    client Globex works in fashion → list_clients search=Globex ; update_client client_id=globex industry=fashion
    the client Globex is in the fashion industry → list_clients search=Globex ; update_client client_id=globex industry=fashion
    remove the industry of client Acme → list_clients search=Acme ; update_client client_id=acme industry=null
    put client Acme under Globex → list_clients search=Acme ; list_clients search=Globex ; update_client client_id=acme parent_id=globex
    make client Acme a subsidiary of Globex → list_clients search=Acme ; list_clients search=Globex ; update_client client_id=acme parent_id=globex
    client Acme is part of Globex → list_clients search=Acme ; list_clients search=Globex ; update_client client_id=acme parent_id=globex
    set the parent of client Acme to Globex → list_clients search=Acme ; list_clients search=Globex ; update_client client_id=acme parent_id=globex
    move the client Acme under client Globex → list_clients search=Acme ; list_clients search=Globex ; update_client client_id=acme parent_id=globex
    delete the client Acme → list_clients search=Acme ; delete_client client_id=acme
    delete client Globex → list_clients search=Globex ; delete_client client_id=globex
    remove the Acme client → list_clients search=Acme ; delete_client client_id=acme
    delete the clients Acme and Globex → list_clients search=Acme ; list_clients search=Globex ; delete_client client_id=acme & delete_client client_id=globex
    list clients >> delete the first one → delete_client client_id=acme
    create a client Foo >> delete it → delete_client client_id=client-3
    create a client Foo >> rename it to Bar → update_client client_id=client-3 name=Bar
    put client Acme under Acme → list_clients search=Acme ; list_clients search=Acme
  `);
});
