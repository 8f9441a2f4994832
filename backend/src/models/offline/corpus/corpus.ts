import { expect, it } from 'vitest';
import type { LanguageId } from '../say/voice.ts';
import { createItalianWorkspace } from '../testing/italian-workspace.ts';
import { sayCalls } from '../testing/say-calls.ts';
import { createTalk } from '../testing/talk.ts';
import { createWorkspace } from '../testing/workspace.ts';
import { detect } from '../understand/detect.ts';
import { tokenise } from '../understand/tokens.ts';

const workspaces = { en: createWorkspace, it: createItalianWorkspace } as const;
const others = { en: 'it', it: 'en' } as const;

/**
 * One test a line of `what is said → the calls of its turn`, each in a conversation of its own; `>>` parts the turns, and
 * the calls are those of the last. `\n` is a line break. A conversation's first message must not be taken for the other
 * language, whatever a conversation before and the user's locale say.
 */
export function testCorpus(lines: string, language: LanguageId = 'en'): void {
  for (const line of lines.trim().split('\n')) {
    const [said = '', calls = ''] = line.trim().split(' → ');
    it(said, async () => {
      const talk = createTalk({ table: workspaces[language](), locale: language });
      const turns = said.split(' >> ').map((turn) => turn.replaceAll('\\n', '\n'));
      expect(tellsOther({ text: turns[0] ?? '', language })).toBe(false);
      for (const turn of turns.slice(0, -1)) await talk.say(turn);
      expect(sayCalls(await talk.say(turns.at(-1) ?? ''))).toBe(calls);
    });
  }
}

/** Whether a message's words tell the other language. */
function tellsOther({ text, language }: { text: string; language: LanguageId }): boolean {
  return detect({ phrase: tokenise(text), before: language }) === others[language];
}
