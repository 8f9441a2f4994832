import { describe } from 'vitest';
import { testCorpus } from './corpus.ts';

describe('questions for rows and numbers', () => {
  testCorpus(`
    List my tasks → list_tasks
    show open tasks → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    what's due this week? → list_tasks status=todo due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate
    what is overdue? → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    high priority tasks → list_tasks priority=high
    How many todo tasks do I have? → list_tasks status=todo limit=0
    How many tasks are open for the website? → list_projects search=website & list_clients search=website ; list_tasks project_id=website status=todo limit=0 & list_tasks project_id=website status=in_progress limit=0
    find tasks about invoice → list_tasks search=invoice
    which tasks for client Acme → list_clients search=Acme ; list_projects client_id=acme ; list_tasks project_id=website order_by=dueDate & list_tasks project_id=app order_by=dueDate
    tasks due before Friday → list_tasks status=todo due_to=2026-11-26 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-26 order_by=dueDate
    what do I have to do today? → list_tasks_due_today
    what's my next task? → list_tasks status=todo order_by=dueDate limit=1 & list_tasks status=in_progress order_by=dueDate limit=1
    is Buy milk done? → list_tasks search="Buy milk"
    when is Buy milk due? → list_tasks search="Buy milk"
    list projects → list_projects
    how many clients do I have? → list_clients limit=0
    projects for client Acme → list_clients search=Acme ; list_projects client_id=acme
    show me the website project → list_projects search=website ; list_tasks project_id=website
    what's on my plate? → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    what should I do next? → list_tasks status=todo order_by=dueDate limit=5 & list_tasks status=in_progress order_by=dueDate limit=5
    what are my tasks for tomorrow? → list_tasks status=todo due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate
    anything due tomorrow? → list_tasks status=todo due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate
    do I have anything due this week? → list_tasks status=todo due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate
    do I have any overdue tasks? → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    how many tasks do I have? → list_tasks limit=0
    how many tasks are done? → list_tasks status=done limit=0
    how many are overdue? → list_tasks status=todo due_to=2026-11-20 limit=0 & list_tasks status=in_progress due_to=2026-11-20 limit=0
    how many open tasks does the website have? → list_projects search=website & list_clients search=website ; list_tasks project_id=website status=todo limit=0 & list_tasks project_id=website status=in_progress limit=0
    how many tasks does Acme have? → list_projects search=Acme & list_clients search=Acme ; list_projects client_id=acme ; list_tasks project_id=website limit=0 & list_tasks project_id=app limit=0
    show me all tasks that are not done → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    which tasks are still open? → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    list all high priority tasks in project Website → list_projects search=Website ; list_tasks project_id=website priority=high
    list tasks assigned to Anna → list_tasks assignee=Anna
    what is Anna working on? → list_tasks status=todo assignee=Anna order_by=dueDate & list_tasks status=in_progress assignee=Anna order_by=dueDate
    show tasks without a due date → list_tasks limit=500
    tasks due between Monday and Friday → list_tasks status=todo due_from=2026-11-23 due_to=2026-11-27 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-23 due_to=2026-11-27 order_by=dueDate
    tasks due in december → list_tasks status=todo due_from=2026-12-01 due_to=2026-12-31 order_by=dueDate & list_tasks status=in_progress due_from=2026-12-01 due_to=2026-12-31 order_by=dueDate
    tasks due next week → list_tasks status=todo due_from=2026-11-23 due_to=2026-11-29 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-23 due_to=2026-11-29 order_by=dueDate
    tasks due in the next 3 days → list_tasks status=todo due_from=2026-11-21 due_to=2026-11-24 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-21 due_to=2026-11-24 order_by=dueDate
    tasks due after Friday → list_tasks status=todo due_from=2026-11-28 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-28 order_by=dueDate
    tasks due by 2026-12-24 → list_tasks status=todo due_to=2026-12-24 order_by=dueDate & list_tasks status=in_progress due_to=2026-12-24 order_by=dueDate
    what did I finish? → list_tasks status=done
    show completed tasks → list_tasks status=done
    list my done tasks → list_tasks status=done
    show me urgent tasks → list_tasks priority=high
    show my todo list → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    show my to-do list → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    list todos → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    what's in progress? → list_tasks status=in_progress
    search for milk → list_tasks search=milk
    find Buy milk → list_tasks search="Buy milk"
    look for the invoice → list_tasks search=invoice
    do I have a task about the invoice? → list_tasks search=invoice
    is there a task called Buy milk? → list_tasks search="Buy milk"
    list all my projects → list_projects
    what projects do I have? → list_projects
    which projects does Acme have? → list_clients search=Acme ; list_projects client_id=acme
    how many projects are there for Acme? → list_clients search=Acme ; list_projects client_id=acme limit=0
    show archived projects → list_all_projects limit=500
    list all projects, archived ones too → list_all_projects
    show active and archived projects → list_all_projects
    how many projects do I have, including the archived ones? → list_all_projects limit=0
    how many clients do we have? → list_clients limit=0
    who are my clients? → list_clients
    list customers → list_clients
    find client Acme → list_clients search=Acme
    show client Acme → list_clients search=Acme
    find clients in design → list_clients search=design
    clients in the design industry → list_clients search=design
    what is in project Website? → list_projects search=Website ; list_tasks project_id=website
    what tasks are in the Website project? → list_projects search=Website ; list_tasks project_id=website
    tasks in website → list_projects search=website & list_clients search=website ; list_tasks project_id=website
    invoice tasks → list_projects search=invoice & list_clients search=invoice ; list_tasks assignee=invoice ; list_tasks search=invoice
    open invoice tasks → list_projects search=invoice & list_clients search=invoice ; list_tasks status=todo assignee=invoice order_by=dueDate & list_tasks status=in_progress assignee=invoice order_by=dueDate ; list_tasks status=todo search=invoice order_by=dueDate & list_tasks status=in_progress search=invoice order_by=dueDate
    website tasks → list_projects search=website & list_clients search=website ; list_tasks project_id=website
    my tasks → list_tasks
    tasks → list_tasks
    Tasks? → list_tasks
    todo → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    show the last 5 tasks → list_tasks order_by=-createdAt limit=5
    newest tasks → list_tasks order_by=-createdAt
    what are the 3 most urgent tasks? → list_tasks status=todo order_by=priority limit=3 & list_tasks status=in_progress order_by=priority limit=3
    Show me everything → list_tasks
    show everything due this week → list_tasks status=todo due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate
    what's due on 3 March? → list_tasks status=todo due_from=2027-03-03 due_to=2027-03-03 order_by=dueDate & list_tasks status=in_progress due_from=2027-03-03 due_to=2027-03-03 order_by=dueDate
    what is due on Monday → list_tasks status=todo due_from=2026-11-23 due_to=2026-11-23 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-23 due_to=2026-11-23 order_by=dueDate
    what do i need to do this weekend → list_tasks status=todo due_from=2026-11-21 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-21 due_to=2026-11-22 order_by=dueDate
    what do I have to do → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    what is left to do for the website? → list_projects search=website & list_clients search=website ; list_tasks project_id=website status=todo order_by=dueDate & list_tasks project_id=website status=in_progress order_by=dueDate
    what's left? → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    give me an overview → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    give me my tasks for today → list_tasks_due_today
    today → list_tasks_due_today
    tomorrow → list_tasks status=todo due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate
    tasks for today → list_tasks_due_today
    tasks due on 12/24 → list_tasks status=todo due_from=2026-12-24 due_to=2026-12-24 order_by=dueDate & list_tasks status=in_progress due_from=2026-12-24 due_to=2026-12-24 order_by=dueDate
    high → nothing
    Which tasks have high priority? → list_tasks priority=high
    tasks with high or medium priority → list_tasks priority=high order_by=dueDate & list_tasks priority=medium order_by=dueDate
    list tasks of project Website with status in progress → list_projects search=Website ; list_tasks project_id=website status=in_progress
    list in progress tasks → list_tasks status=in_progress
    show me tasks which are due on Friday and have high priority → list_tasks status=todo priority=high due_from=2026-11-27 due_to=2026-11-27 order_by=dueDate & list_tasks status=in_progress priority=high due_from=2026-11-27 due_to=2026-11-27 order_by=dueDate
    are there any tasks for Globex? → list_projects search=Globex & list_clients search=Globex ; list_projects client_id=globex
    does the website have open tasks? → list_projects search=website & list_clients search=website ; list_tasks project_id=website status=todo order_by=dueDate & list_tasks project_id=website status=in_progress order_by=dueDate
    can you show me my tasks? → list_tasks
    could you please list my tasks → list_tasks
    I want to see my tasks → list_tasks
    I'd like to know how many tasks I have → list_tasks limit=0
    please tell me what's due tomorrow → list_tasks status=todo due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate
    hey, what's up for today? → list_tasks_due_today
    what have I got on today? → list_tasks_due_today
    List tasks sorted by due date → list_tasks order_by=dueDate
    show project Website → list_projects search=Website ; list_tasks project_id=website
    show me the Website project → list_projects search=Website ; list_tasks project_id=website
    how many tasks in project Website are done? → list_projects search=Website ; list_tasks project_id=website status=done limit=0
    what's the priority of Pay rent? → list_tasks search="Pay rent"
    who is assigned to Call Anna? → list_tasks search="Call Anna"
    is the Buy milk task overdue? → list_tasks search="Buy milk"
    what is the id of Buy milk? → list_tasks search="Buy milk"
    which project is Fix header in? → list_tasks search="Fix header" ; list_projects include_archived=true limit=200
    tell me about the task Buy milk → list_tasks search="Buy milk"
    How many tasks are in progress? → list_tasks status=in_progress limit=0
    how many high priority tasks are there? → list_tasks priority=high limit=0
    count my tasks → list_tasks limit=0
    count the open tasks in project Home → list_projects search=Home ; list_tasks project_id=home status=todo limit=0 & list_tasks project_id=home status=in_progress limit=0
    number of clients → list_clients limit=0
    show me the tasks I created today → nothing
    tasks I completed this week → nothing
    what did I complete yesterday? → nothing
    How many tasks are there in total? → list_tasks limit=0
    How many open tasks do I have? → list_tasks status=todo limit=0 & list_tasks status=in_progress limit=0
    how many tasks are open? → list_tasks status=todo limit=0 & list_tasks status=in_progress limit=0
    how many tasks are due this week? → list_tasks status=todo due_from=2026-11-16 due_to=2026-11-22 limit=0 & list_tasks status=in_progress due_from=2026-11-16 due_to=2026-11-22 limit=0
    how many tasks due today? → list_tasks_due_today
    list tasks with high priority → list_tasks priority=high
    list my high-priority tasks due this week → list_tasks status=todo priority=high due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress priority=high due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate
    show tasks in the Website project that are high priority → list_projects search=Website ; list_tasks project_id=website priority=high
    List the tasks for Acme → list_projects search=Acme & list_clients search=Acme ; list_projects client_id=acme ; list_tasks project_id=website order_by=dueDate & list_tasks project_id=app order_by=dueDate
    list open tasks of Acme → list_projects search=Acme & list_clients search=Acme ; list_projects client_id=acme ; list_tasks project_id=website status=todo order_by=dueDate & list_tasks project_id=website status=in_progress order_by=dueDate & list_tasks project_id=app status=todo order_by=dueDate & list_tasks project_id=app status=in_progress order_by=dueDate
    what are the tasks for website → list_projects search=website & list_clients search=website ; list_tasks project_id=website
    any tasks about milk? → list_tasks search=milk
    is there anything about invoices? → list_tasks search=invoices
    find all tasks that contain the word invoice → list_tasks search=invoice
    find tasks with invoice in the title → list_tasks search=invoice
    search "milk" → list_tasks search=milk
    find "Buy milk" → list_tasks search="Buy milk"
    list tasks due today and tomorrow → list_tasks status=todo due_from=2026-11-21 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-21 due_to=2026-11-22 order_by=dueDate
    tasks due today or tomorrow → list_tasks status=todo due_from=2026-11-21 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-21 due_to=2026-11-22 order_by=dueDate
    what is due tomorrow and on Friday → nothing
    list tasks due on the 27th → list_tasks status=todo due_from=2026-11-27 due_to=2026-11-27 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-27 due_to=2026-11-27 order_by=dueDate
    list tasks due 27 November → list_tasks status=todo due_from=2026-11-27 due_to=2026-11-27 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-27 due_to=2026-11-27 order_by=dueDate
    what's due next friday → list_tasks status=todo due_from=2026-11-27 due_to=2026-11-27 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-27 due_to=2026-11-27 order_by=dueDate
    which tasks are due friday → list_tasks status=todo due_from=2026-11-27 due_to=2026-11-27 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-27 due_to=2026-11-27 order_by=dueDate
    which tasks are overdue → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    list late tasks → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    what am I late on → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    show unassigned tasks → list_tasks limit=500
    show tasks assigned to nobody → list_tasks limit=500
    list active projects → list_projects
    list projects of Acme → list_clients search=Acme ; list_projects client_id=acme
    projects of client Acme → list_clients search=Acme ; list_projects client_id=acme
    show me all clients → list_clients
    how many projects does Acme have? → list_clients search=Acme ; list_projects client_id=acme limit=0
    list tasks not in a project → list_tasks limit=500
    list tasks without a project → list_tasks limit=500
    show tasks that have no project → list_tasks limit=500
    list all tasks except done ones → nothing
    all tasks but the done ones → nothing
    list low priority → list_tasks priority=low
    what's urgent? → list_tasks priority=high
    what is most important? → list_tasks status=todo order_by=priority limit=5 & list_tasks status=in_progress order_by=priority limit=5
    what is important today? → list_tasks status=todo priority=high due_from=2026-11-21 due_to=2026-11-21 order_by=dueDate & list_tasks status=in_progress priority=high due_from=2026-11-21 due_to=2026-11-21 order_by=dueDate
    give me the first task → list_tasks status=todo order_by=dueDate limit=1 & list_tasks status=in_progress order_by=dueDate limit=1
    show the first 3 tasks → list_tasks status=todo order_by=dueDate limit=3 & list_tasks status=in_progress order_by=dueDate limit=3
    list all → list_tasks
    list everything → list_tasks
    show all → list_tasks
    count tasks → list_tasks limit=0
    count projects → list_projects limit=0
    number of open tasks → list_tasks status=todo limit=0 & list_tasks status=in_progress limit=0
    total tasks? → list_tasks limit=0
    list tasks in progress for Website → list_projects search=Website & list_clients search=Website ; list_tasks project_id=website status=in_progress
    what's the status of the website project? → list_projects search=website ; list_tasks project_id=website status=todo order_by=dueDate & list_tasks project_id=website status=in_progress order_by=dueDate
    how many tasks are left for the website? → list_projects search=website & list_clients search=website ; list_tasks project_id=website status=todo limit=0 & list_tasks project_id=website status=in_progress limit=0
    how many tasks remain in Website? → list_projects search=Website & list_clients search=Website ; list_tasks project_id=website status=todo limit=0 & list_tasks project_id=website status=in_progress limit=0
    is anything overdue? → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    is there anything due today? → list_tasks_due_today
    anything for today? → list_tasks_due_today
    do I have tasks today? → list_tasks_due_today
    do I have something to do today? → list_tasks_due_today
    what tasks do I have today → list_tasks_due_today
    tasks today → list_tasks_due_today
    today's tasks → list_tasks_due_today
    tomorrow's tasks → list_tasks status=todo due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate
    this week's tasks → list_tasks status=todo due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate
    Friday's tasks → list_tasks status=todo due_from=2026-11-27 due_to=2026-11-27 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-27 due_to=2026-11-27 order_by=dueDate
    tasks of this week → list_tasks status=todo due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-16 due_to=2026-11-22 order_by=dueDate
  `);
});
