import { clientRules } from '@adiuva/drizzle/local';
import { eq } from 'drizzle-orm';
import type { DeviceDatabase } from '#core/storage/index.ts';
import type { ChangeMarks } from './change-marks.ts';

/** What the user may set for a client. */
export type Rule = (typeof clientRules.$inferSelect)['rule'];

/** A client that a rule counts for, its own or one of a client above. */
export interface RuledClient {
  id: string;
  name: string;
  /** The strictest of its own rule and of those above. */
  rule: Rule;
}

/** The rules that the user set for clients, as they count now. */
export interface ClientRules {
  /** No rule is set at all. */
  isEmpty(): boolean;
  /** What the user set for this very client. */
  own(clientId: string): Rule | undefined;
  /** Every client that a rule counts for, by its id. Clients that are not there are not in it. */
  ruled(): ReadonlyMap<string, RuledClient>;
  /** Clients whose rows do not leave, as ids and as a JSON list of them; `isLocal`: to a model on this machine. */
  hidden(asked: { isLocal: boolean }): HiddenClients;
  /** Clients whose values leave as pseudonyms. */
  veiled(): HiddenClients;
  set(change: { clientId: string; rule: Rule | undefined; at: number }): void;
}

export interface HiddenClients {
  ids: ReadonlySet<string>;
  json: string;
}

/** The strictest first. */
const STRICTNESS: readonly Rule[] = ['never', 'local', 'pseudonyms'];

/** Whether `rule` lets less out than `other`. */
export function isStricter(rule: Rule, other: Rule | undefined): boolean {
  return other === undefined || STRICTNESS.indexOf(rule) < STRICTNESS.indexOf(other);
}

interface Known {
  mark: number;
  ruled: ReadonlyMap<string, RuledClient>;
  hidden: { local: HiddenClients; remote: HiddenClients };
  veiled: HiddenClients;
}

function hiddenOf(ruled: ReadonlyMap<string, RuledClient>, rules: readonly Rule[]): HiddenClients {
  const ids = [...ruled.values()].filter(({ rule }) => rules.includes(rule)).map(({ id }) => id);
  return { ids: new Set(ids), json: JSON.stringify(ids) };
}

export function createClientRules({ database, marks }: { database: DeviceDatabase; marks: ChangeMarks }): ClientRules {
  const { db } = database;
  // A rule goes down to every client below; `union` ends what would go round in a circle.
  const below = db.$client.prepare<[], { id: string; name: string; rule: Rule }>(`
    with recursive reached (id, rule) as (
      select client_id, rule from client_rules
      union
      select clients.id, reached.rule from clients join reached on clients.parent_id = reached.id
    )
    select clients.id, clients.name, reached.rule from reached join clients on clients.id = reached.id
  `);
  const ofClient = db.$client.prepare<[string], Rule>('select rule from client_rules where client_id = ?').pluck();
  const any = db.$client.prepare<[], number>('select count(*) from client_rules').pluck();
  let known: Known | undefined;
  let empty: { mark: number; value: boolean } | undefined;

  function isEmpty(): boolean {
    const mark = marks.clients();
    if (empty?.mark !== mark) empty = { mark, value: (any.get() ?? 0) === 0 };
    return empty.value;
  }

  function read(): Known {
    const mark = marks.clients();
    if (known?.mark === mark) return known;
    const ruled = new Map<string, RuledClient>();
    for (const row of below.all()) if (isStricter(row.rule, ruled.get(row.id)?.rule)) ruled.set(row.id, row);
    const hidden = { local: hiddenOf(ruled, ['never']), remote: hiddenOf(ruled, ['never', 'local']) };
    known = { mark, ruled, hidden, veiled: hiddenOf(ruled, ['pseudonyms']) };
    return known;
  }

  return {
    isEmpty,
    own: (clientId) => ofClient.get(clientId),
    ruled: () => (isEmpty() ? new Map() : read().ruled),
    hidden: ({ isLocal }) => (isLocal ? read().hidden.local : read().hidden.remote),
    veiled: () => read().veiled,
    set({ clientId, rule, at }) {
      database.write(() => {
        if (rule === undefined) db.delete(clientRules).where(eq(clientRules.clientId, clientId)).run();
        else
          db.insert(clientRules)
            .values({ clientId, rule, setAt: at })
            .onConflictDoUpdate({ target: clientRules.clientId, set: { rule, setAt: at } })
            .run();
      });
    },
  };
}
