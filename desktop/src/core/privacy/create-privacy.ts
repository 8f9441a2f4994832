import type { Row, TableName } from '@adiuva/shared-protocol';
import type { Clock } from '#core/clock.ts';
import { workTables, type AllWorkRows, type DeviceDatabase, type StoredRow, type WorkReader } from '#core/storage/index.ts';
import { createChangeMarks } from './change-marks.ts';
import { createClientNames } from './client-names.ts';
import { createClientRules, type ClientRules, type HiddenClients } from './client-rules.ts';
import { isCommonWord } from './common-words.ts';
import { createClientCounter, hiddenRowsCondition } from './hidden-rows.ts';
import type { OutgoingRow, Privacy, PrivacyView } from './privacy-view.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { createRowClient } from './row-client.ts';
import { mapIncoming, mapRow, mapStrings } from './row-texts.ts';
import { withoutUnfinished } from './tokens.ts';

const openView: PrivacyView = {
  isOpen: true,
  conditions: () => [],
  withheld: () => 0,
  sees: () => true,
  outgoing: ({ row }) => ({ row, replaced: 0 }),
  outgoingText: (text) => text,
  incoming: (data) => data,
  unveils: () => false,
};

function union(one: HiddenClients, other: HiddenClients): HiddenClients {
  const ids = [...one.ids, ...other.ids];
  return { ids: new Set(ids), json: JSON.stringify(ids) };
}

/** A model that runs where it was started: `local:` and `offline:` ones. */
export function isLocalModel(model: string | null): boolean {
  return model !== null && /^(?:local|offline):/.test(model);
}

export function createPrivacy({
  database,
  rows,
  reader,
  backendIsOwn,
  fraction,
  clock,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
  reader: WorkReader;
  /** Whether the backend was started by this device: what it is told stays here, if its model does. */
  backendIsOwn: () => boolean;
  /** Chance: a number in [0, 1). */
  fraction: () => number;
  clock: Clock;
}): Privacy & { rules: ClientRules } {
  const marks = createChangeMarks(database);
  const rules = createClientRules({ database, marks });
  const pseudonyms = createPseudonyms({ database, marks, fraction, clock });
  const names = createClientNames({ rules, marks, pseudonyms, rows });
  const rowClient = createRowClient(rows);
  const clientsOf = createClientCounter(database);

  /** Whether values leave as tokens now; and if so, the names are known. */
  function replaces(): boolean {
    if (rules.isEmpty() || rules.veiled().ids.size === 0) return false;
    names.learn();
    return true;
  }

  function isRuled(clientId: string | null | undefined): boolean {
    return typeof clientId === 'string' && rules.veiled().ids.has(clientId);
  }

  function probes(filters: object): boolean {
    if (!replaces()) return false;
    const texts = Object.entries(filters).flatMap(([key, value]) => (key === 'search' || key === 'assignee' ? [value] : []));
    return texts.some((text) => typeof text === 'string' && pseudonyms.probes(text));
  }

  function outgoingText(text: string): string {
    return replaces() ? pseudonyms.outgoing({ text, isRuled: false }).text : text;
  }

  function outgoingRow({ table, row }: { table: TableName; row: Row }): OutgoingRow {
    if (!replaces()) return { row, replaced: 0 };
    const ruled = isRuled(rowClient.ofRow({ table, row }));
    if (ruled && 'assignee' in row) names.learnPersons(row.assignee.filter((name) => !isCommonWord(name)));
    let replaced = 0;
    const change = (text: string): string => {
      const out = pseudonyms.outgoing({ text, isRuled: ruled });
      replaced += out.replaced;
      return out.text;
    };
    return { row: mapRow({ table, row, change }), replaced };
  }

  /** The client that a row would belong to once these columns are set. */
  function clientAfter({ table, id, columns }: { table: TableName; id: string; columns: StoredRow }): string | null | undefined {
    const reference = workTables[table].references[0];
    if (!reference || !(reference.column in columns)) return rowClient.ofId({ table, id });
    const target = columns[reference.column];
    return typeof target === 'string' ? rowClient.ofId({ table: reference.to, id: target }) : null;
  }

  function unveils({ table, id, columns }: Parameters<PrivacyView['unveils']>[0]): boolean {
    if (!replaces()) return false;
    // What hung on a client or a project that goes stays, and is nobody's.
    if (columns === undefined) return (table === 'clients' || table === 'projects') && isRuled(rowClient.ofId({ table, id }));
    const reference = workTables[table].references[0];
    if (!reference || !(reference.column in columns)) return false;
    if (table === 'clients' && rules.own(id) !== undefined) return false;
    return isRuled(rowClient.ofId({ table, id })) && !isRuled(clientAfter({ table, id, columns }));
  }

  function viewOf(run: { model: string | null }): PrivacyView {
    if (rules.isEmpty() && pseudonyms.isEmpty()) return openView;
    let isLocal: boolean | undefined;
    const hidden = (): HiddenClients | undefined => {
      if (rules.isEmpty()) return undefined;
      isLocal ??= backendIsOwn() && isLocalModel(run.model);
      const found = rules.hidden({ isLocal });
      return found.ids.size === 0 ? undefined : found;
    };
    return {
      isOpen: false,
      conditions(table, filters = {}) {
        const now = hidden();
        const probed = probes(filters) ? rules.veiled() : undefined;
        const left = now && probed ? union(now, probed) : (now ?? probed);
        return left ? [hiddenRowsCondition({ table, hidden: left })] : [];
      },
      withheld({ table, conditions }) {
        const now = hidden();
        if (!now) return 0;
        return reader.count({ table, conditions: [...conditions, hiddenRowsCondition({ table, hidden: now, only: true })] });
      },
      sees(row) {
        const now = hidden();
        if (!now) return true;
        const clientId = rowClient.ofId(row);
        return clientId === undefined || !now.ids.has(clientId);
      },
      outgoing: outgoingRow,
      outgoingText,
      incoming: (data) => mapIncoming(data, (text) => pseudonyms.incoming(text)),
      unveils,
    };
  }

  return {
    rules,
    viewOf,
    clientsOf,
    named: (text, { model } = {}) =>
      names.named(text, { isLocal: backendIsOwn() && (model === undefined || isLocalModel(model)) }),
    watches: ({ model }) => !rules.isEmpty() && !(backendIsOwn() && isLocalModel(model ?? null)),
    outgoingText,
    outgoingValue: (value) => (replaces() ? mapStrings(value, outgoingText) : value),
    shownText: (text) => pseudonyms.shown(text),
    shownValue: (value) => (pseudonyms.isEmpty() ? value : mapStrings(value, (text) => pseudonyms.shown(text))),
    shownUnfinished: (text) => (pseudonyms.isEmpty() ? text : pseudonyms.shown(withoutUnfinished(text))),
  };
}
