import type { Failure } from '#renderer/rpc-client.ts';

export type ConnectWay = 'login' | 'register';
export type ConnectField = 'address' | 'email' | 'password';
export interface ConnectDraft {
  address: string;
  email: string;
  password: string;
}
/** What is wrong, a sentence a field. */
export type ConnectProblems = Partial<Record<ConnectField, string>>;

const PASSWORD_LENGTH = 8;

/** The address as the core takes it: a name without a scheme is meant as https. Undefined: it is none. */
export function addressOf(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || /\s/.test(trimmed)) return undefined;
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(whole)) return undefined;
  const { protocol, hostname, username, password, search, hash } = new URL(whole);
  if ((protocol !== 'https:' && protocol !== 'http:') || hostname === '' || username !== '' || password !== '') return undefined;
  if (search !== '' || hash !== '') return undefined;
  return whole.replace(/\/+$/, '');
}

/** Whether what is sent there could be read on the way: neither encrypted nor on this machine. */
export function isOpenWay(text: string): boolean {
  const address = addressOf(text);
  if (address === undefined) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** What can be told before anything is sent. */
export function problemsOf({ draft, way }: { draft: ConnectDraft; way: ConnectWay }): ConnectProblems {
  const problems: ConnectProblems = {};
  if (draft.address.trim() === '') problems.address = 'Write the backend’s address, such as https://adiuva.example.org.';
  else if (addressOf(draft.address) === undefined)
    problems.address = 'This is not a web address. It looks like https://adiuva.example.org.';
  else if (isOpenWay(draft.address))
    problems.address = 'Your password would cross the network unencrypted. Use an address that begins with https://.';
  if (!/^[^\s@]+@[^\s@]+$/.test(draft.email.trim())) problems.email = 'Write an e-mail address, such as mara@example.org.';
  if (draft.password === '') problems.password = 'Write the password.';
  else if (way === 'register' && draft.password.length < PASSWORD_LENGTH)
    problems.password = `A password has at least ${PASSWORD_LENGTH} characters.`;
  return problems;
}

/** At which field a refusal of the backend stands: by its code where that tells, else where one would look first. */
export function fieldOf({ failure, way }: { failure: Failure; way: ConnectWay }): ConnectField | undefined {
  if (failure.kind === 'unavailable') return 'address';
  if (failure.kind !== 'invalid' && failure.kind !== 'conflict' && failure.kind !== 'not_found') return undefined;
  const { code = '' } = failure;
  if (/address|url|backend/.test(code)) return 'address';
  if (/email|taken|registration/.test(code)) return 'email';
  if (/password|credential|login/.test(code)) return 'password';
  return way === 'login' ? 'password' : 'email';
}
