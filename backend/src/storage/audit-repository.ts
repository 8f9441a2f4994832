import { audit } from '@adiuva/drizzle/cloud';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { Sql } from './database.ts';

/** Something that a security review wants to see. Ids and counts only, no content. */
export interface AuditEntry {
  event: 'refresh_token_reused' | 'tool_result_unknown' | 'tool_result_late' | 'device_reset';
  userId?: string;
  deviceId?: string;
  runId?: string;
  detail?: Record<string, string | number | boolean | null>;
}

export interface Audit {
  record(entry: AuditEntry): Promise<void>;
}

export function createAudit({ sql, clock, newId }: { sql: Sql; clock: Clock; newId: NewId }): Audit {
  return {
    async record({ event, userId, deviceId, runId, detail = {} }) {
      await sql.insert(audit).values({ id: newId(), at: clock.now(), event, userId, deviceId, runId, detail });
    },
  };
}
