import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCarriedLines } from './carried-lines.ts';

/** A process that does a line once and answers it each time, as the desktop does: what it did outlives it. */
function carrier() {
  const done = new Map<string, string>();
  const effects: string[] = [];
  const printed: unknown[] = [];
  const given: string[] = [];
  let ready = false;
  const lines = createCarriedLines({
    write: (text) => {
      if (ready) given.push(text);
      return ready;
    },
    giveUp: (event) => printed.push(event),
  });
  const hear = (output: string) => {
    const answer = lines.answerIn(output);
    if (answer) printed.push(answer);
  };
  /** Does what was given; `dies` before it, or after the effect and before the word of it. */
  const work = (dies: 'before' | 'after' | 'never') => {
    const text = given.shift();
    if (text === undefined) return;
    const { command_id: id, line } = JSON.parse(text) as { command_id: string; line: string };
    if (dies !== 'before' && !done.has(id)) {
      effects.push(line);
      done.set(id, line);
    }
    if (dies === 'never') return hear(JSON.stringify({ event: 'command_done', command_id: id, answer: { did: done.get(id) } }));
    ready = false;
    given.length = 0;
  };
  const start = () => {
    ready = true;
    lines.sendAgain();
  };
  return { lines, effects, printed, given, work, start, hear };
}

test('a line is done once and answered once, whenever the process is killed', () => {
  const step = fc.oneof(fc.constant('send' as const), fc.constantFrom('before' as const, 'after' as const, 'never' as const));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { lines, effects, printed, given, work, start } = carrier();
      let sent = 0;
      for (const one of steps) {
        if (one === 'send') lines.send(`line ${(sent += 1)}`);
        else {
          start();
          work(one);
        }
      }
      for (let n = 0; n < 100; n += 1) {
        start();
        while (given.length > 0) work('never');
      }
      const answers = printed.filter((one) => JSON.stringify(one).startsWith('{"did"'));
      const givenUp = printed.length - answers.length;
      expect(new Set(effects).size).toBe(effects.length);
      expect(answers.length + givenUp).toBe(sent);
      expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(answers.length);
    }),
  );
});

test('before a process is ready lines wait in order; a repeat’s answer is not told again; other output is not touched', () => {
  const { lines, printed, given, work, start, hear } = carrier();
  lines.send('first');
  lines.send('second');
  expect(given).toEqual([]);
  start();
  const [copy] = given;
  work('never');
  work('never');
  expect(printed).toEqual([{ did: 'first' }, { did: 'second' }]);
  const { command_id: id } = JSON.parse(copy ?? '') as { command_id: string };
  hear(JSON.stringify({ event: 'command_done', command_id: id, answer: { did: 'first' } }));
  expect(printed).toHaveLength(2);
  expect(lines.answerIn('{"event":"answer","text":"\\"command_done\\""}')).toBe(false);
  expect(lines.answerIn('no JSON, but "command_done"')).toBe(false);
});

test('a line over which the process ends again and again is given up, with a sentence', () => {
  const { lines, printed, work, start } = carrier();
  lines.send('poison');
  for (let n = 0; n < 4; n += 1) {
    start();
    work('before');
  }
  expect(printed).toEqual([{ event: 'error', message: expect.stringMatching(/ended 3 times.*poison/) }]);
});
