import { describe } from 'vitest';
import { testCorpus } from './corpus.ts';

describe('creating tasks, projects and clients', () => {
  testCorpus(`
    Create a task → nothing
    create a new task called "Buy milk" → create_task title="Buy milk"
    create task Buy milk → create_task title="Buy milk"
    Add a task: Buy milk → create_task title="Buy milk"
    add a todo buy milk tomorrow → create_task title="buy milk" due_date=2026-11-22
    add to-do: Buy milk → create_task title="Buy milk"
    please add a task called Buy milk for tomorrow → create_task title="Buy milk" due_date=2026-11-22
    Can you create a task called Buy milk? → create_task title="Buy milk"
    Could you add a high priority task called Fix bug due next Friday? → create_task title="Fix bug" priority=high due_date=2026-11-27
    make a task named Buy milk → create_task title="Buy milk"
    I need a new task called Buy milk → create_task title="Buy milk"
    new task Buy milk → create_task title="Buy milk"
    new task "Buy milk" for friday → create_task title="Buy milk" due_date=2026-11-27
    task: buy milk → create_task title="buy milk"
    Buy milk → nothing
    buy milk tomorrow → nothing
    add buy milk tomorrow → create_task title="buy milk" due_date=2026-11-22
    add buy milk → nothing
    add buy milk to my tasks → create_task title="buy milk"
    add "Buy milk" to my to-do list for Friday → create_task title="Buy milk" due_date=2026-11-27
    put Buy milk on my list → create_task title="Buy milk"
    remind me to pay the rent on the 1st → create_task title="pay the rent" due_date=2026-12-01
    remind me on Friday at 3pm to call Anna → create_task title="call Anna" due_date=2026-11-27T15:00
    remind me to call Anna in 2 hours → create_task title="call Anna" due_date=2026-11-21T16:05
    remind me about the meeting tomorrow → create_task title="the meeting" due_date=2026-11-22
    set a reminder to call Mum at 6pm → create_task title="call Mum" due_date=2026-11-21T18:00
    create a task due Friday called Buy milk → create_task title="Buy milk" due_date=2026-11-27
    create a task for Friday: Buy milk → create_task title="Buy milk" due_date=2026-11-27
    create a task in project Website called Fix header → list_projects search=Website ; create_task title="Fix header" project_id=website
    create a task for project Website: Fix header due tomorrow with low priority → list_projects search=Website ; create_task title="Fix header" priority=low due_date=2026-11-22 project_id=website
    in project Website create a task Fix header → list_projects search=Website ; create_task title="Fix header" project_id=website
    create a task called Fix header in the Website project → list_projects search=Website ; create_task title="Fix header" project_id=website
    create a task "Fix header" in Website → list_projects search=Website & list_clients search=Website ; create_task title="Fix header" project_id=website
    create a task "Fix header" for the website → list_projects search=website & list_clients search=website ; create_task title="Fix header" project_id=website
    create a task 'Buy Anna's gift' due tomorrow → create_task title="Buy Anna's gift" due_date=2026-11-22
    create a task called “Buy milk due Friday” → create_task title="Buy milk due Friday"
    create a task called Prepare Black Friday → create_task title="Prepare Black Friday"
    create a task called Plan next week due Monday → create_task title="Plan next week" due_date=2026-11-23
    create a task called Call Anna about the invoice by Friday → create_task title="Call Anna about the invoice" due_date=2026-11-27
    create a task called Meet Anna every Monday → create_task title="Meet Anna every Monday"
    create a high-priority task called Pay taxes → create_task title="Pay taxes" priority=high
    create an urgent task: Pay taxes → create_task title="Pay taxes" priority=high
    create a task called Pay taxes, urgent → create_task title="Pay taxes" priority=high
    create a task called Pay taxes (high priority) → create_task title="Pay taxes" priority=high
    create a task called Pay taxes with priority high → create_task title="Pay taxes" priority=high
    create a task Pay taxes priority: low → create_task title="Pay taxes" priority=low
    create a task called Decide what is important → create_task title="Decide what is important"
    create a task called Buy milk! → create_task title="Buy milk"
    create a task called Buy milk. → create_task title="Buy milk"
    create a task called Buy milk due 2026-12-24 → create_task title="Buy milk" due_date=2026-12-24
    create a task called Buy milk due 12/24 → create_task title="Buy milk" due_date=2026-12-24
    create a task called Buy milk on 3 March → create_task title="Buy milk" due_date=2027-03-03
    create a task called Buy milk due March 3rd, 2027 → create_task title="Buy milk" due_date=2027-03-03
    create a task called Buy milk due end of month → create_task title="Buy milk" due_date=2026-11-30
    create a task called Buy milk by EOD → create_task title="Buy milk" due_date=2026-11-21
    create a task called Buy milk due tonight → create_task title="Buy milk" due_date=2026-11-21
    create a task called Buy milk due Friday at 15:00 → create_task title="Buy milk" due_date=2026-11-27T15:00
    create a task called Buy milk at 15:00 on Friday → create_task title="Buy milk" due_date=2026-11-27T15:00
    create a task called Buy milk in two weeks → create_task title="Buy milk" due_date=2026-12-05
    create a task called Buy milk in 3 days → create_task title="Buy milk" due_date=2026-11-24
    create a task called Buy milk this weekend → create_task title="Buy milk" due_date=2026-11-21
    create a task called Buy milk the day after tomorrow → create_task title="Buy milk" due_date=2026-11-23
    create a task called Buy milk due in a fortnight → create_task title="Buy milk" due_date=2026-12-05
    create a task called Buy milk assigned to Anna → create_task title="Buy milk" assignee=["Anna"]
    create a task called Buy milk assigned to Anna and Marco due Friday → create_task title="Buy milk" due_date=2026-11-27 assignee=["Anna","Marco"]
    create a task called Buy milk due Friday with description 2 litres, whole → create_task title="Buy milk" description="2 litres, whole" due_date=2026-11-27
    create a task called Buy milk with note: "2 litres" due Friday → create_task title="Buy milk" description="2 litres" due_date=2026-11-27
    create a task called Buy milk #Home → list_projects search=Home ; create_task title="Buy milk" project_id=home
    create three tasks: A, B and C → create_task title=A & create_task title=B & create_task title=C
    create tasks Buy milk, Buy bread and Buy eggs due Friday → create_task title="Buy milk" due_date=2026-11-27 & create_task title="Buy bread" due_date=2026-11-27 & create_task title="Buy eggs" due_date=2026-11-27
    create two tasks called Buy milk and Buy bread → create_task title="Buy milk" & create_task title="Buy bread"
    create a task called Buy milk and bread → create_task title="Buy milk and bread"
    create a task called Buy milk and another called Buy bread → create_task title="Buy milk" & create_task title="Buy bread"
    create a task A due Friday and a task B with high priority → create_task title=A due_date=2026-11-27 & create_task title=B priority=high
    create a task called Buy milk and mark it as done → create_task title="Buy milk" ; update_task task_id=task-11 status=done
    create a task called Buy milk. Then list my tasks. → create_task title="Buy milk" ; list_tasks
    Create a project called Website → create_project name=Website
    create project Website for Acme → list_clients search=Acme ; create_project name=Website client_id=acme
    new project Website → create_project name=Website
    start a new project called Website for client Acme → list_clients search=Acme ; create_project name=Website client_id=acme
    create a project for Acme called Website → list_clients search=Acme ; create_project name=Website client_id=acme
    create a project "Website for dogs" → create_project name="Website for dogs"
    create a project → nothing
    add a new client called Acme → create_client name=Acme
    add client Acme → create_client name=Acme
    add a client Acme Corp (design) → create_client name="Acme Corp" industry=design
    create client Acme, industry: fashion → create_client name=Acme industry=fashion
    new client: Acme in the fashion industry → create_client name=Acme industry=fashion
    create a client named Acme under Globex → list_clients search=Globex ; create_client name=Acme parent_id=globex
    add clients Acme and Globex → create_client name=Acme ; create_client name=Globex
    create a client Acme and a project Website for it → create_client name=Acme ; create_project name=Website client_id=client-3
    create a project Website and a task Design in it → create_project name=Website ; create_task title=Design project_id=project-5
    add a task to the Website project: Design → list_projects search=Website ; create_task title=Design project_id=website
    add a task to project Website called Design → list_projects search=Website ; create_task title=Design project_id=website
    Add a task for the website: Design → list_projects search=website & list_clients search=website ; create_task title=Design project_id=website
    create a task about the invoice → create_task title="the invoice"
    create a task for buying milk → create_task title="buying milk"
    create a task for the website → nothing
    create a task to send the invoice to Acme by tomorrow → create_task title="send the invoice to Acme" due_date=2026-11-22
    create task "List my tasks" → create_task title="List my tasks"
    create a task called delete everything → create_task title="delete everything"
    create a task called How many tasks do I have → create_task title="How many tasks do I have"
    create a task called Don't panic → create_task title="Don't panic"
    schedule a task called Review for Monday → create_task title=Review due_date=2026-11-23
    log a task: Review → create_task title=Review
    TODO: buy milk → create_task title="buy milk"
    create a task with the title Review contract → create_task title="Review contract"
    create a task titled Review contract for next Tuesday at 9am → create_task title="Review contract" due_date=2026-11-24T09:00
    create a task called 2027 planning → create_task title="2027 planning"
    create a task called Buy 3 apples → create_task title="Buy 3 apples"
    create a task called Report Q3 by the end of the week → create_task title="Report Q3" due_date=2026-11-22
    add "Buy milk" as a high priority task → create_task title="Buy milk" priority=high
    add a task to buy milk and a task to call Anna → create_task title="buy milk" & create_task title="call Anna"
    Add tasks: Buy milk; Buy bread → create_task title="Buy milk" & create_task title="Buy bread"
    Create a task called Fix login bug in project Website due 24 December with high priority and assign it to Marco → list_projects search=Website ; create_task title="Fix login bug" priority=high due_date=2026-12-24 project_id=website ; update_task task_id=task-11 assignee=["Marco"]
    Please create a new task named "Prepare invoice" for the project Website, due next Friday, with high priority. → list_projects search=Website ; create_task title="Prepare invoice" priority=high due_date=2026-11-27 project_id=website
    Create a high priority task "Review PR" in project App due tomorrow at 10:00 → list_projects search=App ; create_task title="Review PR" priority=high due_date=2026-11-22T10:00 project_id=app
    Add a task to project Home: Clean the kitchen, due Saturday → list_projects search=Home ; create_task title="Clean the kitchen" due_date=2026-11-28 project_id=home
    Create a task: Call the bank (due Monday, low priority) → create_task title="Call the bank" priority=low due_date=2026-11-23
    I want to create a task called Buy milk → create_task title="Buy milk"
    I would like to add a new task: Water plants → create_task title="Water plants"
    let's create a task called Buy milk → create_task title="Buy milk"
    could you remind me to water the plants on Sunday? → create_task title="water the plants" due_date=2026-11-22
    remind me next Monday at 9am to send the report → create_task title="send the report" due_date=2026-11-23T09:00
    Remind me: dentist tomorrow at 4pm → create_task title=dentist due_date=2026-11-22T16:00
    create a reminder for tomorrow: call mum → create_task title="call mum" due_date=2026-11-22
    create a task "Pay 'the' bill" → create_task title="Pay 'the' bill"
    create a task called Buy milk, due Friday, high priority, in project Home → list_projects search=Home ; create_task title="Buy milk" priority=high due_date=2026-11-27 project_id=home
    create a task called Buy milk; due Friday; priority high → create_task title="Buy milk" priority=high due_date=2026-11-27
    create a task called Buy milk - due Friday → create_task title="Buy milk" due_date=2026-11-27
    Create task Buy milk with due date 2026-12-01 and priority low → create_task title="Buy milk" priority=low due_date=2026-12-01
    Create task Buy milk, deadline Friday → create_task title="Buy milk" due_date=2026-11-27
    create task buy milk on monday → create_task title="buy milk" due_date=2026-11-23
    create a task to buy milk before Friday → create_task title="buy milk" due_date=2026-11-26
    create a task called Study for exam → list_projects search=exam ; create_task title="Study for exam"
    create a task called Study for the exam on Monday → list_projects search=exam ; create_task title="Study for the exam" due_date=2026-11-23
    create a task called Gift for Anna in project Home → list_projects search=Home ; create_task title="Gift for Anna" project_id=home
    create task for Acme: Write proposal → list_projects search=Acme & list_clients search=Acme ; list_projects client_id=acme
    create a task for client Acme called Write proposal → list_clients search=Acme ; list_projects client_id=acme
    create a task called Email Bob at bob@example.com → create_task title="Email Bob at bob@example.com"
    create a task called Visit https://example.com/a?b=c due Friday → create_task title="Visit https://example.com/a?b=c" due_date=2026-11-27
    create a task called C++ & Rust notes → create_task title="C++ & Rust notes"
    create a task called 50% discount → create_task title="50% discount"
    create a task called Buy milk tomorrow and bread on Friday → create_task title="Buy milk tomorrow and bread" due_date=2026-11-27
    create a task called Lunch at 12:30 → create_task title=Lunch due_date=2026-11-22T12:30
    create a task called Flight to Rome on 24 December at 7:45 → create_task title="Flight to Rome" due_date=2026-12-24T07:45
    create a task called Top 10 list → create_task title="Top 10 list"
    create a task called May report → create_task title="May report"
    create a task called Order for March → list_projects search=March ; create_task title="Order for March"
    create a task called Check the due date of invoice 12 → create_task title="Check the due date of invoice 12"
    create a task called Fix project planning → create_task title="Fix project planning"
    create a task called Clean up project X → create_task title="Clean up project X"
    create a task called Write project plan in project Website → list_projects search=Website ; create_task title="Write project plan" project_id=website
    create a task titled "Due Friday" due Monday → create_task title="Due Friday" due_date=2026-11-23
    Create a task called Buy milk due next Friday in project Website for client Acme → list_projects search=Website ; create_task title="Buy milk" due_date=2026-11-27 project_id=website
    add two tasks: Buy milk due Friday and Buy bread due Monday → create_task title="Buy milk" due_date=2026-11-27 & create_task title="Buy bread" due_date=2026-11-23
    add tasks "Buy milk" and "Buy bread" to project Home → list_projects search=Home ; create_task title="Buy milk" project_id=home & create_task title="Buy bread" project_id=home
    create the tasks Buy milk, Buy bread → create_task title="Buy milk" & create_task title="Buy bread"
    create task A, task B and task C → create_task title=A & create_task title=B & create_task title=C
    create a task called A and then a task called B → create_task title=A & create_task title=B
    create a task A. Create a task B. → create_task title=A & create_task title=B
    create a task A\\ncreate a task B → create_task title=A & create_task title=B
    Create a task called X and a project called Y → create_task title=X ; create_project name=Y
    add client Initech and create a project Portal for it → create_client name=Initech ; create_project name=Portal client_id=client-3
    New project: Portal. New client: Initech. → create_project name=Portal ; create_client name=Initech
    create project "Portal" for client "Initech" → list_clients search=Initech
    Create a project Portal for Acme and add a task Kickoff to it due Monday → list_clients search=Acme ; create_project name=Portal client_id=acme ; create_task title=Kickoff due_date=2026-11-23 project_id=project-5
    add a project → nothing
    add new project called "Spring campaign" for client Globex → list_clients search=Globex ; create_project name="Spring campaign" client_id=globex
    create project Portal, client Acme → list_clients search=Acme ; create_project name=Portal client_id=acme
    make a project for client Acme named Portal → list_clients search=Acme ; create_project name=Portal client_id=acme
    register a new client: Initech Ltd., industry software → create_client name="Initech Ltd" industry=software
    add the client "Initech" → create_client name=Initech
    new client Initech from the software industry → create_client name=Initech industry=software
    add Initech as a client → create_client name=Initech
    add Portal as a project → create_project name=Portal
    add a customer named Initech → create_client name=Initech
    onboard a new client called Initech → create_client name=Initech
    I need a task list → list_tasks
    I want a new task manager → nothing
    make a list of my tasks → nothing
    create a task list → nothing
    record the project meeting → nothing
    make the project a success → nothing
    add the task to project Home → nothing
    New client meeting tomorrow → nothing
    add customer support page to the website → nothing
    add client feedback to the report → nothing
    Add client Smith to the list → nothing
    create a project Back to School → create_project name="Back to School"
    add a task to my list called Buy milk → create_task title="Buy milk"
    create a task on my to-do list: Buy milk → create_task title="Buy milk"
    create a task Buy milk on my list → create_task title="Buy milk"
    remind me what I have to do today → list_tasks_due_today
    remind me of my tasks → nothing
    remind me of the meeting tomorrow → create_task title="the meeting" due_date=2026-11-22
    remind me which tasks are overdue → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    note task: buy milk → create_task title="buy milk"
    make task Buy milk → create_task title="Buy milk"
    start project Website → nothing
    start a project Website → create_project name=Website
    start the project → nothing
    plan a task called Review on Monday → create_task title=Review due_date=2026-11-23
    log the task → nothing
    save the task → nothing
    the task is important → nothing
    add task → nothing
    add tasks → nothing
    new project → nothing
    new client → nothing
    client Acme → nothing
    project Website → nothing
    my project → nothing
    what about the client → nothing
    create a task force for the website → nothing
    add new customers to the CRM → nothing
    create customers Anna and Bob → create_client name=Anna ; create_client name=Bob
    make a new client named Bob → create_client name=Bob
  `);
});
