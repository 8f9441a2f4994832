import { describe, expect, it } from 'vitest';
import { createTalk } from '../testing/talk.ts';
import { createWorkspace } from '../testing/workspace.ts';
import { testCorpus } from './corpus.ts';

describe('going to a screen', () => {
  testCorpus(`
    go to tasks → navigate_to screen=tasks
    go to my tasks → navigate_to screen=tasks
    go to the task list → navigate_to screen=tasks
    go to the tasks screen → navigate_to screen=tasks
    open the tasks screen → navigate_to screen=tasks
    show the to-do list page → navigate_to screen=tasks
    show my activity screen → navigate_to screen=activity
    show me the activity view → navigate_to screen=activity
    open activity → navigate_to screen=activity
    go to the history → navigate_to screen=activity
    open settings → navigate_to screen=settings
    open the settings → navigate_to screen=settings
    open up my preferences → navigate_to screen=settings
    Open Settings! → navigate_to screen=settings
    go to settings, please → navigate_to screen=settings
    please go to settings → navigate_to screen=settings
    can you go to settings? → navigate_to screen=settings
    could you open the settings for me? → navigate_to screen=settings
    take me to the settings → navigate_to screen=settings
    navigate to settings → navigate_to screen=settings
    switch to the chat → navigate_to screen=chat
    go back to the chat → navigate_to screen=chat
    open the chat → navigate_to screen=chat
    go to what left → navigate_to screen=what_left
    open what left → navigate_to screen=what_left
    open the what left screen → navigate_to screen=what_left
    show what left my device → navigate_to screen=what_left
    what left my device? → navigate_to screen=what_left
    open the ledger → navigate_to screen=what_left
    go to waiting → navigate_to screen=waiting
    show the waiting screen → navigate_to screen=waiting
    open the approvals → navigate_to screen=waiting
    what is waiting for me? → navigate_to screen=waiting
    show me what's waiting for me → navigate_to screen=waiting
    go to settings. go to tasks. → navigate_to screen=settings ; navigate_to screen=tasks
    go to the settings and list my projects → navigate_to screen=settings ; list_projects
    mark Buy milk as done. Go to activity → list_tasks search="Buy milk" ; update_task task_id=milk status=done ; navigate_to screen=activity
  `);
});

describe('opening one item', () => {
  testCorpus(`
    open the task Buy milk → list_tasks search="Buy milk" ; open_item table=tasks id=milk
    open task Buy milk → list_tasks search="Buy milk" ; open_item table=tasks id=milk
    open the task "Buy milk" → list_tasks search="Buy milk" ; open_item table=tasks id=milk
    open the task called Buy milk → list_tasks search="Buy milk" ; open_item table=tasks id=milk
    open the Buy milk task → list_tasks search="Buy milk" ; open_item table=tasks id=milk
    can you open the task Buy milk? → list_tasks search="Buy milk" ; open_item table=tasks id=milk
    please open the task Buy milk in the app → list_tasks search="Buy milk" ; open_item table=tasks id=milk
    open the task Invoice → list_tasks search=Invoice
    open the task Invoice >> the second one → open_item table=tasks id=bill-g
    open the task Invoice >> the Acme one → open_item table=tasks id=bill-a
    open the task Buy eggs → list_tasks search="Buy eggs" ; list_tasks search=eggs limit=5 & list_tasks search=Buy limit=5
    list my tasks >> open the second one in the app → open_item table=tasks id=quote
    mark Buy milk as done >> open it in the app → open_item table=tasks id=milk
    open the task Buy milk >> mark it as done → update_task task_id=milk status=done
    open the project Website → list_projects search=Website ; open_item table=projects id=website
    open project Website → list_projects search=Website ; open_item table=projects id=website
    open the Website project → list_projects search=Website ; open_item table=projects id=website
    open my project "Home" → list_projects search=Home ; open_item table=projects id=home
    open the project called Home → list_projects search=Home ; open_item table=projects id=home
    open the project Nowhere → list_projects search=Nowhere
    open the client Acme → list_clients search=Acme ; open_item table=clients id=acme
    open the Acme client → list_clients search=Acme ; open_item table=clients id=acme
    open the client Nobody → list_clients search=Nobody
    open the project Website >> list the tasks in that project → list_tasks project_id=website
  `);
});

describe('a notice in the app', () => {
  testCorpus(`
    notify me that lunch is ready → send_notification channel=app text="lunch is ready"
    Notify me that Lunch is ready. → send_notification channel=app text="Lunch is ready"
    please notify me that lunch is ready → send_notification channel=app text="lunch is ready"
    could you notify me that lunch is ready? → send_notification channel=app text="lunch is ready"
    alert me that the invoice is late → send_notification channel=app text="the invoice is late"
    notify me: "Drink water" → send_notification channel=app text="Drink water"
    notify me saying drink water → send_notification channel=app text="drink water"
    notify me "Drink water" → send_notification channel=app text="Drink water"
    send me a notification saying lunch is ready → send_notification channel=app text="lunch is ready"
    send a notification saying lunch is ready → send_notification channel=app text="lunch is ready"
    send me a notification that says "Lunch!" → send_notification channel=app text="Lunch!"
    send me a notification with the text Lunch is ready → send_notification channel=app text="Lunch is ready"
    send me a notification: lunch is ready → send_notification channel=app text="lunch is ready"
    send me a notification that lunch is ready → send_notification channel=app text="lunch is ready"
    show me an alert saying stand up → send_notification channel=app text="stand up"
    give me a notice in the app saying stand up → send_notification channel=app text="stand up"
    notify me that I should delete Buy milk → send_notification channel=app text="I should delete Buy milk"
    notify me that lunch is ready and mark Buy milk as done → send_notification channel=app text="lunch is ready and mark Buy milk as done"
    notify me that lunch is ready. List my projects → send_notification channel=app text="lunch is ready" ; list_projects
    notify me that all of https://a.example.com is down → send_notification channel=app text="all of https://a.example.com is down"
  `);
});

describe('a post to an address', () => {
  const url = 'https://hooks.example.com/T0/B0';
  testCorpus(`
    post hello to ${url} → send_notification channel=webhook text=hello url=${JSON.stringify(url)}
    Post “The quote is out” to ${url} → send_notification channel=webhook text="The quote is out" url=${JSON.stringify(url)}
    send hello to the webhook ${url} → send_notification channel=webhook text=hello url=${JSON.stringify(url)}
    send hello to my webhook at ${url} → send_notification channel=webhook text=hello url=${JSON.stringify(url)}
    please send hello to ${url} → send_notification channel=webhook text=hello url=${JSON.stringify(url)}
    can you post hello to ${url}? → send_notification channel=webhook text=hello url=${JSON.stringify(url)}
    post hello to ${url}. → send_notification channel=webhook text=hello url=${JSON.stringify(url)}
    post hello to <${url}> → send_notification channel=webhook text=hello url=${JSON.stringify(url)}
    post hello to "${url}" → send_notification channel=webhook text=hello url=${JSON.stringify(url)}
    post we go to bed, and to work, to ${url} → send_notification channel=webhook text="we go to bed, and to work" url=${JSON.stringify(url)}
    post the message "Ship it" to ${url} → send_notification channel=webhook text="Ship it" url=${JSON.stringify(url)}
    send a message saying ship it to ${url} → send_notification channel=webhook text="ship it" url=${JSON.stringify(url)}
    send a notification to ${url} saying ship it → send_notification channel=webhook text="ship it" url=${JSON.stringify(url)}
    post to ${url}: ship it → send_notification channel=webhook text="ship it" url=${JSON.stringify(url)}
    notify the webhook ${url} that it shipped → send_notification channel=webhook text="it shipped" url=${JSON.stringify(url)}
    post see https://a.example.com to ${url} → send_notification channel=webhook text="see https://a.example.com" url=${JSON.stringify(url)}
    post hello to ${url} and mark Buy milk as done → nothing
    post hello to https://hooks.example.com:8443/x?a=1&b=2,3;4#five → send_notification channel=webhook text=hello url="https://hooks.example.com:8443/x?a=1&b=2,3;4#five"
    post hello to HTTPS://Hooks.Example.com/X → send_notification channel=webhook text=hello url="HTTPS://Hooks.Example.com/X"
    post hello to http://hooks.example.com/x → nothing
    post hello to https:// → nothing
    post to ${url} → nothing
    don't post hello to ${url} → nothing
    should I post hello to ${url}? → nothing
    create a task called post hello to ${url} → create_task title="post hello to ${url}"
  `);
});

describe('what was understood before still is', () => {
  testCorpus(`
    open tasks → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    open my tasks → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    show my tasks → list_tasks
    show the task Buy milk → list_tasks search="Buy milk"
    show project Website → list_projects search=Website ; list_tasks project_id=website
    show what left → list_tasks status=todo order_by=dueDate & list_tasks status=in_progress order_by=dueDate
    list my tasks >> open the first one → nothing
    go to the dentist → nothing
    send the quote → nothing
    post the letter → nothing
    notify Anna that lunch is ready → nothing
    notify me when Buy milk is done → nothing
    remind me to post hello → create_task title="post hello"
    create a task called Open settings and go to tasks → create_task title="Open settings and go to tasks"
    create a task called Notify me that it is late → create_task title="Notify me that it is late"
  `);
});

describe('what the user reads', () => {
  const talk = (answers: Record<string, unknown> = {}) => {
    const table = createWorkspace();
    const { call } = table;
    // What the backend answers after the user was asked.
    table.call = (asked) => (asked.tool in answers ? JSON.parse(JSON.stringify(answers[asked.tool])) : call(asked));
    return createTalk({ table });
  };
  const say = async (text: string, answers?: Record<string, unknown>): Promise<string> => (await talk(answers).say(text)).text;
  const post = 'post hello to https://hooks.example.com/x';

  it('says what is shown', async () => {
    expect(await say('go to what left')).toBe('Here is **What left**.');
    expect(await say('open the task Buy milk')).toBe('Opened the task **Buy milk**.');
    expect(await say('open the project Website')).toBe('Opened the project **Website**.');
    expect(await say('open the project Nowhere')).toContain('There is no project called “Nowhere”');
    expect(await say('open the task Invoice')).toContain('Which one do you mean?');
  });

  it('says that a screen was not shown', async () => {
    const error = { error: 'The user’s device did not answer in time.', code: 'no_answer' };
    expect(await say('go to tasks', { navigate_to: error })).toBe('That did not work: The user’s device did not answer in time.');
  });

  it('says what was sent, to whom, and whether it was taken', async () => {
    expect(await say('notify me that lunch is ready')).toBe('Notified you: “lunch is ready”.');
    expect(await say(post)).toBe('Posted “hello” to **hooks.example.com**.');
    expect(await say(post, { send_notification: { channel: 'webhook', delivered: false, status: 404 } })).toBe(
      'I posted “hello” to **hooks.example.com**, but the service there answered with the status 404, so it did not take it.',
    );
  });

  it('says what the user made of it before they approved it', async () => {
    const answer = {
      channel: 'webhook',
      delivered: true,
      status: 200,
      note: 'The user changed the input before approving it. This is what was done.',
      approved_input: { channel: 'webhook', text: 'Hello there', url: 'https://other.example.com/x' },
    };
    expect(await say(post, { send_notification: answer })).toBe(
      'Posted “Hello there” to **other.example.com**, as you changed it.',
    );
  });

  it.each([
    'notify me when Buy milk is done',
    'notify me if the invoice is late',
    'alert me tomorrow that lunch is ready',
    'ping me at 5 pm',
    'notify me in an hour that lunch is ready',
    'send me a notification when Buy milk is done',
    'send me a notification tomorrow saying lunch is ready',
  ])('sends nothing now that is meant for later, and says so: %s', async (text) => {
    const table = createWorkspace();
    expect((await createTalk({ table }).say(text)).text).toContain('I can notify you now, but not later');
    expect(table.calls).toEqual([]);
  });

  it('says that nothing was sent when it was rejected, refused or cannot be', async () => {
    const rejected = { error: 'The user rejected this: not today', code: 'rejected' };
    expect(await say(post, { send_notification: rejected })).toBe('You rejected this: not today. Nothing was sent.');
    const unsaid = { error: 'The user rejected this. They gave no reason.', code: 'rejected' };
    expect(await say(post, { send_notification: unsaid })).toBe('You rejected this. Nothing was sent.');
    const late = { error: 'Nobody answered in time, so this was not done (expired).', code: 'rejected' };
    expect(await say(post, { send_notification: late })).toBe(
      'Nobody answered in time, so this was not done (expired). Nothing was sent.',
    );
    const refused = { error: 'Nothing was sent: the webhook’s address is a number, not a name.', code: 'webhook_refused' };
    expect(await say(post, { send_notification: refused })).toContain('Nothing was sent: the webhook’s address');
    expect(await say('post hello to http://hooks.example.com/x')).toContain('https:// only');
    expect(await say(`post ${'x'.repeat(501)} to https://hooks.example.com/x`)).toContain('500 characters');
    expect(await say(`notify me that ${'x'.repeat(501)}`)).toContain('500 characters');
  });
});
