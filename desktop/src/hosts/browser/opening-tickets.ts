import { randomBytes } from 'node:crypto';

/** Where a browser that this process starts comes in. */
export const OPENING_PATH = '/open/';

const LIFE_MS = 60_000;

/** Leave to come in, once each: what a browser is started with is to be seen in the list of processes. */
export interface OpeningTickets {
  make(): string;
  /** Whether it is good; it is not from then on. */
  use(ticket: string): boolean;
}

export function createOpeningTickets(): OpeningTickets {
  const good = new Set<string>();
  return {
    make() {
      const ticket = randomBytes(32).toString('base64url');
      good.add(ticket);
      setTimeout(() => good.delete(ticket), LIFE_MS).unref();
      return ticket;
    },
    use: (ticket) => good.delete(ticket),
  };
}
