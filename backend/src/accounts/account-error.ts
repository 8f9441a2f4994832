import type { ProblemCode } from '@adiuva/shared-protocol';

const faults = {
  email_taken: {
    status: 409,
    message: 'An account with this address exists already. Nothing was changed. Log in, or use another address.',
  },
  invalid_credentials: { status: 401, message: 'No account has this address and password. Check both and try again.' },
  registration_closed: {
    status: 403,
    message:
      'This backend makes its own account and takes no registrations. Nothing was changed. Use the app it was started with.',
  },
  refresh_token_reused: {
    status: 401,
    message: 'This refresh token was used before, so every token of its log-in was revoked. Log in again.',
  },
  unauthorized: { status: 401, message: 'A valid access token is needed. Log in, or refresh the token.' },
} as const satisfies Partial<Record<ProblemCode, { status: number; message: string }>>;

/** What an account's owner, or somebody else, may not do. */
export class AccountError extends Error {
  readonly code: keyof typeof faults;
  readonly status: number;

  constructor(code: keyof typeof faults) {
    super(faults[code].message);
    this.name = 'AccountError';
    this.code = code;
    this.status = faults[code].status;
  }
}
