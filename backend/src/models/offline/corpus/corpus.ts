import { expect, it } from 'vitest';
import { sayCalls } from '../testing/say-calls.ts';
import { createTalk } from '../testing/talk.ts';
import { createWorkspace } from '../testing/workspace.ts';

/**
 * One test a line of `what is said → the calls of its turn`, each in a conversation of its own; `>>` parts the turns, and
 * the calls are those of the last. `\n` is a line break.
 */
export function testCorpus(lines: string): void {
  for (const line of lines.trim().split('\n')) {
    const [said = '', calls = ''] = line.trim().split(' → ');
    it(said, async () => {
      const talk = createTalk({ table: createWorkspace() });
      const turns = said.split(' >> ').map((turn) => turn.replaceAll('\\n', '\n'));
      for (const turn of turns.slice(0, -1)) await talk.say(turn);
      expect(sayCalls(await talk.say(turns.at(-1) ?? ''))).toBe(calls);
    });
  }
}
