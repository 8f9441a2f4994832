export { createAccessTokens, type AccessTokens } from './access-tokens.ts';
export { AccountError } from './account-error.ts';
export { createAccounts, type Accounts, type Identity, type Tokens } from './create-accounts.ts';
