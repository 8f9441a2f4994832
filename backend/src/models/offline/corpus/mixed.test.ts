import { describe } from 'vitest';
import { testCorpus } from './corpus.ts';

describe('several sentences, slips of the hand, people', () => {
  testCorpus(`
    lst my tasks → list_tasks
    Add a task. Its title is Buy milk. → create_task title="Buy milk"
    Create a task: "Buy milk". Due Friday. → create_task title="Buy milk" due_date=2026-11-27
    Create a task Buy milk. It is due Friday and has high priority. → create_task title="Buy milk" ; update_task task_id=task-11 priority=high due_date=2026-11-27
    Create a task called Buy milk. Set it to high priority. Move it to project Home. → create_task title="Buy milk" ; update_task task_id=task-11 priority=high ; list_projects search=Home ; update_task task_id=task-11 project_id=home
    What's due today, and what's overdue? → list_tasks_due_today ; list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    List my tasks and my projects → list_tasks ; list_projects
    list my tasks and projects → list_tasks ; list_projects
    How many tasks and projects do I have? → list_tasks limit=0 ; list_projects limit=0
    list tasks, projects and clients → list_tasks ; list_projects ; list_clients
    Create a task called Buy milk in the project called Home → list_projects search=Home ; create_task title="Buy milk" project_id=home
    Create a task called Buy milk in home → list_projects search=home ; create_task title="Buy milk" project_id=home
    CREATE A TASK CALLED BUY MILK DUE FRIDAY → create_task title="BUY MILK" due_date=2026-11-27
    create a Task Called buy milk Due friday → create_task title="buy milk" due_date=2026-11-27
    list my taks → list_tasks
    craete a task called Buy milk → create_task title="Buy milk"
    creat task Buy milk → create_task title="Buy milk"
    Mark "buy milk" as DONE!!! → list_tasks search="buy milk" ; update_task task_id=milk status=done
    finish buy milk pls → list_tasks search="buy milk" ; update_task task_id=milk status=done
    move Fix header and Send quote to project Home → list_tasks search="Fix header and Send quote" & list_tasks search="Fix header" & list_tasks search="Send quote" ; list_projects search=Home ; update_task task_id=header project_id=home & update_task task_id=quote project_id=home
    rename Buy milk to Buy 2 l milk due Friday → list_tasks search="Buy milk" ; update_task task_id=milk title="Buy 2 l milk due Friday"
    set due date of Buy milk and Buy bread to Friday → list_tasks search="Buy milk and Buy bread" & list_tasks search="Buy milk" & list_tasks search="Buy bread" ; update_task task_id=bread due_date=2026-11-27
    change Buy milk to Buy oat milk → nothing
    change Buy milk priority to high → list_tasks search="Buy milk" ; update_task task_id=milk priority=high
    set Buy milk due date to Friday → list_tasks search="Buy milk"
    Buy milk due Friday → nothing
    Buy milk should be due Friday → list_tasks search="Buy milk"
    reschedule Buy milk → nothing
    postpone Buy milk → nothing
    assign all tasks in project Home to Anna → list_projects search=Home ; list_tasks project_id=home status=todo order_by=dueDate & list_tasks project_id=home status=in_progress order_by=dueDate ; update_task task_id=bread assignee=["Anna"] & update_task task_id=rent assignee=["Anna"]
    how many tasks does Anna have? → list_projects search=Anna & list_clients search=Anna ; list_tasks assignee=Anna limit=0
    tasks for Anna → list_projects search=Anna & list_clients search=Anna ; list_tasks assignee=Anna
    show Anna's tasks → list_projects search=Anna & list_clients search=Anna ; list_tasks assignee=Anna
    Anna's tasks → list_projects search=Anna & list_clients search=Anna ; list_tasks assignee=Anna
    what does Anna have to do? → list_tasks status=todo assignee=Anna order_by=dueDate & list_tasks status=in_progress assignee=Anna order_by=dueDate
  `);
});
