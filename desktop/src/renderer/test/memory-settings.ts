// What the core in memory keeps for the settings and the ledger, and how it answers about them.
import { implement } from '@orpc/server';
import type { Change } from '#rpc/app.ts';
import type { Backup, Recovery } from '#rpc/backups.ts';
import type { Account, Device } from '#rpc/connection.ts';
import { contract } from '#rpc/contract.ts';
import type { IntegrityReport } from '#rpc/integrity.ts';
import type { LedgerEntry, RuledClient } from '#rpc/privacy.ts';
import type { SearchSettings } from '#rpc/search.ts';

/** What the test sees and sets. */
export interface MemorySettings {
  ledger: LedgerEntry[];
  rules: RuledClient[];
  backups: Backup[];
  folder: string;
  fault: string | undefined;
  recovery: Recovery | undefined;
  account: Account;
  devices: Device[];
  report: IntegrityReport;
  meaning: SearchSettings;
  /** The next call to each of these is refused with the sentence. */
  refuse: Map<string, { kind: 'INVALID' | 'UNAVAILABLE'; code: string; sentence: string }>;
  /** Calls that change something, as they came. */
  calls: string[];
}

const own: Account = { kind: 'own', backend_url: 'http://127.0.0.1:4000', has_own: true };

type Errors = {
  INVALID: (options: { message: string; data: { code: string } }) => Error;
  UNAVAILABLE: (options: { message: string; data: { code: string } }) => Error;
};

/** Notes a call by its name, and refuses it where the test said so. */
export function calledOf(settings: MemorySettings) {
  return (name: string, errors: Errors): void => {
    settings.calls.push(name);
    const refusal = settings.refuse.get(name);
    settings.refuse.delete(name);
    if (refusal) throw errors[refusal.kind]({ message: refusal.sentence, data: { code: refusal.code } });
  };
}

export function createMemorySettings({ now, tell }: { now: () => number; tell: (topic: Change['topic']) => void }) {
  const settings: MemorySettings = {
    ledger: [],
    rules: [],
    backups: [],
    folder: '/home/mara/.local/share/adiuva/device/backups',
    fault: undefined,
    recovery: undefined,
    account: own,
    devices: [{ device_id: 'device-1', app_version: '0.1.0', last_seen_at: now(), connected: true, current: true }],
    report: {
      checking: false,
      kind: 'recent',
      checked_rows: 12,
      differences: [],
      difference_count: 0,
      unreadable_rows: 0,
      checked_at: now(),
      complete: true,
    },
    meaning: { embed_model: 'offline:rules', state: { embedded: 12, waiting: 0, failed: 0, index: 'ready' } },
    refuse: new Map(),
    calls: [],
  };
  const os = implement(contract);
  const called = calledOf(settings);
  const page = <Row>(items: readonly Row[], { offset, limit }: { offset: number; limit: number }) => ({
    items: items.slice(offset, offset + limit),
    total: items.length,
  });
  function sums(entries: readonly LedgerEntry[]) {
    return {
      reads: entries.length,
      rows: entries.reduce((sum, { rows }) => sum + rows, 0),
      bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }
  function grouped<Key extends string>(entries: readonly LedgerEntry[], keyOf: (entry: LedgerEntry) => Key | undefined) {
    const groups = new Map<Key, LedgerEntry[]>();
    for (const entry of entries) {
      const key = keyOf(entry);
      if (key === undefined) continue;
      const group = groups.get(key);
      if (group) group.push(entry);
      else groups.set(key, [entry]);
    }
    return [...groups].map(([key, group]) => ({ key, ...sums(group) })).toSorted((a, b) => b.rows - a.rows);
  }
  function byClient(entries: readonly LedgerEntry[]) {
    const clients = new Map<string, { client_id: string; label: string; rows: number }>();
    for (const { client_id, label, rows } of entries.flatMap((entry) => entry.clients))
      clients.set(client_id, { client_id, label, rows: rows + (clients.get(client_id)?.rows ?? 0) });
    const owned = [...clients.values()].toSorted((a, b) => b.rows - a.rows);
    const free = sums(entries).rows - owned.reduce((sum, { rows }) => sum + rows, 0);
    return free > 0 ? [...owned, { label: '', rows: free }] : owned;
  }
  function made(kind: Backup['kind']): Backup {
    const backup: Backup = {
      backup_id: `backup-${settings.backups.length + 1}-${kind}`,
      kind,
      created_at: now(),
      bytes: 4_300_000,
      verified: true,
    };
    settings.backups.unshift(backup);
    return backup;
  }
  function enter(account: Account): Account {
    settings.account = account;
    tell('connection');
    tell('status');
    return account;
  }

  const handlers = {
    privacy: {
      ledger: os.privacy.ledger.handler(({ input }) =>
        page(
          settings.ledger.filter(
            (entry) =>
              (input.run_id === undefined || entry.run_id === input.run_id) &&
              (input.table === undefined || entry.table === input.table) &&
              (input.client_id === undefined || entry.clients.some(({ client_id }) => client_id === input.client_id)),
          ),
          input,
        ),
      ),
      summary: os.privacy.summary.handler(({ input }) => {
        const entries = settings.ledger.filter(({ at }) => at >= (input.since ?? 0));
        return {
          ...sums(entries),
          runs: new Set(entries.map(({ run_id }) => run_id)).size,
          by_client: byClient(entries),
          by_table: grouped(entries, ({ table }) => table).map(({ key, ...rest }) => ({ table: key, ...rest })),
          by_destination: grouped(entries, ({ destination }) => destination).map(({ key, ...rest }) => ({
            destination: key,
            ...rest,
          })),
        };
      }),
      rules: os.privacy.rules.handler(({ input }) =>
        page(
          settings.rules.filter(({ name }) => name.toLowerCase().includes((input.search ?? '').toLowerCase())),
          input,
        ),
      ),
      setRule: os.privacy.setRule.handler(({ input, errors }) => {
        called('setRule', errors);
        const client = settings.rules.find(({ client_id }) => client_id === input.client_id);
        if (!client) throw errors.NOT_FOUND({ message: 'There is no such client.', data: { code: 'not_found' } });
        client.rule = input.rule;
        tell('privacy');
        return client;
      }),
    },
    backups: {
      list: os.backups.list.handler(() => ({
        items: settings.backups,
        folder: settings.folder,
        ...(settings.fault === undefined ? {} : { fault: settings.fault }),
        ...(settings.recovery ? { recovery: settings.recovery } : {}),
      })),
      create: os.backups.create.handler(({ errors }) => {
        called('create', errors);
        const backup = made('manual');
        tell('backups');
        return backup;
      }),
      restore: os.backups.restore.handler(({ input, errors }) => {
        called(`restore ${input.backup_id}`, errors);
        const restored = settings.backups.find(({ backup_id }) => backup_id === input.backup_id);
        if (!restored) throw errors.NOT_FOUND({ message: 'This backup is gone.', data: { code: 'not_found' } });
        const undo = made('restore');
        settings.recovery = undefined;
        tell('backups');
        return { restored, undo };
      }),
      startEmpty: os.backups.startEmpty.handler(({ errors }) => {
        called('startEmpty', errors);
        settings.recovery = undefined;
        tell('backups');
        return { ok: true as const };
      }),
    },
    integrity: {
      report: os.integrity.report.handler(() => settings.report),
      check: os.integrity.check.handler(({ errors }) => {
        called('check', errors);
        settings.report = { ...settings.report, kind: 'full', checking: true };
        return settings.report;
      }),
      repair: os.integrity.repair.handler(({ errors }) => {
        called('repair', errors);
        const rows = new Set(settings.report.differences.map(({ row_id }) => row_id)).size;
        settings.report = { ...settings.report, differences: [], difference_count: 0, checked_at: now() };
        return { rows, switch_id: 'switch-1', report: settings.report };
      }),
    },
    connection: {
      account: os.connection.account.handler(() => settings.account),
      register: os.connection.register.handler(({ input, errors }) => {
        called('register', errors);
        return enter({ kind: 'remote', backend_url: input.backend_url, email: input.email, has_own: settings.account.has_own });
      }),
      login: os.connection.login.handler(({ input, errors }) => {
        called('login', errors);
        return enter({ kind: 'remote', backend_url: input.backend_url, email: input.email, has_own: settings.account.has_own });
      }),
      logout: os.connection.logout.handler(({ errors }) => {
        called('logout', errors);
        return enter(settings.account.has_own ? own : { kind: 'none', has_own: false });
      }),
      devices: os.connection.devices.handler(({ errors }) => {
        const refusal = settings.refuse.get('devices');
        if (refusal) throw errors.UNAVAILABLE({ message: refusal.sentence, data: { code: refusal.code } });
        return { items: settings.devices };
      }),
      removeDevice: os.connection.removeDevice.handler(({ input, errors }) => {
        called(`removeDevice ${input.device_id}`, errors);
        settings.devices = settings.devices.filter(({ device_id }) => device_id !== input.device_id);
        tell('connection');
        return { ok: true as const };
      }),
    },
  };
  return { settings, handlers };
}
