import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '#backend/clock.ts';
import type { Tier } from '#backend/config.ts';
import type { NewId } from '#backend/ids.ts';
import {
  findAccountByEmail,
  findAccountById,
  findLocalAccount,
  insertAccount,
  type Account,
} from '#backend/storage/account-repository.ts';
import type { Audit } from '#backend/storage/audit-repository.ts';
import type { ContentKeys } from '#backend/storage/content-keys.ts';
import { isUniqueViolation, type Database, type Sql } from '#backend/storage/database.ts';
import {
  insertRefreshToken,
  isTokenFamilyRevoked,
  lockRefreshToken,
  markRefreshTokenUsed,
  revokeTokenFamily,
} from '#backend/storage/refresh-token-repository.ts';
import type { AccessTokens } from './access-tokens.ts';
import { AccountError } from './account-error.ts';
import { hashPassword, passwordFits } from './passwords.ts';

/** A refresh token unused for so long is worth nothing. */
const REFRESH_TOKEN_MS = 30 * 24 * 60 * 60_000;
const LOCAL_EMAIL = 'local@adiuva.invalid';

export interface Tokens {
  account: Account;
  accessToken: string;
  refreshToken: string;
}

/** Who asks, and by which log-in. */
export interface Identity {
  account: Account;
  familyId: string | undefined;
  /** When the token was issued, on the second. */
  tokenIssuedAt: number;
}

export interface Accounts {
  /** @throws AccountError `email_taken`, `registration_closed` */
  register(credentials: { email: string; password: string }): Promise<Tokens>;
  /** @throws AccountError `invalid_credentials` */
  logIn(credentials: { email: string; password: string }): Promise<Tokens>;
  /** One use a token; a second use revokes the whole log-in. @throws AccountError */
  refresh(refreshToken: string): Promise<Tokens>;
  /** Revokes the log-in that the asker came by, and the one of `refreshToken` if it is the asker's. */
  logOut(request: { identity: Identity; refreshToken: string | undefined }): Promise<void>;
  /** Undefined: no valid token, or one of a revoked log-in. */
  identify(accessToken: string): Promise<Identity | undefined>;
  /** The account of one's own machine, made the first time. */
  openLocalAccount(): Promise<Account>;
  localAccessToken(account: Account): Promise<string>;
}

export interface AccountPowers {
  database: Database;
  accessTokens: AccessTokens;
  contentKeys: ContentKeys;
  audit: Audit;
  clock: Clock;
  newId: NewId;
  registration: 'open' | 'closed';
  tier: Tier;
  /** Called once a log-in is revoked. */
  onRevoked: (familyId: string) => void;
}

export function createAccounts(powers: AccountPowers): Accounts {
  const { database, accessTokens, contentKeys, audit, clock, newId } = powers;

  async function makeAccount({
    email,
    passwordHash,
    isLocal,
  }: {
    email: string;
    passwordHash?: string;
    isLocal: boolean;
  }): Promise<Account> {
    const account: Account = {
      userId: newId(),
      email,
      passwordHash,
      workspaceId: newId(),
      tier: powers.tier,
      createdAt: clock.now(),
    };
    await database.transaction(async ({ sql }) => {
      await insertAccount({ sql, account, isLocal });
      await contentKeys.create({ sql, workspaceId: account.workspaceId });
    });
    return account;
  }

  async function issue({ sql, account, familyId }: { sql: Sql; account: Account; familyId: string }): Promise<Tokens> {
    const refreshToken = randomBytes(32).toString('base64url');
    const at = clock.now();
    await insertRefreshToken({
      sql,
      token: {
        id: newId(),
        userId: account.userId,
        familyId,
        tokenSha256: sha256(refreshToken),
        createdAt: at,
        expiresAt: at + REFRESH_TOKEN_MS,
      },
    });
    return { account, refreshToken, accessToken: await accessTokens.make({ userId: account.userId, familyId }) };
  }

  return {
    async register({ email, password }) {
      if (powers.registration === 'closed') throw new AccountError('registration_closed');
      const passwordHash = await hashPassword(password);
      try {
        const account = await makeAccount({ email, passwordHash, isLocal: false });
        return await issue({ sql: database.sql, account, familyId: newId() });
      } catch (error) {
        if (isUniqueViolation(error)) throw new AccountError('email_taken');
        throw error;
      }
    },

    async logIn({ email, password }) {
      const account = await findAccountByEmail({ sql: database.sql, email });
      const fits = await passwordFits({ password, passwordHash: account?.passwordHash });
      if (!account || !fits) throw new AccountError('invalid_credentials');
      return issue({ sql: database.sql, account, familyId: newId() });
    },

    async refresh(refreshToken) {
      const at = clock.now();
      const outcome = await database.transaction(async ({ sql }) => {
        const token = await lockRefreshToken({ sql, tokenSha256: sha256(refreshToken) });
        if (!token || token.expiresAt <= at) return undefined;
        if (token.usedAt !== null || token.revokedAt !== null) {
          await revokeTokenFamily({ sql, familyId: token.familyId, at });
          return { reused: token };
        }
        const account = await findAccountById({ sql, userId: token.userId });
        if (!account) return undefined;
        await markRefreshTokenUsed({ sql, id: token.id, at });
        return { tokens: await issue({ sql, account, familyId: token.familyId }) };
      });
      if (!outcome) throw new AccountError('unauthorized');
      if (outcome.tokens) return outcome.tokens;
      powers.onRevoked(outcome.reused.familyId);
      await audit.record({ event: 'refresh_token_reused', userId: outcome.reused.userId });
      throw new AccountError('refresh_token_reused');
    },

    async logOut({ identity, refreshToken }) {
      const at = clock.now();
      const families = new Set(identity.familyId === undefined ? [] : [identity.familyId]);
      await database.transaction(async ({ sql }) => {
        const token = refreshToken === undefined ? undefined : await lockRefreshToken({ sql, tokenSha256: sha256(refreshToken) });
        if (token?.userId === identity.account.userId) families.add(token.familyId);
        for (const familyId of families) await revokeTokenFamily({ sql, familyId, at });
      });
      for (const familyId of families) powers.onRevoked(familyId);
    },

    async identify(accessToken) {
      const subject = await accessTokens.read(accessToken);
      if (!subject) return undefined;
      const { userId, familyId, issuedAt } = subject;
      const [account, isRevoked] = await Promise.all([
        findAccountById({ sql: database.sql, userId }),
        familyId === undefined ? false : isTokenFamilyRevoked({ sql: database.sql, familyId }),
      ]);
      return account && !isRevoked ? { account, familyId, tokenIssuedAt: issuedAt } : undefined;
    },

    async openLocalAccount() {
      return (await findLocalAccount({ sql: database.sql })) ?? makeAccount({ email: LOCAL_EMAIL, isLocal: true });
    },

    localAccessToken: (account) => accessTokens.make({ userId: account.userId, familyId: undefined }),
  };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
