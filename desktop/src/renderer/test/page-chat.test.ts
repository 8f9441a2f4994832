import { expect, test } from 'vitest';
import { goTo, seeText, until, usePages } from './page-steps.ts';
import { answerOf, card } from './sample-data.ts';

const open = usePages();

test('a message is sent, its answer streams and is stopped, its tools open to rows, its changes are undone', async () => {
  const { page, core, faults } = await open();
  let answered = '';
  core.onMessage = (turn, sessionId) => {
    turn.answer = answerOf('I am **looking', { status: 'running', cards: [card('list_tasks', { state: 'running' })] });
    delete turn.answer.ended_at;
    answered = sessionId;
    core.tell('session', sessionId);
  };
  const message = page.getByRole('textbox', { name: 'Message' });
  await message.fill('Create a task');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('called Buy milk');
  await page.keyboard.press('Enter');
  const answer = page.getByRole('article', { name: 'Answer' });
  await answer.getByText('looking', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Looking at tasks' }).waitFor();
  expect(core.turns.get(answered)?.[0]?.text).toBe('Create a task\ncalled Buy milk');
  await page.getByRole('button', { name: 'Stop' }).click();
  await seeText(page, 'Stopped.');

  core.onMessage = (turn, sessionId) => {
    const milk = core.addTask({ title: 'Buy milk, said so' });
    core.tell('tasks');
    turn.answer = answerOf('I created it. [the shop](https://example.com/shop) ![pixel](https://evil.example/p.png)', {
      run_id: 'run-milk',
      cards: [card('create_task', { rows: [{ table: 'tasks', id: milk.id, label: milk.title, missing: false }], row_count: 1 })],
      changes: 3,
    });
    core.tell('session', sessionId);
  };
  await message.fill('Create a task called Buy milk, said so');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('link', { name: 'the shop (example.com/shop)' }).waitFor();
  expect(await page.getByRole('img').count()).toBe(0);
  await page.getByRole('button', { name: 'Undo changes (3)' }).click();
  await page.getByRole('button', { name: 'Redo changes (3)' }).waitFor();
  await page.getByRole('button', { name: /^Created a task/ }).click();
  await page.getByRole('button', { name: 'Buy milk, said so' }).click();
  await page.getByRole('complementary', { name: 'Task details' }).getByText('Buy milk, said so').waitFor();
  await goTo(page, 'Chat');
  await until(() => page.getByRole('article', { name: 'Answer' }).count(), 2);
  expect(faults).toEqual([]);
});

test('an answer that means harm is words: nothing runs, nothing is fetched, links are what they say', async () => {
  const { page, core, faults } = await open({ empty: true });
  core.onMessage = (turn, sessionId) => {
    turn.answer = answerOf(
      [
        '<img src="https://evil.example/1.png" onerror="document.title=1"><script>document.title="x"</script><iframe src="https://evil.example"></iframe>',
        '![a](https://evil.example/2.png) ![b](data:image/png;base64,AAAA) [run](javascript:alert(1)) [file](file:///etc/passwd) [here](/rpc)',
        '[https://good.example](https://evil.example/path) and https://plain.example/ and [**paypal.com**](https://evil.test)',
        'https://bank.com@evil.test/login [shop](https://аpple.com/) [me](https://user:word@evil.test/x)',
        '<style>body{display:none}</style><a href="https://evil.example/raw">raw</a>',
      ].join('\n\n'),
      { cards: [card('<b>tool</b>', { input: { text: '<img src=x>' } })] },
    );
    core.tell('session', sessionId);
  };
  await page.getByRole('textbox', { name: 'Message' }).fill('Harm me');
  await page.keyboard.press('Enter');
  const answer = page.getByRole('article', { name: 'Answer' });
  await answer.getByRole('link', { name: 'https://plain.example/' }).waitFor();
  expect(await answer.locator('img, script, iframe, style, object, form').count()).toBe(0);
  const links = await answer
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute('href')]));
  // What names one place and leads to another is no link; the true place is.
  expect(links).toContainEqual(['evil.example/path', 'https://evil.example/path']);
  await answer.getByText('paypal.com (this leads to evil.test)').waitFor();
  expect(links).toContainEqual(['evil.test', 'https://evil.test/']);
  expect(links).toContainEqual(['shop (xn--pple-43d.com)', 'https://xn--pple-43d.com/']);
  expect(links).toContainEqual(['me (evil.test/x)', 'https://evil.test/x']);
  for (const [, href] of links) expect(href).not.toContain('@');
  for (const [words] of links) expect(words).not.toMatch(/good\.example|paypal|bank\.com/);
  await answer.getByRole('link', { name: 'evil.test', exact: true }).first().focus();
  await page.getByRole('tooltip', { name: 'https://evil.test/' }).waitFor();
  for (const [, href] of links) expect(href).toMatch(/^https:\/\//);
  expect(await page.title()).toBe('Chat · Adiuva');
  expect(faults).toEqual([]);
});

test('without the backend a message waits, can be taken back, and the app says so', async () => {
  const { page, core } = await open({
    prepare: (core) => {
      core.status.connection = { state: 'waiting', retry_at: Date.now() + 8_000 };
    },
  });
  await seeText(page, 'answers wait for the backend');
  await page.getByRole('textbox', { name: 'Message' }).fill('List my tasks');
  await page.keyboard.press('Enter');
  await seeText(page, 'Will be sent when the backend is back');
  await page.getByRole('button', { name: 'Take back' }).click();
  await until(() => page.getByRole('article', { name: 'Your message' }).count(), 0);
  core.status.connection = { state: 'ready' };
  core.tell('status');
  await until(() => page.getByRole('status', { name: 'Connection' }).textContent(), 'Connected');
});

test('a long conversation opens at its end, reads earlier messages in place, and stays where the user scrolled', async () => {
  const { page, core } = await open({
    empty: true,
    prepare: (core) => {
      core.sessions.push({ id: 'long', title: 'Long', created_at: 0, last_activity_at: 0, running: false });
      const turns = Array.from({ length: 120 }, (_, position) => ({
        request_id: `r${position}`,
        position,
        text: `Message ${position}`,
        at: 0,
        delivery: 'accepted' as const,
        answer: answerOf(`Answer ${position}\n\n- one\n- two`),
      }));
      core.turns.set('long', turns);
    },
  });
  await page.getByRole('button', { name: 'Long' }).click();
  await page.getByRole('article', { name: 'Answer' }).getByText('Answer 119').waitFor();
  const log = page.getByRole('log', { name: 'Messages' });
  const fromEnd = () => log.evaluate((element) => Math.round(element.scrollHeight - element.scrollTop - element.clientHeight));
  await until(async () => (await fromEnd()) < 4, true);
  await page.getByText('Message 95', { exact: true }).scrollIntoViewIfNeeded();
  await page.getByText('Message 90', { exact: true }).scrollIntoViewIfNeeded();
  await page.getByText('Message 75', { exact: true }).waitFor({ state: 'attached' });
  expect(await page.getByText('Message 90', { exact: true }).isVisible()).toBe(true);
  const turns = core.turns.get('long');
  turns?.push({
    request_id: 'new',
    position: 120,
    text: 'Message 120',
    at: 0,
    delivery: 'accepted',
    answer: answerOf('Answer 120'),
  });
  core.tell('session', 'long');
  await page.getByRole('article', { name: 'Answer' }).getByText('Answer 120').waitFor({ state: 'attached' });
  expect(await fromEnd()).toBeGreaterThan(500);
  await page.getByRole('button', { name: 'Go to the newest message' }).click();
  await until(async () => (await fromEnd()) < 4, true);
});
