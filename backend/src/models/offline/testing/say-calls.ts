import type { Answered } from './talk.ts';

const value = (given: unknown): string => (typeof given === 'string' && /^[\w.:-]+$/.test(given) ? given : JSON.stringify(given));

/**
 * A turn's calls as one line: `list_tasks status=todo limit=0`, parallel ones parted by `&`, steps by `;`. The usual limit
 * of 20 rows is left out; no call at all is `nothing`.
 */
export function sayCalls({ steps }: Pick<Answered, 'steps'>): string {
  const call = ({ tool, input }: { tool: string; input: unknown }): string =>
    [
      tool,
      ...Object.entries(typeof input === 'object' && input !== null ? input : {})
        .filter(([key, given]) => !(key === 'limit' && given === 20))
        .map(([key, given]) => `${key}=${value(given)}`),
    ].join(' ');
  return steps.map((step) => step.map(call).join(' & ')).join(' ; ') || 'nothing';
}
