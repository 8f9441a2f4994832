import type { Activity } from '#core/activity/index.ts';
import type { Backups } from '#core/backups/index.ts';
import type { Connection } from '#core/connection/index.ts';
import type { Decisions } from '#core/decisions/index.ts';
import type { IntegrityView } from '#core/integrity/index.ts';
import type { LedgerViews } from '#core/ledger/index.ts';
import type { RuleList } from '#core/privacy/index.ts';
import type { Trust } from '#core/trust/index.ts';
import type { Warnings } from '#core/warnings/index.ts';
import type { CoreApi } from './core-api.ts';

export interface TrustParts {
  activity: Activity;
  integrity: IntegrityView;
  decisions: Decisions;
  trust: Trust;
  warnings: Warnings;
  rules: RuleList;
  ledger: LedgerViews;
  backups: Backups;
  connection: Connection;
}

/** What was done, what the owner is asked and allows, and where it all lies. */
export function trustProcedures(
  api: CoreApi,
  { activity, integrity, decisions, trust, warnings, rules, ledger, backups, connection }: TrustParts,
) {
  return {
    activity: {
      runs: api.activity.runs.handler(({ input }) => activity.runs(input)),
      changes: api.activity.changes.handler(({ input }) => activity.changes(input)),
      switch: api.activity.switch.handler(({ input }) => activity.switch(input)),
      undo: api.activity.undo.handler(({ input }) => activity.undo(input.run_id)),
      redo: api.activity.redo.handler(({ input }) => activity.redo(input.run_id)),
      switches: api.activity.switches.handler(({ input }) => activity.switches(input)),
      rowHistory: api.activity.rowHistory.handler(({ input }) => activity.rowHistory(input)),
    },
    integrity: {
      report: api.integrity.report.handler(() => integrity.report()),
      check: api.integrity.check.handler(() => integrity.check()),
      repair: api.integrity.repair.handler(() => integrity.repair()),
    },
    approvals: {
      list: api.approvals.list.handler(({ input }) => decisions.list(input)),
      approve: api.approvals.approve.handler(({ input }) => decisions.approve(input)),
      reject: api.approvals.reject.handler(({ input }) => decisions.reject(input)),
    },
    trust: {
      warnings: api.trust.warnings.handler(({ input }) => warnings.list(input)),
      dismissWarnings: api.trust.dismissWarnings.handler(() => {
        warnings.dismissAll();
        return { ok: true } as const;
      }),
      settings: api.trust.settings.handler(() => trust.settings()),
      setSettings: api.trust.setSettings.handler(({ input }) => trust.setSettings(input)),
      tainted: api.trust.tainted.handler(({ input }) => trust.tainted(input)),
      clearTaint: api.trust.clearTaint.handler(({ input }) => trust.clearTaint(input)),
    },
    privacy: {
      ledger: api.privacy.ledger.handler(({ input }) => ledger.ledger(input)),
      summary: api.privacy.summary.handler(({ input }) => ledger.summary(input)),
      rules: api.privacy.rules.handler(({ input }) => rules.rules(input)),
      setRule: api.privacy.setRule.handler(({ input }) => rules.setRule(input)),
    },
    backups: {
      list: api.backups.list.handler(() => backups.list()),
      create: api.backups.create.handler(() => backups.create()),
      restore: api.backups.restore.handler(({ input }) => backups.restore(input.backup_id)),
      startEmpty: api.backups.startEmpty.handler(() => {
        backups.startEmpty();
        return { ok: true } as const;
      }),
    },
    connection: {
      account: api.connection.account.handler(() => connection.account()),
      register: api.connection.register.handler(({ input }) => connection.register(input)),
      login: api.connection.login.handler(({ input }) => connection.login(input)),
      logout: api.connection.logout.handler(() => connection.logout()),
      devices: api.connection.devices.handler(() => connection.devices()),
      removeDevice: api.connection.removeDevice.handler(async ({ input }) => {
        await connection.removeDevice(input.device_id);
        return { ok: true } as const;
      }),
    },
  };
}
