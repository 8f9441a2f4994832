import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import { deriveKeys, type Secrets } from '#backend/storage/derived-keys.ts';

/** How long an access token lives, in seconds. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ISSUER = 'adiuva';
const AUDIENCE = 'adiuva-backend';
const claimsSchema = z.object({ sub: z.string().min(1), family: z.string().optional(), iat: z.number().int() });

/** Who a token speaks for. `familyId`: the log-in that it came from; absent for the local account's own. */
export interface TokenSubject {
  userId: string;
  familyId: string | undefined;
}

/** `issuedAt`: an instant, on the second. */
export type ReadToken = TokenSubject & { issuedAt: number };

export interface AccessTokens {
  make(subject: TokenSubject): Promise<string>;
  /** Undefined: forged, expired, or not one of ours. Whether it was revoked is not told here. */
  read(token: string): Promise<ReadToken | undefined>;
}

/** JWTs signed with HS256 under a key derived from the secret. */
export function createAccessTokens({ secrets, clock, newId }: { secrets: Secrets; clock: Clock; newId: NewId }): AccessTokens {
  const keys = deriveKeys({ secrets, purpose: 'access-token' });
  const [signing] = keys;
  if (!signing) throw new Error('no signing key');
  return {
    make({ userId, familyId }) {
      const now = Math.floor(clock.now() / 1_000);
      return new SignJWT(familyId === undefined ? {} : { family: familyId })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(userId)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setJti(newId())
        .setIssuedAt(now)
        .setExpirationTime(now + ACCESS_TOKEN_SECONDS)
        .sign(signing);
    },
    async read(token) {
      for (const key of keys) {
        try {
          const { payload } = await jwtVerify(token, key, {
            algorithms: ['HS256'],
            issuer: ISSUER,
            audience: AUDIENCE,
            currentDate: new Date(clock.now()),
          });
          const claims = claimsSchema.parse(payload);
          return { userId: claims.sub, familyId: claims.family, issuedAt: claims.iat * 1_000 };
        } catch {
          // Not under this key: the previous one may fit; else it is no token of ours, which is the answer.
        }
      }
      return undefined;
    },
  };
}
