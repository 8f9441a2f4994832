import type { Approval } from '#rpc/approvals.ts';

const nouns: Readonly<Record<Approval['hanging'][number]['table'], readonly [string, string]>> = {
  tasks: ['task', 'tasks'],
  projects: ['project', 'projects'],
  checkpoints: ['checkpoint', 'checkpoints'],
  notes: ['note', 'notes'],
  taskComments: ['comment', 'comments'],
  clients: ['client', 'clients'],
};

const owners: Readonly<Record<string, string>> = { projects: 'a project', clients: 'a client', tasks: 'a task' };

/** What happens to the rows that hang on a deleted one: `3 comments go with it`, `1 task stays without a project`. */
export function hangingWords({ hanging, table }: { hanging: Approval['hanging'][number]; table: string | undefined }): string {
  const { count, effect } = hanging;
  const [one, many] = nouns[hanging.table];
  const counted = `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
  if (effect === 'deleted') return `${counted} ${count === 1 ? 'goes' : 'go'} with it`;
  const owner = table !== undefined && Object.hasOwn(owners, table) ? owners[table] : 'it';
  return `${counted} ${count === 1 ? 'stays' : 'stay'} without ${owner}`;
}

/** The first names of rows, and how many more there are. */
export function labelsInWords({ labels, count }: { labels: readonly string[]; count: number }): string {
  const more = count - labels.length;
  const named = labels.map((label) => `“${label}”`).join(', ');
  return more > 0 ? `${named} and ${more.toLocaleString('en')} more` : named;
}

/** How long something still waits, in words: `Expires in 3 days`. */
export function expiryWords({ expiresAt, now }: { expiresAt: number; now: number }): string {
  const minutes = Math.ceil((expiresAt - now) / 60_000);
  if (minutes <= 0) return 'Expires now';
  if (minutes === 1) return 'Expires in a minute';
  if (minutes < 60) return `Expires in ${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  if (hours === 1) return 'Expires in an hour';
  if (hours < 48) return `Expires in ${hours} hours`;
  return `Expires in ${Math.round(hours / 24)} days`;
}

export interface Outcome {
  /** `done`: it was, or will be, done. `not_done`: the user said no. `lapsed`: nobody said anything in time. */
  tone: 'done' | 'not_done' | 'lapsed';
  word: string;
  detail: string | undefined;
}

/** What became of something that waited. `edited`: what was done instead, in words, known only where it was approved. */
export function outcomeOf({
  approval: { kind, state, reason },
  edited,
}: {
  approval: Pick<Approval, 'kind' | 'state' | 'reason'>;
  edited: string | undefined;
}): Outcome | undefined {
  switch (state) {
    case 'pending':
      return undefined;
    case 'approved':
    case 'executed':
      if (kind === 'message') return { tone: 'done', word: 'Sent anyway', detail: undefined };
      return {
        tone: 'done',
        word: edited === undefined ? 'Approved' : 'Edited and approved',
        detail: state === 'approved' && kind === 'device' ? 'It is not done yet.' : edited,
      };
    case 'rejected':
      return { tone: 'not_done', word: kind === 'message' ? 'Not sent' : 'Rejected', detail: reason };
    case 'expired':
      return { tone: 'lapsed', word: 'Expired', detail: 'Nobody decided in time, so nothing was done.' };
    case 'closed':
      return { tone: 'lapsed', word: 'Closed', detail: reason ?? 'Its request ended first, so nothing was done.' };
    default:
      return state satisfies never;
  }
}

/** Bytes as the user reads them: `3.4 KB`. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1_024) return `${bytes} bytes`;
  if (bytes < 1_024 * 1_024) return `${(bytes / 1_024).toFixed(1).replace(/\.0$/, '')} KB`;
  return `${(bytes / 1_024 / 1_024).toFixed(1).replace(/\.0$/, '')} MB`;
}

export interface UsedAmount {
  name: string;
  words: string;
  /** 0 to 1. */
  share: number;
}

const amounts = [
  ['calls', 'Steps on this device'],
  ['rows', 'Rows read'],
  ['bytes', 'Text read'],
  ['inserts', 'Rows added'],
  ['updates', 'Rows changed'],
] as const;

/** What a run used of what it is allowed, the nearest to its end first. */
export function usedInWords(used: NonNullable<Approval['used']>): UsedAmount[] {
  return amounts
    .map(([key, name]) => {
      const { used: so, limit } = used[key];
      const words = (amount: number) => (key === 'bytes' ? bytesInWords(amount) : amount.toLocaleString('en'));
      return { name, words: `${words(so)} of ${words(limit)}`, share: limit === 0 ? 1 : Math.min(1, so / limit) };
    })
    .toSorted((a, b) => b.share - a.share);
}

export function waitingWords(count: number): string {
  return count === 1 ? '1 thing waits for you' : `${count.toLocaleString('en')} things wait for you`;
}
