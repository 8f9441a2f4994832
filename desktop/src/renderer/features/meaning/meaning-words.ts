import type { SearchSettings } from '#rpc/search.ts';

/** The model that works by rules, on this device. */
export const OFFLINE = 'offline:rules';

/** Models that are offered by name; any other may be typed. */
export const offeredModels = [
  { model: OFFLINE, name: 'Adiuva itself, on this device' },
  { model: 'openai:text-embedding-3-small', name: 'OpenAI, small' },
  { model: 'openai:text-embedding-3-large', name: 'OpenAI, large' },
] as const;

const providers: Readonly<Record<string, string>> = {
  openai: 'OpenAI',
  local: 'your own model server',
};

/** Who reads the notes when that model is chosen. */
export function readerOf(model: string): string {
  const provider = model.split(':')[0] ?? model;
  return providers[provider] ?? provider;
}

const notes = (count: number): string => `${count.toLocaleString('en')} note${count === 1 ? '' : 's'}`;

/** How far it is, in a sentence or two. */
export function stateWords({ embedded, waiting, failed, index }: SearchSettings['state']): string {
  if (embedded + waiting + failed === 0) return 'There are no notes yet.';
  const parts = [`${notes(embedded)} can be found by meaning`];
  if (waiting > 0) parts.push(`${waiting.toLocaleString('en')} still to be read`);
  if (failed > 0) parts.push(`${failed.toLocaleString('en')} by ${failed === 1 ? 'its' : 'their'} words alone`);
  const found = `${parts.join(', ')}.`;
  return index === 'building' ? `${found} The index is being built; until then searching takes a little longer.` : found;
}

const modelName = /^[a-z]+:\S{1,150}$/;

/** What is wrong with a model's name that was typed, in a sentence. */
export function nameProblem(name: string): string | undefined {
  return modelName.test(name.trim()) ? undefined : 'Write it as provider:model, for example local:nomic-embed-text.';
}
