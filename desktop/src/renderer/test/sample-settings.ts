import type { TableName } from '@adiuva/shared-protocol';
import { dayOf, startOfDay } from '#renderer/days/index.ts';
import type { ClientRule } from '#rpc/privacy.ts';
import { newId } from './memory-core.ts';
import type { MemoryCore } from './memory-state.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Clients with rules, a month of the ledger, backups, and two devices, for pictures and tests. */
export function fillSettings(core: MemoryCore, { now }: { now: number }): void {
  const { settings } = core;
  const client = (name: string, rule: ClientRule, from?: { rule: ClientRule; from: string }) => {
    const client_id = newId();
    settings.rules.push({ client_id, name, rule, ...(from ? { inherited: from } : {}) });
    return { client_id, label: name };
  };
  const hofmann = client('Hofmann & Partners', 'pseudonyms');
  const lindqvist = client('Lindqvist', 'none');
  client('Lindqvist Healthcare', 'never');
  client('Lindqvist Healthcare, clinic north', 'none', { rule: 'never', from: 'Lindqvist Healthcare' });
  client('Notary Weber', 'local');

  const questions = ['What is due this week?', 'Which invoices are open for Hofmann?', 'Summarise the notes on the brand book'];
  const labels = [
    'Send the second reminder',
    'Reply to Ines about the font licence',
    'Buy milk',
    'Draft the sitemap and send it round',
  ];
  const tables: TableName[] = ['tasks', 'projects', 'notes', 'tasks'];
  for (let seq = 60; seq > 0; seq -= 1) {
    const table = tables[seq % tables.length] ?? 'tasks';
    const rows = (seq * 7) % 13;
    const of = seq % 2 === 0 ? hofmann : lindqvist;
    settings.ledger.push({
      seq,
      at: now - (60 - seq) * 11 * HOUR - 240_000,
      run_id: `run-${Math.floor(seq / 3)}`,
      session_id: 'session-1',
      title: questions[Math.floor(seq / 3) % questions.length] ?? '',
      action: rows === 1 ? 'get' : 'select',
      table,
      rows,
      bytes: rows * 284 + 24,
      withheld: seq % 5 === 0 ? 2 : 0,
      replaced: of === hofmann ? rows * 2 : 0,
      destination: seq % 9 === 0 ? 'https://adiuva.example.org' : 'http://127.0.0.1:4000',
      model: seq % 9 === 0 ? 'openai:gpt-9' : 'offline:rules',
      clients: rows === 0 ? [] : [{ ...of, rows: Math.ceil(rows / 2) }],
      labels: labels.slice(0, Math.min(rows, labels.length)),
    });
  }

  // In the zone of the tests' windows: what was made today is not of yesterday when it is half past midnight.
  const zone = 'Europe/Berlin';
  const ofToday = Math.min(3 * HOUR, now - startOfDay({ day: dayOf({ instant: now, zone }), zone }));
  const backup = (kind: 'daily' | 'weekly' | 'migration' | 'manual', ago: number, verified = true) =>
    settings.backups.push({
      backup_id: `backup-${kind}-${ago}`,
      kind,
      created_at: now - ago * DAY - ofToday,
      bytes: 4_300_000 - ago * 31_000,
      verified,
    });
  backup('daily', 0, false);
  backup('manual', 1);
  backup('daily', 2);
  backup('migration', 9);
  backup('weekly', 14);

  settings.devices.push({
    device_id: '0198f3a2-77aa-7000-8000-1234567890ab',
    app_version: '0.1.0',
    last_seen_at: now - 30 * HOUR,
    connected: false,
    current: false,
  });
}
