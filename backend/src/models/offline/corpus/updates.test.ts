import { describe } from 'vitest';
import { testCorpus } from './corpus.ts';

describe('changing tasks', () => {
  testCorpus(`
    mark Buy milk done → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    mark Buy milk as completed → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    mark task Buy milk as done → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    mark the task "Buy milk" as done → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    mark as done: Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    mark done Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    complete Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    complete the task Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    complete task "Buy milk" → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    finish Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    close Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    check off Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    tick Buy milk off → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    cross Buy milk off my list → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    Buy milk is done → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    the invoice is done → list_tasks search=invoice
    I've finished the invoice → list_tasks search=invoice
    I have completed Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    I did Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    I'm done with Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    done with Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    finished Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    done → nothing
    set Buy milk to done → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    set the status of Buy milk to done → list_tasks search="Buy milk" ; update_task task_id=milk status=done
    change Buy milk's status to in progress → list_tasks search="Buy milk" ; update_task task_id=milk status=in_progress
    set Buy milk as in progress → list_tasks search="Buy milk" ; update_task task_id=milk status=in_progress
    put Buy milk in progress → list_tasks search="Buy milk" ; update_task task_id=milk status=in_progress
    start Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=in_progress
    I started working on Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=in_progress
    I'm working on Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk status=in_progress
    move Buy milk to in progress → list_tasks search="Buy milk" ; update_task task_id=milk status=in_progress
    mark Buy milk as todo → list_tasks search="Buy milk"
    mark Buy milk as not done → list_tasks search="Buy milk"
    reopen the task Buy milk → list_tasks search="Buy milk"
    uncheck Buy milk → list_tasks search="Buy milk"
    rename Buy milk to Buy oat milk → list_tasks search="Buy milk" ; update_task task_id=milk title="Buy oat milk"
    rename the task Buy milk to "Buy oat milk" → list_tasks search="Buy milk" ; update_task task_id=milk title="Buy oat milk"
    change the title of Buy milk to Buy oat milk → list_tasks search="Buy milk" ; update_task task_id=milk title="Buy oat milk"
    change Buy milk's title to Buy oat milk → list_tasks search="Buy milk" ; update_task task_id=milk title="Buy oat milk"
    Create a task called Test due Friday >> rename it "Buy oat milk" → update_task task_id=task-11 title="Buy oat milk"
    Create a task called Test due Friday >> call it Buy oat milk → update_task task_id=task-11 title="Buy oat milk"
    move Buy milk to Friday → list_tasks search="Buy milk"
    move Buy milk to next Friday → list_tasks search="Buy milk"
    push Buy milk to next week → list_tasks search="Buy milk" ; update_task task_id=milk due_date=2026-11-23
    Create a task called Test due Friday >> push it back a week → update_task task_id=task-11 due_date=2026-12-04
    Create a task called Test due Friday >> postpone it to Monday → update_task task_id=task-11 due_date=2026-11-23
    postpone Buy milk until next Monday → list_tasks search="Buy milk" ; update_task task_id=milk due_date=2026-11-23
    reschedule Buy milk for 3 March → list_tasks search="Buy milk" ; update_task task_id=milk due_date=2027-03-03
    delay Buy milk by 3 days → list_tasks search="Buy milk" ; update_task task_id=milk due_date=2026-11-30
    set the due date of Buy milk to Friday → list_tasks search="Buy milk"
    set the due date for Buy milk to 12/24 → list_tasks search="Buy milk" ; update_task task_id=milk due_date=2026-12-24
    Create a task called Test due Friday >> change the due date of Buy milk to tomorrow → list_tasks search="Buy milk" ; update_task task_id=milk due_date=2026-11-22
    set Buy milk's due date to Friday → list_tasks search="Buy milk"
    Create a task called Test due Friday >> set its due date to next Friday → nothing
    Create a task called Test due Friday >> change the due date to Friday → nothing
    make Buy milk due Friday → list_tasks search="Buy milk"
    Buy milk is now due Friday → list_tasks search="Buy milk"
    set the deadline of Buy milk to 24 December → list_tasks search="Buy milk" ; update_task task_id=milk due_date=2026-12-24
    Create a task called Test due Friday >> move it forward by two days → update_task task_id=task-11 due_date=2026-11-29
    remove the due date of Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk due_date=null
    remove the due date from Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk due_date=null
    clear Buy milk's due date → list_tasks search="Buy milk" ; update_task task_id=milk due_date=null
    Create a task called Test due Friday >> remove its due date → update_task task_id=task-11 due_date=null
    set Buy milk to high priority → list_tasks search="Buy milk" ; update_task task_id=milk priority=high
    set the priority of Buy milk to high → list_tasks search="Buy milk" ; update_task task_id=milk priority=high
    change priority of Buy milk to low → list_tasks search="Buy milk" ; update_task task_id=milk priority=low
    set Buy milk's priority to low → list_tasks search="Buy milk" ; update_task task_id=milk priority=low
    make Buy milk high priority → list_tasks search="Buy milk" ; update_task task_id=milk priority=high
    Create a task called Test due Friday >> make it urgent → update_task task_id=task-11 priority=high
    Create a task called Test due Friday >> make it low priority → update_task task_id=task-11 priority=low
    mark Buy milk as urgent → list_tasks search="Buy milk" ; update_task task_id=milk priority=high
    Create a task called Test due Friday >> mark it as high priority → update_task task_id=task-11 priority=high
    raise the priority of Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk priority=high
    Create a task called Test due Friday >> raise its priority → update_task task_id=task-11 priority=high
    prioritize Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk priority=high
    Create a task called Test due Friday >> change the priority to medium → nothing
    Create a task called Test due Friday >> set priority to high → update_task task_id=task-11 priority=high
    assign Buy milk to Anna → list_tasks search="Buy milk" ; update_task task_id=milk assignee=["Anna"]
    Create a task called Test due Friday >> assign Anna to it → update_task task_id=task-11 assignee=["Anna"]
    Create a task called Test due Friday >> assign it to Anna and Marco → update_task task_id=task-11 assignee=["Anna","Marco"]
    unassign Buy milk → list_tasks search="Buy milk"
    set the assignee of Buy milk to Anna → list_tasks search="Buy milk" ; update_task task_id=milk assignee=["Anna"]
    give Buy milk to Anna → list_tasks search="Buy milk" ; update_task task_id=milk assignee=["Anna"]
    move Buy milk to project Home → list_tasks search="Buy milk" ; list_projects search=Home ; update_task task_id=milk project_id=home
    move Buy milk to the Home project → list_tasks search="Buy milk" ; list_projects search=Home ; update_task task_id=milk project_id=home
    move Buy milk into Home → list_tasks search="Buy milk" ; list_projects search=Home ; update_task task_id=milk project_id=home
    Create a task called Test due Friday >> move it to Home → list_projects search=Home ; update_task task_id=task-11 project_id=home
    put Buy milk in project Home → list_tasks search="Buy milk" ; list_projects search=Home ; update_task task_id=milk project_id=home
    Create a task called Test due Friday >> add it to project Home → list_projects search=Home ; update_task task_id=task-11 project_id=home
    add Buy milk to project Home → list_projects search=Home ; create_task title="Buy milk" project_id=home
    move Buy milk from Website to Home → list_tasks search="Buy milk" ; list_projects search=Home ; update_task task_id=milk project_id=home
    remove Buy milk from its project → list_tasks search="Buy milk"
    take Buy milk out of project Home → list_tasks search="Buy milk"
    move all tasks of project Website to Home → list_projects search=Website ; list_tasks project_id=website status=todo order_by=dueDate & list_tasks project_id=website status=in_progress order_by=dueDate ; list_projects search=Home ; update_task task_id=quote project_id=home & update_task task_id=header project_id=home
    set the description of Buy milk to two litres → list_tasks search="Buy milk" ; update_task task_id=milk description="two litres"
    add a note to Buy milk: two litres → list_projects search="Buy milk" & list_clients search="Buy milk" ; list_tasks search="Buy milk" ; add_task_comment task_id=milk content="two litres"
    List my tasks >> complete the first one → update_task task_id=milk status=done
    List my tasks >> complete the second and third → update_task task_id=quote status=done & update_task task_id=header status=done
    List my tasks >> complete the first two → update_task task_id=milk status=done & update_task task_id=quote status=done
    List my tasks >> mark the last one as done → update_task task_id=bill-g status=done
    List my tasks >> mark #2 as done → update_task task_id=quote status=done
    List my tasks >> mark number 3 as done → update_task task_id=header status=done
    List my tasks >> mark them as done → update_task task_id=milk status=done & update_task task_id=quote status=done & update_task task_id=header status=done & update_task task_id=anna status=done & update_task task_id=rent status=done & update_task task_id=bread status=done & update_task task_id=taxes status=done & update_task task_id=bill-a status=done & update_task task_id=bill-g status=done
    List my tasks >> mark all as done → update_task task_id=milk status=done & update_task task_id=quote status=done & update_task task_id=header status=done & update_task task_id=anna status=done & update_task task_id=rent status=done & update_task task_id=bread status=done & update_task task_id=taxes status=done & update_task task_id=bill-a status=done & update_task task_id=bill-g status=done
    List my tasks >> mark all of those as done → update_task task_id=milk status=done & update_task task_id=quote status=done & update_task task_id=header status=done & update_task task_id=anna status=done & update_task task_id=rent status=done & update_task task_id=bread status=done & update_task task_id=taxes status=done & update_task task_id=bill-a status=done & update_task task_id=bill-g status=done
    tasks in project Home >> mark both as done → update_task task_id=rent status=done & update_task task_id=bread status=done
    complete all my tasks → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate ; update_task task_id=quote status=done & update_task task_id=anna status=done & update_task task_id=bread status=done & update_task task_id=milk status=done & update_task task_id=taxes status=done & update_task task_id=rent status=done & update_task task_id=bill-a status=done & update_task task_id=bill-g status=done & update_task task_id=header status=done
    complete all tasks due today → list_tasks_due_today ; update_task task_id=anna status=done
    push everything due today to tomorrow → list_tasks_due_today ; update_task task_id=anna due_date=2026-11-22
    mark all high priority tasks in project Website as done → list_projects search=Website ; list_tasks project_id=website status=todo priority=high order_by=dueDate & list_tasks project_id=website status=in_progress priority=high order_by=dueDate ; update_task task_id=quote status=done
    set all overdue tasks to high priority → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate
    complete Buy milk and Buy bread → list_tasks search="Buy milk and Buy bread" & list_tasks search="Buy milk" & list_tasks search="Buy bread" ; update_task task_id=milk status=done & update_task task_id=bread status=done
    mark Buy milk, Buy bread and Pay rent as done → list_tasks search="Buy milk, Buy bread and Pay rent" & list_tasks search="Buy milk" & list_tasks search="Buy bread" & list_tasks search="Pay rent" ; update_task task_id=milk status=done & update_task task_id=bread status=done & update_task task_id=rent status=done
    mark Buy milk as done and set Pay rent to high priority → list_tasks search="Buy milk" ; update_task task_id=milk status=done ; list_tasks search="Pay rent" ; update_task task_id=rent priority=high
    mark Buy milk as done and move Pay rent to Friday → list_tasks search="Buy milk" ; update_task task_id=milk status=done ; list_tasks search="Pay rent" ; update_task task_id=rent due_date=2026-11-27
    update Buy milk → nothing
    change Buy milk → nothing
    set Buy milk → nothing
  `);
});
