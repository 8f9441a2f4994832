import { describe } from 'vitest';
import { testCorpus } from './corpus.ts';

describe('asking for checkpoints', () => {
  testCorpus(`
    list checkpoints → list_checkpoints order_by=date ; list_projects include_archived=true limit=200
    list my checkpoints → list_checkpoints order_by=date ; list_projects include_archived=true limit=200
    show me all milestones → list_checkpoints order_by=date ; list_projects include_archived=true limit=200
    what are the milestones of Website? → list_projects search=Website & list_clients search=Website ; list_checkpoints project_id=website order_by=date
    which checkpoints are coming up for Website? → list_projects search=Website & list_clients search=Website ; list_checkpoints project_id=website date_from=2026-11-21 order_by=date
    upcoming checkpoints → list_checkpoints date_from=2026-11-21 order_by=date ; list_projects include_archived=true limit=200
    checkpoints this month → list_checkpoints date_from=2026-11-01 date_to=2026-11-30 order_by=date ; list_projects include_archived=true limit=200
    Website milestones → list_projects search=Website & list_clients search=Website ; list_checkpoints project_id=website order_by=date
    the Website project's checkpoints → list_projects search=Website ; list_checkpoints project_id=website order_by=date
    what checkpoints does Website have? → list_projects search=Website & list_clients search=Website ; list_checkpoints project_id=website order_by=date
    how many checkpoints do I have? → list_checkpoints limit=0
    how many milestones are there in project App? → list_projects search=App ; list_checkpoints project_id=app limit=0
    how many milestones are left? → list_checkpoints date_from=2026-11-21 limit=0
    next checkpoint → list_checkpoints date_from=2026-11-21 limit=1 order_by=date ; list_projects include_archived=true limit=200
    what is the next milestone? → list_checkpoints date_from=2026-11-21 limit=1 order_by=date ; list_projects include_archived=true limit=200
    when is the next milestone of Website? → list_projects search=Website & list_clients search=Website ; list_checkpoints project_id=website date_from=2026-11-21 limit=1 order_by=date
    the next two checkpoints → list_checkpoints date_from=2026-11-21 limit=2 order_by=date ; list_projects include_archived=true limit=200
    which milestones are due next week? → list_checkpoints date_from=2026-11-23 date_to=2026-11-29 order_by=date
    are there any checkpoints in December? → list_checkpoints date_from=2026-12-01 date_to=2026-12-31 order_by=date ; list_projects include_archived=true limit=200
    is there a checkpoint in project Home? → list_projects search=Home ; list_checkpoints project_id=home order_by=date
    checkpoints between 1 December and 31 January → list_checkpoints date_from=2026-12-01 date_to=2027-01-31 order_by=date ; list_projects include_archived=true limit=200
    past milestones → list_checkpoints date_to=2026-11-20 order_by=date ; list_projects include_archived=true limit=200
    show me the checkpoints for client Acme → list_clients search=Acme ; list_projects client_id=acme ; list_checkpoints project_id=website order_by=date & list_checkpoints project_id=app order_by=date
    show milestones of the App project until Christmas → list_projects search=App ; list_checkpoints project_id=app date_to=2026-12-25 order_by=date
    lst chekpoints → list_checkpoints order_by=date ; list_projects include_archived=true limit=200
    list chekpoints → list_checkpoints order_by=date ; list_projects include_archived=true limit=200
    find checkpoints called beta → list_checkpoints search=beta order_by=date ; list_projects include_archived=true limit=200
    when is the checkpoint Launch? → list_checkpoints search=Launch order_by=date ; list_projects include_archived=true limit=200
    when is the launch milestone? → list_checkpoints search=launch order_by=date ; list_projects include_archived=true limit=200
    what is the date of the checkpoint Beta? → list_checkpoints search=Beta order_by=date ; list_projects include_archived=true limit=200
    show me the checkpoint Moving day → list_checkpoints search="Moving day" order_by=date ; list_projects include_archived=true limit=200
    tell me about the milestone Beta of Website → list_checkpoints search="Beta of Website" order_by=date & list_checkpoints search=Beta order_by=date ; list_projects search=Website & list_clients search=Website
    what milestones have passed? → list_checkpoints date_to=2026-11-20 order_by=date ; list_projects include_archived=true limit=200
    Please list my milestones, thanks → list_checkpoints order_by=date ; list_projects include_archived=true limit=200
  `);
});

describe('creating checkpoints', () => {
  testCorpus(`
    add a checkpoint Beta to Website on 12 May → list_projects search=Website & list_clients search=Website ; create_checkpoint project_id=website title=Beta date=2027-05-12
    add a milestone "Go live" to project Website on 2027-02-01 → list_projects search=Website ; create_checkpoint project_id=website title="Go live" date=2027-02-01
    create a checkpoint called Beta 2 in Website for 3 March → list_projects search=Website & list_clients search=Website ; create_checkpoint project_id=website title="Beta 2" date=2027-03-03
    create checkpoint Review on Friday in project Home → list_projects search=Home ; create_checkpoint project_id=home title=Review date=2026-11-27
    new milestone: Handover, 15 January, project App → list_projects search=App ; create_checkpoint project_id=app title=Handover date=2027-01-15
    milestone: launch, next Friday, project Home → list_projects search=Home ; create_checkpoint project_id=home title=launch date=2026-11-27
    checkpoint: Demo on Monday for Website → list_projects search=Website & list_clients search=Website ; create_checkpoint project_id=website title=Demo date=2026-11-23
    add a checkpoint for Website on 12 May: Public beta → list_projects search=Website & list_clients search=Website ; create_checkpoint project_id=website title="Public beta" date=2027-05-12
    add a checkpoint on 12 May called Public beta to Website → list_projects search=Website & list_clients search=Website ; create_checkpoint project_id=website title="Public beta" date=2027-05-12
    set a milestone Code freeze for the App project on 20 December → list_projects search=App ; create_checkpoint project_id=app title="Code freeze" date=2026-12-20
    schedule a checkpoint "Kick-off" for Home tomorrow → list_projects search=Home & list_clients search=Home ; create_checkpoint project_id=home title=Kick-off date=2026-11-22
    add Release candidate as a milestone to Website on 1 March → list_projects search=Website & list_clients search=Website ; create_checkpoint project_id=website title="Release candidate" date=2027-03-01
    in project Website, add a checkpoint Beta 3 on 4 January → list_projects search=Website ; create_checkpoint project_id=website title="Beta 3" date=2027-01-04
    add to Website the milestone Design done on 7 December → list_projects search=Website & list_clients search=Website ; create_checkpoint project_id=website title="Design done" date=2026-12-07
    please add a checkpoint named First draft to the Website project by next Wednesday → list_projects search=Website ; create_checkpoint project_id=website title="First draft" date=2026-11-25
    put a milestone Invoice sent in project Home on the 30th → list_projects search=Home ; create_checkpoint project_id=home title="Invoice sent" date=2026-11-30
    can you add a milestone Soft launch to Website on 2 Feb? → list_projects search=Website & list_clients search=Website ; create_checkpoint project_id=website title="Soft launch" date=2027-02-02
    I need a milestone Testing in App on 5 December → list_projects search=App & list_clients search=App ; create_checkpoint project_id=app title=Testing date=2026-12-05
    create a milestone Ship it with date 24 December in project App → list_projects search=App ; create_checkpoint project_id=app title="Ship it" date=2026-12-24
    add a checkpoint Final payment, Website, 31 January → nothing
    milestone Photos on 3 December in project Home → list_projects search=Home ; create_checkpoint project_id=home title=Photos date=2026-12-03
    add a checkpoint → nothing
    add a checkpoint Beta on 12 May → nothing
    add a checkpoint Beta to Website → nothing
    add a checkpoint Beta >> Website >> 12 May → list_projects search=Website ; create_checkpoint project_id=website title=Beta date=2027-05-12
    add a milestone to Website → nothing
    add a checkpoint >> Handover on 3 December in project Home → list_projects search=Home ; create_checkpoint project_id=home title=Handover date=2026-12-03
    add a checkpoint Beta to Nowhere on 12 May → list_projects search=Nowhere & list_clients search=Nowhere
  `);
});

describe('moving, renaming and deleting checkpoints', () => {
  testCorpus(`
    add a checkpoint Beta to Website on 31 February → nothing
    move the checkpoint Launch to 20 January → list_checkpoints search=Launch order_by=date ; update_checkpoint checkpoint_id=launch date=2027-01-20
    move the Launch milestone to next Monday → list_checkpoints search=Launch order_by=date ; update_checkpoint checkpoint_id=launch date=2026-11-23
    push the checkpoint Launch back by a week → list_checkpoints search=Launch order_by=date ; update_checkpoint checkpoint_id=launch date=2027-01-22
    postpone milestone Launch by 3 days → list_checkpoints search=Launch order_by=date ; update_checkpoint checkpoint_id=launch date=2027-01-18
    bring the checkpoint Launch forward by 2 days → list_checkpoints search=Launch order_by=date ; update_checkpoint checkpoint_id=launch date=2027-01-13
    reschedule the milestone "Moving day" to Friday → list_checkpoints search="Moving day" order_by=date ; update_checkpoint checkpoint_id=moving date=2026-11-27
    set the date of the checkpoint Launch to 1 February → list_checkpoints search=Launch order_by=date ; update_checkpoint checkpoint_id=launch date=2027-02-01
    change the date of milestone Launch to 2027-02-03 → list_checkpoints search=Launch order_by=date ; update_checkpoint checkpoint_id=launch date=2027-02-03
    rename the checkpoint Launch to Go live → list_checkpoints search=Launch order_by=date ; update_checkpoint checkpoint_id=launch title="Go live"
    rename milestone Launch to "Big day" → list_checkpoints search=Launch order_by=date ; update_checkpoint checkpoint_id=launch title="Big day"
    change the title of the checkpoint Launch to Grand opening → list_checkpoints search=Launch order_by=date ; update_checkpoint checkpoint_id=launch title="Grand opening"
    move the checkpoint Launch to project App → list_checkpoints search=Launch order_by=date ; list_projects search=App ; update_checkpoint checkpoint_id=launch project_id=app
    the checkpoint Launch is now on 1 March → list_checkpoints search=Launch order_by=date ; update_checkpoint checkpoint_id=launch date=2027-03-01
    move the checkpoint Beta to Friday → list_checkpoints search=Beta order_by=date ; update_checkpoint checkpoint_id=beta date=2026-11-27
    move the checkpoint Beta of Website to Friday → list_checkpoints search="Beta of Website" order_by=date & list_checkpoints search=Beta order_by=date ; list_projects search=Website & list_clients search=Website ; update_checkpoint checkpoint_id=beta date=2026-11-27
    move the checkpoint App beta to Friday → list_checkpoints search="App beta" order_by=date ; update_checkpoint checkpoint_id=beta-app date=2026-11-27
    move all checkpoints of Website to project App → list_projects search=Website & list_clients search=Website ; list_checkpoints project_id=website order_by=date ; list_projects search=App ; update_checkpoint checkpoint_id=beta project_id=app & update_checkpoint checkpoint_id=launch project_id=app
    delete the checkpoint Launch → list_checkpoints search=Launch order_by=date ; delete_checkpoint checkpoint_id=launch
    delete the Launch milestone → list_checkpoints search=Launch order_by=date ; delete_checkpoint checkpoint_id=launch
    remove milestone Launch → list_checkpoints search=Launch order_by=date ; delete_checkpoint checkpoint_id=launch
    delete the checkpoint Beta of Website → list_checkpoints search="Beta of Website" order_by=date & list_checkpoints search=Beta order_by=date ; list_projects search=Website & list_clients search=Website ; delete_checkpoint checkpoint_id=beta
    delete all checkpoints of Website → list_projects search=Website & list_clients search=Website ; list_checkpoints project_id=website order_by=date ; delete_checkpoint checkpoint_id=beta & delete_checkpoint checkpoint_id=launch
    delete all milestones of project Home → list_projects search=Home ; list_checkpoints project_id=home order_by=date ; delete_checkpoint checkpoint_id=moving
    get rid of the checkpoint Launch → list_checkpoints search=Launch order_by=date ; delete_checkpoint checkpoint_id=launch
    cancel the milestone Launch → list_checkpoints search=Launch order_by=date ; delete_checkpoint checkpoint_id=launch
    delete the checkpoint Nowhere → list_checkpoints search=Nowhere order_by=date
    delete the checkpoint Moving → list_checkpoints search=Moving order_by=date ; delete_checkpoint checkpoint_id=moving
  `);
});
