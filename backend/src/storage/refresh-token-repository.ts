import { refreshTokens } from '@adiuva/drizzle/cloud';
import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Sql } from './database.ts';

export interface RefreshToken {
  id: string;
  userId: string;
  familyId: string;
  tokenSha256: Buffer;
  createdAt: number;
  expiresAt: number;
}

export async function insertRefreshToken({ sql, token }: { sql: Sql; token: RefreshToken }): Promise<void> {
  await sql.insert(refreshTokens).values(token);
}

export type RefreshTokenState = RefreshToken & { usedAt: number | null; revokedAt: number | null };

/** Finds a token by its hash and locks its row, so that of two uses at once one is the second. */
export async function lockRefreshToken({
  sql,
  tokenSha256,
}: {
  sql: Sql;
  tokenSha256: Buffer;
}): Promise<RefreshTokenState | undefined> {
  const [row] = await sql.select().from(refreshTokens).where(eq(refreshTokens.tokenSha256, tokenSha256)).for('update');
  return row;
}

export async function markRefreshTokenUsed({ sql, id, at }: { sql: Sql; id: string; at: number }): Promise<void> {
  await sql.update(refreshTokens).set({ usedAt: at }).where(eq(refreshTokens.id, id));
}

export async function revokeTokenFamily({ sql, familyId, at }: { sql: Sql; familyId: string; at: number }): Promise<void> {
  await sql
    .update(refreshTokens)
    .set({ revokedAt: at })
    .where(and(eq(refreshTokens.familyId, familyId), isNull(refreshTokens.revokedAt)));
}

/** True when the family was logged out, or one of its tokens was used twice. */
export async function isTokenFamilyRevoked({ sql, familyId }: { sql: Sql; familyId: string }): Promise<boolean> {
  const rows = await sql
    .select({ revokedAt: refreshTokens.revokedAt })
    .from(refreshTokens)
    .where(eq(refreshTokens.familyId, familyId));
  return rows.length === 0 || rows.some((row) => row.revokedAt !== null);
}

export async function deleteRefreshTokensBefore({ sql, before }: { sql: Sql; before: number }): Promise<void> {
  await sql.delete(refreshTokens).where(lt(refreshTokens.expiresAt, before));
}
