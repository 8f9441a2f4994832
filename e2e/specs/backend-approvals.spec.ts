import type { Page } from '@playwright/test';
import { expect, test, type ScriptedApp } from '#e2e/fixtures/scripted-app.ts';
import { chatPage } from '#e2e/pages/chat-page.ts';

const runId = 'run-1';
const approvalId = 'run-1:1:0';
const tool = 'send_notification';
const input = { channel: 'webhook', url: 'https://example.com/hook', text: 'The site is live' };
const trace = { type: 'tool_trace', run_id: runId, trace_id: approvalId, tool, turn: 1, at: 1 };

/** A message whose answer waits until the user lets the backend send something. */
async function asked({ app, page }: { app: ScriptedApp; page: Page }) {
  await chatPage(page).say('Tell the team that the site is live');
  await app.take({ runId });
  app.tell({ ...trace, seq: 2, phase: 'start', input });
  app.tell({
    type: 'approval_request',
    run_id: runId,
    seq: 3,
    approval_id: approvalId,
    tool,
    input,
    reason: 'It sends a text to example.com.',
    expires_at: Date.now() + 86_400_000,
  });
  app.final({ runId, seq: 4, status: 'waiting', response: '' });
  const card = page.getByRole('region', { name: /post a text to/ });
  await expect(card).toContainText('It sends a text to example.com.');
  await expect(card).toContainText('The site is live');
  return card;
}

const response = (app: ScriptedApp) => app.backend().frame(({ type }) => type === 'approval_response');

test('approved, the backend is told so and no input; the answer goes on, and the card stays what it was', async ({
  app,
  page,
}) => {
  const card = await asked({ app, page });
  await page.reload();
  await card.getByRole('button', { name: 'Approve', exact: true }).click();
  expect(await response(app)).toEqual({ type: 'approval_response', approval_id: approvalId, decision: 'approve' });
  app.tell({ ...trace, seq: 5, phase: 'finish', outcome: 'ok', output_summary: 'sent' });
  app.final({ runId, seq: 6, response: 'The team knows.' });
  await expect(chatPage(page).answers.last()).toContainText('The team knows.');
  await expect(page.getByText(/^Approved: Let the backend post a text to/).last()).toBeVisible();
  await page.reload();
  await expect(page.getByText(/^Approved: Let the backend post a text to/).last()).toBeVisible();
});

test('edited, it is told what the user wrote; rejected, why', async ({ app, page }) => {
  const card = await asked({ app, page });
  await card.getByRole('button', { name: 'Edit first…' }).click();
  await card.getByRole('textbox', { name: 'text' }).fill('The site is live, at last');
  await card.getByRole('button', { name: 'Approve as edited' }).click();
  expect(await response(app)).toEqual({
    type: 'approval_response',
    approval_id: approvalId,
    decision: 'edit',
    input: { ...input, text: 'The site is live, at last' },
  });
  await expect(page.getByText(/^Edited and approved/).last()).toBeVisible();
  app.tell({ ...trace, seq: 5, phase: 'finish', outcome: 'ok' });
  // Another one of the same run, which the user does not want.
  const second = { approval_id: 'run-1:2:0', tool, input, reason: 'Once more.', expires_at: Date.now() + 86_400_000 };
  app.tell({ type: 'approval_request', run_id: runId, seq: 6, ...second });
  await card.getByRole('button', { name: 'Reject' }).click();
  await expect(card.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Once is enough');
  await page.keyboard.press('Enter');
  expect(await response(app)).toEqual({
    type: 'approval_response',
    approval_id: 'run-1:2:0',
    decision: 'reject',
    reason: 'Once is enough',
  });
});

test('what the backend cannot do as it was edited is asked again, with what is wrong', async ({ app, page }) => {
  const card = await asked({ app, page });
  await card.getByRole('button', { name: 'Edit first…' }).click();
  await card.getByRole('textbox', { name: 'url' }).fill('nowhere');
  await card.getByRole('button', { name: 'Approve as edited' }).click();
  await response(app);
  const message = `${approvalId} cannot be answered so. input.url: Invalid URL. It still waits.`;
  app.backend().send({ type: 'error', code: 'invalid_data', message, retryable: false });
  await expect(card).toContainText('input.url: Invalid URL');
  await card.getByRole('button', { name: 'Approve', exact: true }).click();
  expect(await response(app)).toEqual({ type: 'approval_response', approval_id: approvalId, decision: 'approve' });
});

test('decided elsewhere, it does not wait here any more, and says what became of it', async ({ app, page }) => {
  const card = await asked({ app, page });
  await expect(page).toHaveTitle(/^\(1\)/);
  app.tell({ ...trace, seq: 5, phase: 'finish', outcome: 'refused' });
  await expect(page.getByText(/It was rejected elsewhere, so nothing was done/)).toBeVisible();
  await expect(card).toBeHidden();
  await expect(page).not.toHaveTitle(/^\(/);
});

test('decided here after it was decided elsewhere, the first word counts, and the card says so', async ({ app, page }) => {
  const card = await asked({ app, page });
  await card.getByRole('button', { name: 'Approve', exact: true }).click();
  await response(app);
  const message = `${approvalId} was answered before: it is REJECTED. This answer does not count.`;
  app.backend().send({ type: 'error', code: 'already_answered', message, retryable: false });
  app.tell({ ...trace, seq: 5, phase: 'finish', outcome: 'refused' });
  await expect(page.getByText(/You approved it here, but it had been rejected elsewhere/)).toBeVisible();
  // It is settled: the next backend is not told of it.
  await app.leaveBackend();
  await app.bringBackend();
  app.final({ runId, seq: 6, response: 'Then not.' });
  await expect(chatPage(page).answers.last()).toContainText('Then not.');
  expect(app.backend().frames.filter(({ type }) => type === 'approval_response')).toEqual([]);
});
