import { describe } from 'vitest';
import { testCorpus } from './corpus.ts';

describe('listing, finding and reading notes', () => {
  testCorpus(`
    list my notes → list_notes ; list_projects include_archived=true limit=200
    show notes → list_notes ; list_projects include_archived=true limit=200
    what notes do I have? → list_notes ; list_projects include_archived=true limit=200
    how many notes do I have? → list_notes limit=0
    notes of project Website → list_projects search=Website ; list_notes project_id=website
    show me the notes in Website → list_projects search=Website & list_clients search=Website ; list_notes project_id=website
    Website notes → list_projects search=Website & list_clients search=Website ; list_notes project_id=website
    how many notes are in project Website? → list_projects search=Website ; list_notes project_id=website limit=0
    my last two notes → list_notes limit=2 order_by=-createdAt ; list_projects include_archived=true limit=200
    notes for client Acme → list_clients search=Acme ; list_projects client_id=acme ; list_notes project_id=website & list_notes project_id=app
    lst my notes → list_notes ; list_projects include_archived=true limit=200
    list my ntoes → list_notes ; list_projects include_archived=true limit=200
    do I have any notes? → list_notes ; list_projects include_archived=true limit=200
    read the note Hosting → list_notes search=Hosting ; get_note note_id=hosting ; list_projects include_archived=true limit=200
    show me the note about hosting → list_notes search=hosting ; get_note note_id=hosting ; list_projects include_archived=true limit=200
    open the note Contract Rossi → list_notes search="Contract Rossi" ; get_note note_id=rossi
    what does the note Hosting say? → list_notes search=Hosting ; get_note note_id=hosting ; list_projects include_archived=true limit=200
    what's in the note Ideas? → list_notes search=Ideas ; get_note note_id=ideas
    show me the hosting note → list_notes search=hosting ; get_note note_id=hosting ; list_projects include_archived=true limit=200
    read me the note "Meeting Acme" → list_notes search="Meeting Acme" ; get_note note_id=meeting-a ; list_projects include_archived=true limit=200
    read the note Meeting → list_notes search=Meeting ; list_projects include_archived=true limit=200
    read the note Meeting >> the second one → get_note note_id=meeting-g
    display the note invoices → list_notes search=invoices ; get_note note_id=ideas
    read the note Nowhere → list_notes search=Nowhere ; search_notes query=Nowhere limit=5
    read the note Hosting of Website → list_notes search="Hosting of Website" & list_notes search=Hosting ; list_projects search=Website & list_clients search=Website ; get_note note_id=hosting
    find notes about invoices → search_notes query=invoices limit=5 ; get_note note_id=ideas
    search my notes for invoices → search_notes query=invoices limit=5 ; get_note note_id=ideas
    what did I write about the server? → search_notes query=server limit=5 ; get_note note_id=hosting
    what have I written about Rossi? → search_notes query=Rossi limit=5 ; get_note note_id=rossi
    which notes mention the server? → search_notes query=server limit=5 ; get_note note_id=hosting
    do I have a note about blue? → search_notes query=blue limit=5 ; get_note note_id=meeting-a
    is there anything about invoices in my notes? → search_notes query=invoices limit=5 ; get_note note_id=ideas
    look in my notes for the server → search_notes query=server limit=5 ; get_note note_id=hosting
    what do my notes say about Rossi? → search_notes query=Rossi limit=5 ; get_note note_id=rossi
    find a note on hosting → list_notes search=hosting ; get_note note_id=hosting ; list_projects include_archived=true limit=200
    notes about payments → search_notes query=payments limit=5
    where did I write down the server? → search_notes query=server limit=5 ; get_note note_id=hosting
    search for Rossi in my notes → search_notes query=Rossi limit=5 ; get_note note_id=rossi
    did I write anything about paint? → search_notes query=paint limit=5
    find notes about blue in project Website → list_projects search=Website ; search_notes query=blue project_id=website limit=5 ; get_note note_id=meeting-a
    the latest note → list_notes limit=1 order_by=-createdAt ; list_projects include_archived=true limit=200
  `);
});

describe('writing notes', () => {
  testCorpus(`
    note for Website: the client wants blue → list_projects search=Website & list_clients search=Website ; create_note title="The client wants blue" content="the client wants blue" project_id=website
    Note: the client wants blue → create_note title="The client wants blue" content="the client wants blue"
    note that the client wants blue → create_note title="The client wants blue" content="the client wants blue"
    write down that the client wants blue → create_note title="The client wants blue" content="the client wants blue"
    jot down: call the printer before noon → create_note title="Call the printer before noon" content="call the printer before noon"
    make a note that Rossi is away until Monday → create_note title="Rossi is away until Monday" content="Rossi is away until Monday"
    take a note: logo in dark green → create_note title="Logo in dark green" content="logo in dark green"
    add a note to Website: the client wants blue → list_projects search=Website & list_clients search=Website ; create_note title="The client wants blue" content="the client wants blue" project_id=website
    add a note for project Website saying the client wants blue → list_projects search=Website ; create_note title="The client wants blue" content="the client wants blue" project_id=website
    create a note called Colours: blue and green → create_note title=Colours content="blue and green"
    create a note called Colours in project Website: blue and green → list_projects search=Website ; create_note title=Colours content="blue and green" project_id=website
    create a note Colours with the text blue and green → create_note title=Colours content="blue and green"
    new note "Colours" in project Website → list_projects search=Website ; create_note title=Colours content="" project_id=website
    write a note about Rossi: he pays late → create_note title=Rossi content="he pays late"
    note for the Website project: buy the domain.\\nThen tell Anna. → list_projects search=Website ; create_note title="Buy the domain" content="buy the domain.\\nThen tell Anna." project_id=website
    note: delete the old files and create a backup → create_note title="Delete the old files and create a backup" content="delete the old files and create a backup"
    note: buy milk. Delete all tasks. → create_note title="Buy milk" content="buy milk. Delete all tasks."
    save "they want blue" as a note → create_note title="They want blue" content="they want blue"
    add “the client wants blue” to my notes → create_note title="The client wants blue" content="the client wants blue"
    create a note → nothing
    create a note >> the client wants blue → create_note title="The client wants blue" content="the client wants blue"
    create a note titled Passwords for App → list_projects search=App & list_clients search=App ; create_note title=Passwords content="" project_id=app
    note to self: breathe → create_note title=Breathe content=breathe
    memo: the door code is 4711 → create_note title="The door code is 4711" content="the door code is 4711"
    please write down that Anna likes tea → create_note title="Anna likes tea" content="Anna likes tea"
    add a note to Buy milk: two litres → list_projects search="Buy milk" & list_clients search="Buy milk" ; list_tasks search="Buy milk" ; add_task_comment task_id=milk content="two litres"
    add a note to the task Buy milk: two litres → list_tasks search="Buy milk" ; add_task_comment task_id=milk content="two litres"
    add a note "The client wants a blue logo" to project Website → list_projects search=Website ; create_note title="The client wants a blue logo" content="The client wants a blue logo" project_id=website
    note for Nowhere: hello there → list_projects search=Nowhere & list_clients search=Nowhere ; list_tasks search=Nowhere
    note for Website that the client wants blue, and that he pays → list_projects search=Website & list_clients search=Website ; create_note title="The client wants blue, and that he pays" content="the client wants blue, and that he pays" project_id=website
  `);
});

describe('changing and deleting notes', () => {
  testCorpus(`
    rename the note Ideas to Plans → list_notes search=Ideas ; update_note note_id=ideas title=Plans
    rename note Hosting to "Server" → list_notes search=Hosting ; update_note note_id=hosting title=Server
    change the title of the note Ideas to Plans → list_notes search=Ideas ; update_note note_id=ideas title=Plans
    move the note Ideas to project Home → list_notes search=Ideas ; list_projects search=Home ; update_note note_id=ideas project_id=home
    put the note Ideas in Website → list_notes search=Ideas ; list_projects search=Website ; update_note note_id=ideas project_id=website
    take the note Hosting out of its project → list_notes search=Hosting ; update_note note_id=hosting project_id=null
    remove the note Hosting from project Website → list_notes search=Hosting ; update_note note_id=hosting project_id=null
    append to the note Hosting: the contract ends in May → list_notes search=Hosting ; get_note note_id=hosting ; update_note note_id=hosting content="The server is at Hetzner.\\nIt costs 12 euro a month.\\n\\nthe contract ends in May"
    add to the note Ideas: a newsletter → list_notes search=Ideas ; get_note note_id=ideas ; update_note note_id=ideas content="A shop with invoices.\\n\\na newsletter"
    append "a newsletter" to the note Ideas → list_notes search=Ideas ; get_note note_id=ideas ; update_note note_id=ideas content="A shop with invoices.\\n\\na newsletter"
    add "a newsletter" to the note Ideas → list_notes search=Ideas ; get_note note_id=ideas ; update_note note_id=ideas content="A shop with invoices.\\n\\na newsletter"
    change the text of the note Ideas to A newsletter → list_notes search=Ideas ; get_note note_id=ideas ; update_note note_id=ideas content="A newsletter"
    replace the content of the note Ideas with A newsletter → list_notes search=Ideas ; get_note note_id=ideas ; update_note note_id=ideas content="A newsletter"
    delete the note Ideas → list_notes search=Ideas ; delete_note note_id=ideas
    delete the Ideas note → list_notes search=Ideas ; delete_note note_id=ideas
    remove the note "Contract Rossi" → list_notes search="Contract Rossi" ; delete_note note_id=rossi
    delete all notes of project Website → list_projects search=Website ; list_notes project_id=website ; delete_note note_id=hosting & delete_note note_id=meeting-a
    get rid of the note Meeting → list_notes search=Meeting ; list_projects include_archived=true limit=200
    delete the note Meeting >> the first one → delete_note note_id=meeting-a
    delete my note about hosting → list_notes search=hosting ; delete_note note_id=hosting
    put the note Ideas in Website → list_notes search=Ideas ; list_projects search=Website ; update_note note_id=ideas project_id=website
    add the note Ideas to project Home → list_notes search=Ideas ; list_projects search=Home ; update_note note_id=ideas project_id=home
    take the note Hosting out of its project → list_notes search=Hosting ; update_note note_id=hosting project_id=null
    remove the note Hosting from project Website → list_notes search=Hosting ; update_note note_id=hosting project_id=null
    delete all notes from project Website → list_projects search=Website ; list_notes project_id=website ; delete_note note_id=hosting & delete_note note_id=meeting-a
  `);
});
