// The one place of `core` that names the RPC library.
import { implement, ORPCError } from '@orpc/server';
import type { ToolErrorCode } from '@adiuva/shared-protocol';
import { contract } from '#rpc/contract.ts';
import type { AppScreen } from './app-screen/index.ts';
import type { Activity } from './activity/index.ts';
import type { Attachments } from './attachments/index.ts';
import { subscribeToChanges, type ChangeFeed } from './change-feed/index.ts';
import type { Backups } from './backups/index.ts';
import type { Chat, Forgetting } from './chat/index.ts';
import type { Checkpoints } from './checkpoints/index.ts';
import type { Clients } from './clients/index.ts';
import type { Comments } from './comments/index.ts';
import type { Decisions } from './decisions/index.ts';
import type { Connection } from './connection/index.ts';
import { DeviceError } from './device-error.ts';
import { translateFault } from './device-tools/index.ts';
import type { IntegrityView } from './integrity/index.ts';
import type { LedgerViews } from './ledger/index.ts';
import type { Dialogs } from './ports/dialogs.ts';
import type { Logger } from './ports/logger.ts';
import type { RuleList } from './privacy/index.ts';
import type { Models } from './models/index.ts';
import type { Notes } from './notes/index.ts';
import type { Palette } from './palette/index.ts';
import type { Projects } from './projects/index.ts';
import type { RunList } from './run-list/index.ts';
import type { Search } from './search/index.ts';
import type { Status } from './status/index.ts';
import type { Tasks } from './tasks/index.ts';
import type { TodayDesk } from './today/index.ts';
import type { Trust } from './trust/index.ts';
import type { UsageDesk } from './usage/index.ts';
import type { Warnings } from './warnings/index.ts';

/** What the procedures stand on. */
export interface RouterParts {
  status: Status;
  today: TodayDesk;
  tasks: Tasks;
  comments: Comments;
  palette: Palette;
  projects: Projects;
  clients: Clients;
  checkpoints: Checkpoints;
  notes: Notes;
  chat: Chat;
  attachments: Attachments;
  models: Models;
  usage: UsageDesk;
  forgetting: Forgetting;
  activity: Activity;
  runs: RunList;
  integrity: IntegrityView;
  decisions: Decisions;
  trust: Trust;
  warnings: Warnings;
  rules: RuleList;
  ledger: LedgerViews;
  backups: Backups;
  connection: Connection;
  screen: AppScreen;
  search: Search;
  dialogs: Dialogs | undefined;
  feed: ChangeFeed;
  logger: Logger;
}

/** The RPC errors that the contract declares, by what the device's own rules said. */
function errorName(code: ToolErrorCode): 'INVALID' | 'NOT_FOUND' | 'CONFLICT' | 'UNAVAILABLE' {
  switch (code) {
    case 'not_found':
      return 'NOT_FOUND';
    case 'conflict':
    case 'id_conflict':
      return 'CONFLICT';
    case 'busy':
    case 'internal':
      return 'UNAVAILABLE';
    default:
      return 'INVALID';
  }
}

const NO_DIALOGS = 'A browser’s window cannot choose a folder of this machine. Nothing was chosen; the desktop program can.';

const statuses = { INVALID: 422, NOT_FOUND: 404, CONFLICT: 409, UNAVAILABLE: 503 };

/** Implements the contract. Output is ours and typed, so it is not parsed again on its way out. */
export function createRouter({
  status,
  today,
  tasks,
  comments,
  palette,
  projects,
  clients,
  checkpoints,
  notes,
  chat,
  attachments,
  models,
  usage,
  forgetting,
  activity,
  runs,
  integrity,
  decisions,
  trust,
  warnings,
  rules,
  ledger,
  backups,
  connection,
  screen,
  search,
  dialogs,
  feed,
  logger,
}: RouterParts) {
  const api = implement(contract)
    .$config({ initialOutputValidationIndex: Number.NaN })
    .use(async ({ next }) => {
      try {
        return await next();
      } catch (cause) {
        if (cause instanceof ORPCError) throw cause;
        const fault = cause instanceof DeviceError ? cause : translateFault(cause);
        if (fault.code === 'internal') logger.error('a request of the page failed', { fault: String(fault.cause) });
        const name = errorName(fault.code);
        throw new ORPCError(name, { status: statuses[name], message: fault.message, data: { code: fault.code }, cause });
      }
    });

  return api.router({
    app: {
      status: api.app.status.handler(() => status.read()),
      changes: api.app.changes.handler(({ signal }) => subscribeToChanges({ feed, signal })),
      pickFolder: api.app.pickFolder.handler(async ({ input }) => {
        if (!dialogs) throw new DeviceError('busy', NO_DIALOGS);
        return { path: (await dialogs.pickFolder(input)) ?? null };
      }),
      reconnect: api.app.reconnect.handler(() => {
        status.reconnect();
        return { ok: true } as const;
      }),
    },
    tasks: {
      list: api.tasks.list.handler(({ input }) => tasks.list(input)),
      get: api.tasks.get.handler(({ input }) => tasks.get(input.id)),
      ids: api.tasks.ids.handler(({ input }) => tasks.ids(input)),
      assignees: api.tasks.assignees.handler(() => tasks.assignees()),
      create: api.tasks.create.handler(({ input }) => tasks.create(input)),
      update: api.tasks.update.handler(({ input }) => tasks.update(input)),
      move: api.tasks.move.handler(({ input }) => tasks.move(input)),
      updateMany: api.tasks.updateMany.handler(({ input }) => tasks.updateMany(input)),
      remove: api.tasks.remove.handler(({ input }) => tasks.remove(input)),
      removeMany: api.tasks.removeMany.handler(({ input }) => tasks.removeMany(input)),
    },
    comments: {
      list: api.comments.list.handler(({ input }) => comments.list(input)),
      create: api.comments.create.handler(({ input }) => comments.create(input)),
      update: api.comments.update.handler(({ input }) => comments.update(input)),
      remove: api.comments.remove.handler(({ input }) => comments.remove(input)),
    },
    today: {
      read: api.today.read.handler(() => today.read()),
      capture: api.today.capture.handler(({ input }) => today.capture(input)),
    },
    palette: {
      everything: api.palette.everything.handler(({ input }) => palette.everything(input)),
    },
    projects: {
      list: api.projects.list.handler(({ input }) => projects.list(input)),
      tree: api.projects.tree.handler(() => projects.tree()),
      overview: api.projects.overview.handler(({ input }) => projects.overview(input.id)),
      create: api.projects.create.handler(({ input }) => projects.create(input)),
      update: api.projects.update.handler(({ input }) => projects.update(input)),
      remove: api.projects.remove.handler(({ input }) => projects.remove(input)),
    },
    clients: {
      list: api.clients.list.handler(({ input }) => clients.list(input)),
      overview: api.clients.overview.handler(({ input }) => clients.overview(input.id)),
      create: api.clients.create.handler(({ input }) => clients.create(input)),
      update: api.clients.update.handler(({ input }) => clients.update(input)),
      remove: api.clients.remove.handler(({ input }) => clients.remove(input)),
    },
    checkpoints: {
      list: api.checkpoints.list.handler(({ input }) => checkpoints.list(input)),
      get: api.checkpoints.get.handler(({ input }) => checkpoints.get(input.id)),
      create: api.checkpoints.create.handler(({ input }) => checkpoints.create(input)),
      update: api.checkpoints.update.handler(({ input }) => checkpoints.update(input)),
      remove: api.checkpoints.remove.handler(({ input }) => checkpoints.remove(input)),
    },
    notes: {
      list: api.notes.list.handler(({ input }) => notes.list(input)),
      get: api.notes.get.handler(({ input }) => notes.get(input.id)),
      head: api.notes.head.handler(({ input }) => notes.head(input.id)),
      create: api.notes.create.handler(({ input }) => notes.create(input)),
      update: api.notes.update.handler(({ input }) => notes.update(input)),
      remove: api.notes.remove.handler(({ input }) => notes.remove(input)),
      backlinks: api.notes.backlinks.handler(({ input }) => notes.backlinks(input)),
      targets: api.notes.targets.handler(({ input }) => notes.targets(input)),
      byTitle: api.notes.byTitle.handler(({ input }) => notes.byTitle(input.title)),
    },
    chat: {
      sessions: api.chat.sessions.handler(({ input }) => chat.sessions(input)),
      transcript: api.chat.transcript.handler(({ input }) => chat.transcript(input)),
      send: api.chat.send.handler(({ input }) => chat.send(input)),
      cancel: api.chat.cancel.handler(({ input }) => {
        chat.cancel(input.request_id);
        return { ok: true } as const;
      }),
      forget: api.chat.forget.handler(({ input }) => forgetting.forget(input.session_id)),
    },
    attachments: {
      begin: api.attachments.begin.handler(({ input }) => attachments.begin(input)),
      append: api.attachments.append.handler(({ input }) => {
        attachments.append(input);
        return { ok: true } as const;
      }),
      finish: api.attachments.finish.handler(({ input }) => attachments.finish(input.upload_id)),
      discard: api.attachments.discard.handler(({ input }) => {
        attachments.discard(input.attachment_id);
        return { ok: true } as const;
      }),
      read: api.attachments.read.handler(({ input }) => attachments.read(input)),
    },
    models: {
      read: api.models.read.handler(() => models.read()),
      update: api.models.update.handler(({ input }) => models.update(input)),
      test: api.models.test.handler(({ input }) => models.test(input)),
    },
    usage: {
      read: api.usage.read.handler(({ input }) => usage.read(input)),
    },
    runs: {
      open: api.runs.open.handler(({ input }) => runs.open(input)),
      ended: api.runs.ended.handler(({ input }) => runs.ended(input)),
    },
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
    search: {
      notes: api.search.notes.handler(({ input }) => search.notes(input)),
      settings: api.search.settings.handler(() => search.settings()),
      setSettings: api.search.setSettings.handler(({ input }) => search.setSettings(input)),
    },
    screen: {
      openings: api.screen.openings.handler(({ input, signal }) => screen.openings({ place: input, signal })),
      moved: api.screen.moved.handler(({ input }) => {
        screen.moved(input);
        return { ok: true } as const;
      }),
      settle: api.screen.settle.handler(({ input }) => {
        screen.settle(input);
        return { ok: true } as const;
      }),
      notices: api.screen.notices.handler(() => screen.notices()),
      dismiss: api.screen.dismiss.handler(({ input }) => {
        screen.dismiss(input.notice_id);
        return { ok: true } as const;
      }),
      dismissAll: api.screen.dismissAll.handler(({ input }) => {
        screen.dismissAll(input.up_to);
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
  });
}

export type CoreRouter = ReturnType<typeof createRouter>;
