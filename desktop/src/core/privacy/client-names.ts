import type { AllWorkRows } from '#core/storage/index.ts';
import type { ChangeMarks } from './change-marks.ts';
import type { ClientRules, RuledClient } from './client-rules.ts';
import { formsOfName } from './common-words.ts';
import type { NamedClient } from './privacy-view.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { createValueMatcher, type ValueMatcher } from './value-matcher.ts';

/** Letters that the first or last word of a firm's name has at least, to stand for it. */
const CLIENT_LETTERS = 4;
const PERSON_LETTERS = 3;

/** The names of clients with rules: those to ask about, and those to give tokens. */
export interface ClientNames {
  /** The clients hidden from there that a text names, whatever its case and accents. */
  named(text: string, to: { isLocal: boolean }): NamedClient[];
  /** Sees to it that the clients with pseudonyms, and those above them, have tokens. */
  learn(): void;
  learnPersons(names: readonly unknown[]): void;
}

export function createClientNames({
  rules,
  marks,
  pseudonyms,
  rows,
}: {
  rules: ClientRules;
  marks: ChangeMarks;
  pseudonyms: Pseudonyms;
  rows: AllWorkRows;
}): ClientNames {
  let hidden: { mark: number; isLocal: boolean; matcher: ValueMatcher<RuledClient[]> } | undefined;
  let learnt: { mark: number; generation: number } | undefined;

  function hiddenNames({ isLocal }: { isLocal: boolean }): ValueMatcher<RuledClient[]> {
    const mark = marks.clients();
    if (hidden?.mark === mark && hidden.isLocal === isLocal) return hidden.matcher;
    const matcher = createValueMatcher<RuledClient[]>();
    const { ids } = rules.hidden({ isLocal });
    for (const client of rules.ruled().values()) {
      if (!ids.has(client.id)) continue;
      for (const form of formsOfName(client.name, CLIENT_LETTERS))
        for (const spelt of [form, `${form}s`]) matcher.add(spelt, [...(matcher.get(spelt) ?? []), client]);
    }
    hidden = { mark, isLocal, matcher };
    return matcher;
  }

  function learnName(name: string): void {
    for (const value of formsOfName(name, CLIENT_LETTERS)) pseudonyms.learn({ value, word: 'Client' });
  }

  return {
    named(text, to) {
      if (rules.isEmpty()) return [];
      const found = new Map<string, NamedClient>();
      for (const { entry } of hiddenNames(to).find(text)) for (const { id, name } of entry) found.set(id, { clientId: id, name });
      return [...found.values()];
    },
    learn() {
      const mark = marks.clients();
      if (learnt?.mark === mark && learnt.generation === pseudonyms.generation()) return;
      const done = new Set<string>();
      for (const { id, rule } of rules.ruled().values())
        for (let at: unknown = rule === 'pseudonyms' ? id : null; typeof at === 'string' && !done.has(at);) {
          done.add(at);
          const client = rows.clients.stored(at);
          if (typeof client?.['name'] === 'string') learnName(client['name']);
          at = client?.['parent_id'];
        }
      learnt = { mark, generation: pseudonyms.generation() };
    },
    learnPersons(names) {
      for (const name of names)
        if (typeof name === 'string')
          for (const value of formsOfName(name, PERSON_LETTERS)) pseudonyms.learn({ value, word: 'Person' });
    },
  };
}
