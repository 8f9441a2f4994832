import type { ClientRule, RuledClient } from '#rpc/privacy.ts';

/** From the freest to the strictest. */
export const rules: readonly ClientRule[] = ['none', 'pseudonyms', 'local', 'never'];

export interface RuleWords {
  name: string;
  /** What it means, in a line. */
  meaning: string;
}

export const ruleWords: Readonly<Record<ClientRule, RuleWords>> = {
  none: { name: 'No rule', meaning: 'Rows leave when an answer needs them.' },
  pseudonyms: {
    name: 'Pseudonyms',
    meaning: 'Names, addresses, phone numbers and amounts leave as stand-ins; the answer shows you the real ones.',
  },
  local: { name: 'Local model only', meaning: 'Rows go to a model on this machine, and to no other.' },
  never: { name: 'Never leaves', meaning: 'Rows stay on this device. Answers are given without them.' },
};

/** The rules to choose from, each with what it means. */
export const ruleChoices = rules.map((rule) => ({ value: rule, label: ruleWords[rule].name, detail: ruleWords[rule].meaning }));

/** The rule that counts for a client: its own, or a stricter one from above. */
export function ruleThatCounts({ rule, inherited }: Pick<RuledClient, 'rule' | 'inherited'>): ClientRule {
  return inherited?.rule ?? rule;
}

/** What a change of a rule means from now on, told once it is done. */
export function ruleSetWords({ name, rule, inherited }: Pick<RuledClient, 'name' | 'rule' | 'inherited'>): string {
  if (inherited)
    return `The rule of “${name}” is now “${ruleWords[rule].name}”; the stricter one from “${inherited.from}” still counts.`;
  switch (rule) {
    case 'none':
      return `Rows of “${name}” may leave from now on.`;
    case 'pseudonyms':
      return `Rows of “${name}” leave with pseudonyms from now on.`;
    case 'local':
      return `Rows of “${name}” go to a local model only from now on.`;
    case 'never':
      return `Rows of “${name}” stay on this device from now on.`;
    default:
      return rule satisfies never;
  }
}
