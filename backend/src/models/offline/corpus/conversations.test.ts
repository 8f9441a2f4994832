import { describe } from 'vitest';
import { testCorpus } from './corpus.ts';

describe('turns that lean on those before', () => {
  testCorpus(`
    List my tasks >> mark the second one as done → update_task task_id=quote status=done
    List my tasks >> complete the first two → update_task task_id=milk status=done & update_task task_id=quote status=done
    List my tasks >> mark the last one as done → update_task task_id=bill-g status=done
    List my tasks >> complete the second and third → update_task task_id=quote status=done & update_task task_id=header status=done
    List my tasks >> complete #3 → update_task task_id=header status=done
    List my tasks >> set its priority to high → nothing
    List my tasks >> what is the first one about? → nothing
    List my tasks >> when is the second one due? → nothing
    show overdue tasks >> complete all of them → update_task task_id=quote status=done
    show overdue tasks >> mark it as done → update_task task_id=quote status=done
    show overdue tasks >> push them to Monday → update_task task_id=quote due_date=2026-11-23
    tasks in project Home >> complete both → update_task task_id=rent status=done & update_task task_id=bread status=done
    tasks in project Home >> move both to project Website → list_projects search=Website ; update_task task_id=rent project_id=website & update_task task_id=bread project_id=website
    tasks in project Home >> and the done ones? → list_tasks project_id=home status=done
    tasks in project Home >> how many? → list_tasks project_id=home limit=0
    tasks in project Home >> only the low priority ones → list_tasks project_id=home priority=low
    tasks in project Home >> what about project Website? → list_projects search=Website ; list_tasks project_id=website
    how many tasks are overdue? >> which ones? → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    how many tasks are overdue? >> complete all of them → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate ; update_task task_id=quote status=done
    high priority tasks >> which of those are overdue? → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    Create a task called Test >> rename it to Test two → update_task task_id=task-11 title="Test two"
    Create a task called Test >> set its priority to low → update_task task_id=task-11 priority=low
    Create a task called Test >> make it urgent → update_task task_id=task-11 priority=high
    Create a task called Test >> push it to next Monday → update_task task_id=task-11 due_date=2026-11-23
    Create a task called Test >> move it to project Home → list_projects search=Home ; update_task task_id=task-11 project_id=home
    Create a task called Test >> assign it to Anna → update_task task_id=task-11 assignee=["Anna"]
    Create a task called Test due Friday >> remove the due date → update_task task_id=task-11 due_date=null
    Create a task called Test >> mark it as done >> reopen it → update_task task_id=task-11 status=todo
    Create a task called Test >> list projects >> mark it as done → update_task task_id=task-11 status=done
    Create a project called Test >> add a task Design to it → create_task title=Design project_id=project-5
    Create a project called Test >> add a task called Design in that project → create_task title=Design project_id=project-5
    Create a project called Test >> mark it as done → nothing
    add client Initech >> create a project Portal for it → create_project name=Portal client_id=client-3
    mark invoice as done >> the second one → update_task task_id=bill-g status=done
    mark invoice as done >> 1 → update_task task_id=bill-a status=done
    mark invoice as done >> Invoice Acme → update_task task_id=bill-a status=done
    mark invoice as done >> both → update_task task_id=bill-a status=done & update_task task_id=bill-g status=done
    mark invoice as done >> never mind → nothing
    mark invoice as done >> list projects → list_projects
    mark invoice as done >> the Acme one → update_task task_id=bill-a status=done
    move Buy to Friday >> the one due Friday → nothing
    create a task >> Water plants → create_task title="Water plants"
    create a task >> never mind → nothing
    create a task >> list my tasks → list_tasks
    create a task for tomorrow >> Water plants → create_task title="Water plants" due_date=2026-11-22
    create a project >> Portal → create_project name=Portal
    list projects >> add a task Design to the first one → create_task title=Design project_id=website
    list projects >> tasks in the second one → list_tasks project_id=home
    list projects >> what about the first one? → nothing
    list clients >> projects of the first one → list_projects client_id=acme
    tasks for client Acme >> mark the first one as done → update_task task_id=quote status=done
    find buy >> mark the first of those as done → update_task task_id=milk status=done
    find buy >> complete all → update_task task_id=milk status=done & update_task task_id=bread status=done
    mark Buy milk and Buy bread as done → list_tasks search="Buy milk and Buy bread" & list_tasks search="Buy milk" & list_tasks search="Buy bread" ; update_task task_id=milk status=done & update_task task_id=bread status=done
    mark Buy milk, Buy bread and Pay rent as done → list_tasks search="Buy milk, Buy bread and Pay rent" & list_tasks search="Buy milk" & list_tasks search="Buy bread" & list_tasks search="Pay rent" ; update_task task_id=milk status=done & update_task task_id=bread status=done & update_task task_id=rent status=done
    complete nothing → list_tasks search=nothing ; list_tasks search=noth limit=5
    mark Buy as done → list_tasks search=Buy
    mark Buyy milk as done → list_tasks search="Buyy milk" ; list_tasks search=Buyy limit=5 & list_tasks search=milk limit=5
    finish writing the copy → list_tasks search="writing copy" ; list_tasks search=writ limit=5 & list_tasks search=copy limit=5
    complete Website → list_tasks search=Website
    start Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=in_progress
    mark Write copy as done → list_tasks search="Write copy"
    set Pay rent to high priority and due Friday → list_tasks search="Pay rent" ; update_task task_id=rent priority=high due_date=2026-11-27
    postpone Pay rent by 3 days → list_tasks search="Pay rent" ; update_task task_id=rent due_date=2026-11-24
    bring Buy milk forward by 2 days → list_tasks search="Buy milk" ; update_task task_id=milk due_date=2026-11-25
    raise the priority of Pay rent → list_tasks search="Pay rent" ; update_task task_id=rent priority=medium
    move Buy milk to project Nowhere → list_tasks search="Buy milk" ; list_projects search=Nowhere
    move Buy milk to project shop → list_tasks search="Buy milk" ; list_projects search=shop
    move all tasks of project Home to Website → list_projects search=Home ; list_tasks project_id=home status=todo order_by=dueDate & list_tasks project_id=home status=in_progress order_by=dueDate ; list_projects search=Website ; update_task task_id=bread project_id=website & update_task task_id=rent project_id=website
    push everything due today to tomorrow → list_tasks_due_today ; update_task task_id=anna due_date=2026-11-22
    set all overdue tasks to high priority → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    list clients >> create a project Portal for the second one → create_project name=Portal client_id=globex
    tomorrow → list_tasks status=todo due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate & list_tasks status=in_progress due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate
    high priority tasks >> tomorrow? → list_tasks priority=high due_from=2026-11-22 due_to=2026-11-22 order_by=dueDate
    List my tasks >> the first of those → nothing
  `);
});
