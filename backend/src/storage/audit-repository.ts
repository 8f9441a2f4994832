import { audit } from '@adiuva/drizzle/cloud';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { Sql } from './database.ts';

/** Something that a security review wants to see. Ids and counts only, no content. */
export interface AuditEntry {
  event:
    | 'refresh_token_reused'
    | 'tool_result_unknown'
    | 'tool_result_late'
    | 'approval_response_unknown'
    | 'approval_response_invalid'
    | 'device_reset'
    | 'device_removed'
    | 'model_key_changed';
  userId: string;
  deviceId?: string;
  runId?: string;
  detail?: Record<string, string | number | boolean | null>;
}

export interface Audit {
  record(entry: AuditEntry): Promise<void>;
}

/** Rows of one event of one user a minute; more are counted in the next row, so that a flood does not fill the disk. */
const ROWS_A_MINUTE = 60;
const MINUTE_MS = 60_000;
const WINDOWS = 10_000;

export function createAudit({ sql, clock, newId }: { sql: Sql; clock: Clock; newId: NewId }): Audit {
  const windows = new Map<string, { since: number; rows: number; skipped: number }>();
  return {
    async record({ event, userId, deviceId, runId, detail = {} }) {
      const key = `${event} ${userId}`;
      const now = clock.monotonic();
      const known = windows.get(key);
      const window = known && now - known.since < MINUTE_MS ? known : { since: now, rows: 0, skipped: known?.skipped ?? 0 };
      if (windows.size > WINDOWS) windows.clear();
      windows.set(key, window);
      if (window.rows >= ROWS_A_MINUTE) {
        window.skipped += 1;
        return;
      }
      const count = 1 + window.skipped;
      window.rows += 1;
      window.skipped = 0;
      await sql.insert(audit).values({ id: newId(), at: clock.now(), event, userId, deviceId, runId, count, detail });
    },
  };
}
