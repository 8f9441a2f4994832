import type { Intent, ListIntent } from '../understand/intent.ts';
import type { Scene } from './plan.ts';

/**
 * The last question with what a follow-up changes of it: "and next month?", "how many?". Undefined: there was none, or it
 * was for rows that have nothing of what is asked for now.
 */
export function refinedQuery({
  intent: { amount, filter },
  scene,
}: {
  intent: Intent & { kind: 'refine' };
  scene: Scene;
}): ListIntent | undefined {
  const { query } = scene.memory;
  if (query?.kind === 'list-checkpoints' || query?.kind === 'list-notes') {
    const { due, place, search, ...others } = filter;
    if (Object.keys(others).length > 0 || (due && query.kind === 'list-notes')) return undefined;
    const { limit: _limit, ...kept } = query;
    return {
      ...kept,
      amount: amount ?? (filter.due || filter.place || filter.search ? query.amount : 'list'),
      filter: { ...query.filter, ...(due && { due }), ...(place && { place }), ...(search !== undefined && { search }) },
    };
  }
  if (query === undefined && filter.due === undefined) return undefined;
  const base = query ?? ({ amount: 'list', filter: { statuses: ['todo', 'in_progress'], priorities: [] } } as const);
  return {
    kind: 'list-tasks',
    amount: amount ?? base.amount,
    filter: { ...base.filter, ...filter, statuses: [...(filter.statuses ?? base.filter.statuses)] },
  };
}
