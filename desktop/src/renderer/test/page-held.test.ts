// What the page does while the core has not answered yet.
import { expect, test } from 'vitest';
import { goTo, seeText, until, usePages } from './page-steps.ts';

const open = usePages();

/** Something to wait for, until it is let go of. */
function held(): { wait: () => Promise<void>; let: () => void; asked: () => number } {
  let go = (): void => {};
  let asked = 0;
  const gate = new Promise<void>((resolve) => (go = resolve));
  return {
    wait: () => {
      asked += 1;
      return gate;
    },
    let: () => go(),
    asked: () => asked,
  };
}

test('Ctrl+Z takes back what is still being written, never something older; many at once too', async () => {
  const { page, core, faults } = await open({
    empty: true,
    prepare: (core) => {
      for (const title of ['One', 'Two', 'Three', 'Four']) core.addTask({ title });
    },
  });
  const row = (title: string) => page.getByRole('row', { name: title, exact: true });
  const done = () => core.tasks.filter(({ status }) => status === 'done').map(({ title }) => title);
  await goTo(page, 'Tasks');
  await row('One').focus();
  await page.keyboard.press('Space');
  await until(async () => done(), ['One']);
  await row('Two').focus();

  const many = held();
  core.holdsWrite = many.wait;
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('2 selected').waitFor();
  await page.keyboard.press('Space');
  await until(async () => many.asked(), 1);
  await page.keyboard.press('Control+z');
  await seeText(page, 'is being written; then it is taken back');
  expect([core.journal.asked.length, done()]).toEqual([0, ['One']]);
  many.let();
  await until(async () => core.journal.asked.length, 1);
  await until(async () => done(), ['One']);
  expect(core.journal.asked[0]?.scope).toMatchObject({ by: 'changes', change_ids: [expect.any(String), expect.any(String)] });

  // What could not be done leaves nothing to take back, and nothing older goes in its place.
  const lost = held();
  core.holdsWrite = lost.wait;
  await page.keyboard.press('Escape');
  await row('Four').focus();
  await page.keyboard.press('Space');
  await until(async () => lost.asked(), 1);
  await page.keyboard.press('Control+z');
  core.tasks.pop();
  lost.let();
  await seeText(page, 'There is no such task');
  core.holdsWrite = async () => {};
  await page.keyboard.press('Control+z');
  await until(async () => done(), []);
  expect(core.journal.asked.map(({ kind }) => kind)).toEqual(['undo', 'undo']);
  expect(faults.filter((fault) => !fault.includes('404'))).toEqual([]);
});

test('what is typed into a task stays, whatever is read late or written before it', async () => {
  const { page, core } = await open({
    empty: true,
    prepare: (core) => {
      core.addTask({ title: 'Call Ines' });
    },
  });
  const details = page.getByRole('complementary', { name: 'Task details' });
  const title = details.getByRole('textbox', { name: 'Title' });
  await goTo(page, 'Tasks');
  await page.getByRole('row', { name: 'Call Ines' }).focus();
  await page.keyboard.press('o');
  await title.waitFor();

  // A reading that began before the write is answered after it.
  const reading = held();
  core.answersTask = reading.wait;
  core.tell('tasks');
  await until(async () => reading.asked(), 1);
  core.answersTask = async () => {};
  await title.fill('Call Ines today');
  await title.press('Enter');
  await until(async () => core.tasks[0]?.title, 'Call Ines today');
  reading.let();
  await page.getByRole('row', { name: 'Call Ines today' }).waitFor();
  core.tell('activity');
  expect(await title.inputValue()).toBe('Call Ines today');

  // While a write is under way the field has what was written, and one writes on from there; the next write has seen it.
  const writing = held();
  core.holdsWrite = writing.wait;
  await title.fill('Call Ines today, once');
  await title.press('Enter');
  await until(async () => writing.asked(), 1);
  expect(await title.inputValue()).toBe('Call Ines today, once');
  await title.focus();
  await page.keyboard.press('End');
  await page.keyboard.type(' more');
  await details.getByRole('textbox', { name: 'Description' }).fill('About the fonts');
  await details.getByRole('textbox', { name: 'Description' }).blur();
  writing.let();
  await until(async () => core.tasks[0]?.description, 'About the fonts');
  expect(core.tasks[0]?.title).toBe('Call Ines today, once more');
  expect(await page.getByRole('dialog').count()).toBe(0);

  // What cannot be kept is still in the field, to be kept again.
  core.holdsWrite = async () => {
    throw new Error('The disk is full.');
  };
  await title.fill('Call Tom');
  await title.press('Enter');
  await seeText(page, 'Something went wrong inside Adiuva');
  await until(() => title.inputValue(), 'Call Tom');
  core.holdsWrite = async () => {};
  await title.focus();
  await title.press('Enter');
  await until(async () => core.tasks[0]?.title, 'Call Tom');

  // A task that comes above takes the row being written along, with its text and the focus.
  await page.keyboard.press('Escape');
  await page.getByRole('row', { name: 'Call Tom' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Write to To');
  core.addTask({ title: 'From the chat', dueDate: Date.now() - 86_400_000 });
  core.tell('tasks');
  await page.getByRole('row', { name: 'From the chat' }).waitFor();
  await page.keyboard.type('m');
  await page.keyboard.press('Enter');
  await until(async () => core.tasks[0]?.title, 'Write to Tom');
});
