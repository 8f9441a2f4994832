import { describe } from 'vitest';
import { testCorpus } from './corpus.ts';

describe('follow-ups', () => {
  testCorpus(`
    follow up with Rossi next Tuesday about the contract → create_followup title="Follow up with Rossi about the contract" due_date=2026-11-24
    follow up with Rossi about the contract next Tuesday → create_followup title="Follow up with Rossi about the contract" due_date=2026-11-24
    Follow up with Anna tomorrow → create_followup title="Follow up with Anna" due_date=2026-11-22
    follow up on the task Send quote next week → list_tasks search="Send quote" ; create_followup title="Follow up on the task Send quote" due_date=2026-11-23 task_id=quote
    follow up on Send quote on Monday → list_tasks search="Send quote" ; create_followup title="Follow up on Send quote" due_date=2026-11-23 task_id=quote
    follow up Send quote on Friday → list_tasks search="Send quote" ; create_followup title="Follow up Send quote" due_date=2026-11-27 task_id=quote
    remind me to come back to Send quote on Friday → list_tasks search="Send quote" ; create_followup title="Come back to Send quote" due_date=2026-11-27 task_id=quote
    remind me to follow up with Rossi about the invoice on 3 December → create_followup title="Follow up with Rossi about the invoice" due_date=2026-12-03
    remind me on Friday to get back to Rossi about the offer → list_tasks search="Rossi about offer" ; create_followup title="Get back to Rossi about the offer" due_date=2026-11-27
    remind me tomorrow to check back with Anna → create_followup title="Check back with Anna" due_date=2026-11-22
    create a follow-up with Rossi on Tuesday → create_followup title="Follow up with Rossi" due_date=2026-11-24
    create a follow-up for Send quote on Monday → list_tasks search="Send quote" ; create_followup title="Follow up for Send quote" due_date=2026-11-23 task_id=quote
    set a follow-up: ask Rossi about the contract, on Tuesday → create_followup title="Ask Rossi about the contract" due_date=2026-11-24
    schedule a follow up called "Ask Rossi" for 12 December → create_followup title="Ask Rossi" due_date=2026-12-12
    add a follow-up on Buy milk in 3 days → list_tasks search="Buy milk" ; create_followup title="Follow up on Buy milk" due_date=2026-11-24 task_id=milk
    chase Rossi about the invoice on Friday → list_tasks search="Rossi about invoice" ; create_followup title="Chase Rossi about the invoice" due_date=2026-11-27
    check in with Anna next Monday → create_followup title="Check in with Anna" due_date=2026-11-23
    touch base with Globex in two weeks → create_followup title="Touch base with Globex" due_date=2026-12-05
    get back to Rossi on Wednesday → list_tasks search=Rossi ; create_followup title="Get back to Rossi" due_date=2026-11-25
    come back to the quote on Friday → list_tasks search=quote ; create_followup title="Come back to the quote" due_date=2026-11-27
    follow up with Rossi → nothing
    follow up with Rossi >> next Tuesday → create_followup title="Follow up with Rossi" due_date=2026-11-24
    mark Send quote as done >> follow up on it next week → create_followup title="Follow up on Send quote" due_date=2026-11-23 task_id=quote
    please follow up with Rossi by Friday → create_followup title="Follow up with Rossi" due_date=2026-11-27
    remind me to chase Acme about payment next month → list_tasks search="Acme about payment" ; create_followup title="Chase Acme about payment" due_date=2026-12-01
    follow up with Rossi about the logo on Friday in project Website → list_projects search=Website ; create_followup title="Follow up with Rossi about the logo" due_date=2026-11-27 project_id=website
    I need to follow up with Anna on Thursday → create_followup title="Follow up with Anna" due_date=2026-11-26
  `);
});
