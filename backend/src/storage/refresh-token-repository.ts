import { refreshTokens } from '@adiuva/drizzle/cloud';
import { and, eq, isNull, lt, min, sql as statement } from 'drizzle-orm';
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

/**
 * A log-in: when it began, as far as its tokens are still kept, and whether it was logged out, lost its device, or had a
 * token used twice. Undefined: it has no token left.
 */
export async function findTokenFamily({
  sql,
  familyId,
}: {
  sql: Sql;
  familyId: string;
}): Promise<{ loggedInAt: number; isRevoked: boolean } | undefined> {
  const [row] = await sql
    .select({
      loggedInAt: min(refreshTokens.createdAt),
      isRevoked: statement<boolean>`bool_or(${refreshTokens.revokedAt} is not null)`,
    })
    .from(refreshTokens)
    .where(eq(refreshTokens.familyId, familyId));
  return typeof row?.loggedInAt === 'number' ? { loggedInAt: row.loggedInAt, isRevoked: row.isRevoked } : undefined;
}

export async function isTokenFamilyRevoked({ sql, familyId }: { sql: Sql; familyId: string }): Promise<boolean> {
  return (await findTokenFamily({ sql, familyId }))?.isRevoked ?? true;
}

export async function deleteRefreshTokensBefore({ sql, before }: { sql: Sql; before: number }): Promise<void> {
  await sql.delete(refreshTokens).where(lt(refreshTokens.expiresAt, before));
}
