import { describe } from 'vitest';
import { testCorpus } from './corpus.ts';

describe('turns and messages about several kinds of rows', () => {
  testCorpus(`
    add a checkpoint Beta 2 to Website on 12 May >> add another milestone Beta 3 to it on 13 May → create_checkpoint project_id=website title="Beta 3" date=2027-05-13
    add a checkpoint Beta 2 to Website on 12 May >> delete it → delete_checkpoint checkpoint_id=checkpoint-6
    add a checkpoint Beta 2 to Website on 12 May >> mark it as done → nothing
    add a checkpoint Beta 2 to Website on 12 May >> move it to 13 May → update_checkpoint checkpoint_id=checkpoint-6 date=2027-05-13
    add a checkpoint Beta 2 to Website on 12 May >> rename it to Beta 3 → update_checkpoint checkpoint_id=checkpoint-6 title="Beta 3"
    add a checkpoint Beta 2 to Website on 12 May and create a task Test it → list_projects search=Website & list_clients search=Website ; create_checkpoint project_id=website title="Beta 2" date=2027-05-12 ; create_task title="Test it"
    add a checkpoint Beta 2 to Website on 12 May and delete the checkpoint Launch → list_projects search=Website & list_clients search=Website ; create_checkpoint project_id=website title="Beta 2" date=2027-05-12 ; list_checkpoints search=Launch order_by=date ; delete_checkpoint checkpoint_id=launch
    add a note “they like it blue” to project Website, then list my notes → list_projects search=Website ; create_note title="They like it blue" content="they like it blue" project_id=website ; list_notes
    create a project Shop 2 and add a checkpoint Beta on 12 May → create_project name="Shop 2" ; create_checkpoint project_id=project-5 title=Beta date=2027-05-12
    create a project Shop 2 and add a note to it: the client wants blue and green → create_project name="Shop 2" ; create_note title="The client wants blue and green" content="the client wants blue and green" project_id=project-5
    create a project Shop 2, then add a milestone Launch on Friday and a milestone Party on Saturday → create_project name="Shop 2" ; create_checkpoint project_id=project-5 title=Launch date=2026-11-27 ; create_checkpoint project_id=project-5 title=Party date=2026-11-28
    find notes about invoices >> read it → get_note note_id=ideas
    find notes about invoices >> read the first one → get_note note_id=ideas
    list my notes >> delete the first two → delete_note note_id=hosting & delete_note note_id=rossi
    list my notes >> delete the third note → delete_note note_id=ideas
    list my notes >> how many? → list_notes limit=0
    list my notes >> read the second one → get_note note_id=rossi
    list my notes >> rename the first one to Server → update_note note_id=hosting title=Server
    list my notes, then list my checkpoints → list_notes ; list_projects include_archived=true limit=200 ; list_checkpoints order_by=date
    note: "the client wants blue" and list my projects → create_note title="The client wants blue" content="the client wants blue" ; list_projects
    note: the client wants blue >> delete it → delete_note note_id=note-6
    read the note Hosting >> append to it: and backups → get_note note_id=hosting ; update_note note_id=hosting content="The server is at Hetzner.\\nIt costs 12 euro a month.\\n\\nand backups"
    read the note Hosting >> delete it → delete_note note_id=hosting
    read the note Hosting >> move it to project Home → list_projects search=Home ; update_note note_id=hosting project_id=home
    read the note Hosting >> rename it to Server → update_note note_id=hosting title=Server
    read the note Hosting >> set its priority to high → nothing
    tell me about the project Website >> add a checkpoint Beta 9 to it on 12 May → create_checkpoint project_id=website title="Beta 9" date=2027-05-12
    tell me about the project Website >> archive it → update_project project_id=website status=archived
    tell me about the project Website >> move it to client Globex → list_clients search=Globex ; update_project project_id=website client_id=globex
    tell me about the project Website >> rename it to Shop → update_project project_id=website name=Shop
    what checkpoints are coming up? >> and next month? → list_checkpoints date_from=2026-12-01 date_to=2026-12-31 order_by=date
    what checkpoints are coming up? >> delete the last one → delete_checkpoint checkpoint_id=launch
    what checkpoints are coming up? >> how many? → list_checkpoints date_from=2026-11-21 limit=0
    what checkpoints are coming up? >> move the second one to Friday → update_checkpoint checkpoint_id=moving date=2026-11-27
    what checkpoints are coming up? >> when is the first one? → nothing
  `);
});
