import { memberships, users, workspaces } from '@adiuva/drizzle/cloud';
import { and, eq } from 'drizzle-orm';
import type { Tier } from '#backend/config.ts';
import type { Sql } from './database.ts';

/** A user, and the workspace of their own. */
export interface Account {
  userId: string;
  email: string;
  /** Absent: no password opens this account. */
  passwordHash: string | undefined;
  workspaceId: string;
  tier: Tier;
  createdAt: number;
}

const columns = {
  userId: users.id,
  email: users.email,
  passwordHash: users.passwordHash,
  workspaceId: workspaces.id,
  tier: workspaces.tier,
  createdAt: users.createdAt,
};

/** Adds a user with a workspace; a unique violation says that the address is taken. */
export async function insertAccount({ sql, account, isLocal }: { sql: Sql; account: Account; isLocal: boolean }): Promise<void> {
  const { userId, email, workspaceId, tier, createdAt } = account;
  await sql.insert(users).values({ id: userId, email, passwordHash: account.passwordHash ?? null, isLocal, createdAt });
  await sql.insert(workspaces).values({ id: workspaceId, name: 'Personal', tier, createdAt });
  await sql.insert(memberships).values({ workspaceId, userId, role: 'owner', createdAt });
}

async function findAccount({ sql, where }: { sql: Sql; where: ReturnType<typeof eq> }): Promise<Account | undefined> {
  const [row] = await sql
    .select(columns)
    .from(users)
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.role, 'owner')))
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(where)
    .limit(1);
  return row && { ...row, passwordHash: row.passwordHash ?? undefined };
}

export function findAccountByEmail({ sql, email }: { sql: Sql; email: string }): Promise<Account | undefined> {
  return findAccount({ sql, where: eq(users.email, email) });
}

export function findAccountById({ sql, userId }: { sql: Sql; userId: string }): Promise<Account | undefined> {
  return findAccount({ sql, where: eq(users.id, userId) });
}

/** The account of one's own machine, if it was made. */
export function findLocalAccount({ sql }: { sql: Sql }): Promise<Account | undefined> {
  return findAccount({ sql, where: eq(users.isLocal, true) });
}
