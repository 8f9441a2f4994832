import { describe } from 'vitest';
import { testCorpus } from './corpus.ts';

describe('deleting one task', () => {
  testCorpus(`
    delete Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    delete the task Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    delete task Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    delete the Buy milk task → list_tasks search="Buy milk" ; delete_task task_id=milk
    delete task "Buy milk" → list_tasks search="Buy milk" ; delete_task task_id=milk
    delete "Buy milk" → list_tasks search="Buy milk" ; delete_task task_id=milk
    delete “Buy milk” → list_tasks search="Buy milk" ; delete_task task_id=milk
    delete the task 'Buy milk' → list_tasks search="Buy milk" ; delete_task task_id=milk
    delete the task called Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    delete my task Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    please delete Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    delete Buy milk please → list_tasks search="Buy milk" ; delete_task task_id=milk
    can you delete Buy milk? → list_tasks search="Buy milk" ; delete_task task_id=milk
    could you please delete the task Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    I want to delete Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    I'd like to delete the task Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    let's delete Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    go ahead and delete Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    remove Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    remove the task Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    remove Buy milk from my list → list_tasks search="Buy milk" ; delete_task task_id=milk
    remove Buy milk from my tasks → list_tasks search="Buy milk" ; delete_task task_id=milk
    get rid of Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    get rid of the task Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    throw away Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    throw out the task Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    throw Buy milk away → list_tasks search="Buy milk" ; delete_task task_id=milk
    erase Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    trash Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    discard the task Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    scrap Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    bin Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    permanently delete Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    delete Buy milk permanently → list_tasks search="Buy milk" ; delete_task task_id=milk
    delete Buy milk for good → list_tasks search="Buy milk" ; delete_task task_id=milk
    drop the task Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    cancel the task Buy milk → list_tasks search="Buy milk" ; delete_task task_id=milk
    cancel the Buy milk task → list_tasks search="Buy milk" ; delete_task task_id=milk
    Delete Buy milk! → list_tasks search="Buy milk" ; delete_task task_id=milk
    DELETE BUY MILK → list_tasks search="BUY MILK" ; delete_task task_id=milk
  `);
});

describe('deleting all tasks of a kind', () => {
  testCorpus(`
    delete all done tasks → list_tasks status=done ; delete_task task_id=copy
    delete the done tasks → list_tasks status=done ; delete_task task_id=copy
    delete completed tasks → list_tasks status=done ; delete_task task_id=copy
    delete all my done tasks → list_tasks status=done ; delete_task task_id=copy
    remove all done tasks → list_tasks status=done ; delete_task task_id=copy
    clear all done tasks → list_tasks status=done ; delete_task task_id=copy
    clear completed tasks → list_tasks status=done ; delete_task task_id=copy
    clean up the done tasks → list_tasks status=done ; delete_task task_id=copy
    clear out completed tasks → list_tasks status=done ; delete_task task_id=copy
    get rid of all done tasks → list_tasks status=done ; delete_task task_id=copy
    get rid of the finished tasks → list_tasks status=done ; delete_task task_id=copy
    delete all overdue tasks → list_tasks status=todo due_to=2026-11-20 order_by=dueDate & list_tasks status=in_progress due_to=2026-11-20 order_by=dueDate ; delete_task task_id=quote
    delete all tasks in project Website → list_projects search=Website ; list_tasks project_id=website ; delete_task task_id=quote & delete_task task_id=header
    delete all tasks in the Website project → list_projects search=Website ; list_tasks project_id=website ; delete_task task_id=quote & delete_task task_id=header
    delete all done tasks from project App → list_projects search=App ; list_tasks project_id=app status=done ; delete_task task_id=copy
    delete the tasks due today → list_tasks_due_today ; delete_task task_id=anna
    delete the high priority tasks → list_tasks priority=high ; delete_task task_id=quote & delete_task task_id=taxes
    delete low priority tasks → list_tasks priority=low ; delete_task task_id=rent
    delete all tasks assigned to Anna → list_tasks assignee=Anna ; delete_task task_id=anna
  `);
});

describe('deleting several', () => {
  testCorpus(`
    delete Buy milk and Pay rent → list_tasks search="Buy milk and Pay rent" & list_tasks search="Buy milk" & list_tasks search="Pay rent" ; delete_task task_id=milk & delete_task task_id=rent
    delete Buy milk, Pay rent and Call Anna → list_tasks search="Buy milk, Pay rent and Call Anna" & list_tasks search="Buy milk" & list_tasks search="Pay rent" & list_tasks search="Call Anna" ; delete_task task_id=milk & delete_task task_id=rent & delete_task task_id=anna
    delete the tasks Buy milk and Pay rent → list_tasks search="Buy milk and Pay rent" & list_tasks search="Buy milk" & list_tasks search="Pay rent" ; delete_task task_id=milk & delete_task task_id=rent
    delete Buy milk and delete Pay rent → list_tasks search="Buy milk" ; delete_task task_id=milk ; list_tasks search="Pay rent" ; delete_task task_id=rent
    mark Buy milk as done and delete Pay rent → list_tasks search="Buy milk" ; update_task task_id=milk status=done ; list_tasks search="Pay rent" ; delete_task task_id=rent
    delete Buy milk and create a task called Buy oat milk → list_tasks search="Buy milk" ; delete_task task_id=milk ; create_task title="Buy oat milk"
  `);
});

describe('deleting what the conversation named', () => {
  testCorpus(`
    list my tasks >> delete the first one → delete_task task_id=milk
    list my tasks >> delete the second one → delete_task task_id=quote
    list my tasks >> delete the last one → delete_task task_id=bill-g
    list my tasks >> delete the first two of those → delete_task task_id=milk & delete_task task_id=quote
    list my tasks >> delete the first three tasks → delete_task task_id=milk & delete_task task_id=quote & delete_task task_id=header
    list my tasks >> delete the first and the third → delete_task task_id=milk & delete_task task_id=header
    list my tasks >> remove the second and third task → delete_task task_id=quote & delete_task task_id=header
    list my tasks >> delete number 2 → delete_task task_id=quote
    list my tasks >> delete #3 → delete_task task_id=header
    list my tasks >> delete tasks 1 and 2 → delete_task task_id=milk & delete_task task_id=quote
    list my tasks >> delete 1, 2 and 4 → delete_task task_id=milk & delete_task task_id=quote & delete_task task_id=copy
    list my tasks >> delete task 2 → list_tasks search=2 ; delete_task task_id=quote
    list my tasks >> delete the first one >> delete the second one → delete_task task_id=quote
    list the tasks in project Website >> delete both → delete_task task_id=quote & delete_task task_id=header
    list the tasks in project Website >> delete them → delete_task task_id=quote & delete_task task_id=header
    list the tasks in project Website >> delete these → delete_task task_id=quote & delete_task task_id=header
    list the tasks in project Website >> delete the two tasks → delete_task task_id=quote & delete_task task_id=header
    list the tasks in project Website >> delete these three tasks → nothing
    list my tasks in project Home >> get rid of them → delete_task task_id=rent & delete_task task_id=bread
    add three tasks: Alpha, Beta and Gamma >> delete these three tasks → delete_task task_id=task-11 & delete_task task_id=task-12 & delete_task task_id=task-13
    add three tasks: Alpha, Beta and Gamma >> delete all three → delete_task task_id=task-11 & delete_task task_id=task-12 & delete_task task_id=task-13
    add three tasks: Alpha, Beta and Gamma >> delete all three of them → delete_task task_id=task-11 & delete_task task_id=task-12 & delete_task task_id=task-13
    add three tasks: Alpha, Beta and Gamma >> delete them all → delete_task task_id=task-11 & delete_task task_id=task-12 & delete_task task_id=task-13
    add three tasks: Alpha, Beta and Gamma >> delete the first two of those → delete_task task_id=task-11 & delete_task task_id=task-12
    mark Buy milk as done >> delete it → delete_task task_id=milk
    mark Buy milk as done >> remove it → delete_task task_id=milk
    mark Buy milk as done >> get rid of that → delete_task task_id=milk
    create a task called Test >> delete it → delete_task task_id=task-11
    create a task called Test >> actually delete it → delete_task task_id=task-11
    create a task called Test >> throw it away → delete_task task_id=task-11
    create a task called Test >> delete that task → delete_task task_id=task-11
    list my tasks >> delete it → nothing
    delete Invoice >> the first → delete_task task_id=bill-a
    delete Invoice >> the Acme one → delete_task task_id=bill-a
    delete Invoice >> delete the second one → delete_task task_id=bill-g
    delete Invoice >> both → delete_task task_id=bill-a & delete_task task_id=bill-g
    delete Invoice >> never mind → nothing
    delete Buy eggs >> the first one → delete_task task_id=milk
  `);
});

describe('deleting projects', () => {
  testCorpus(`
    delete the project Website → list_projects search=Website ; delete_project project_id=website
    delete project Website → list_projects search=Website ; delete_project project_id=website
    delete the Website project → list_projects search=Website ; delete_project project_id=website
    delete project "Website" → list_projects search=Website ; delete_project project_id=website
    remove the project Home → list_projects search=Home ; delete_project project_id=home
    remove project Home → list_projects search=Home ; delete_project project_id=home
    get rid of the Home project → list_projects search=Home ; delete_project project_id=home
    delete my project Home → list_projects search=Home ; delete_project project_id=home
    delete the project called Home → list_projects search=Home ; delete_project project_id=home
    please delete the project Home for good → list_projects search=Home ; delete_project project_id=home
    delete the projects Website and Home → list_projects search=Website ; list_projects search=Home ; delete_project project_id=website & delete_project project_id=home
    delete projects Website, Home and App → list_projects search=Website ; list_projects search=Home ; list_projects search=App ; delete_project project_id=website & delete_project project_id=home & delete_project project_id=app
    list my projects >> delete the first one → delete_project project_id=website
    list my projects >> delete the second and the third → delete_project project_id=home & delete_project project_id=app
    create a project Foo >> delete it → delete_project project_id=project-5
    create a project Foo >> delete that project → delete_project project_id=project-5
    create a project Foo >> get rid of the project → delete_project project_id=project-5
    create a client Foo >> delete it → delete_client client_id=client-3
  `);
});

describe('taking something off a task deletes no task', () => {
  testCorpus(`
    remove the due date of Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk due_date=null
    delete the due date of Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk due_date=null
    clear the due date of Buy milk → list_tasks search="Buy milk" ; update_task task_id=milk due_date=null
    remove Pay rent from project Home → list_tasks search="Pay rent" ; update_task task_id=rent project_id=null
    delete Pay rent from project Home → list_tasks search="Pay rent" ; update_task task_id=rent project_id=null
    remove the assignee of Call Anna → list_tasks search="Call Anna" ; update_task task_id=anna assignee=[]
    create a task called Delete old files → create_task title="Delete old files"
  `);
});
