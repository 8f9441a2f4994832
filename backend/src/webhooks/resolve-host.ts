import { Resolver } from 'node:dns/promises';

/** Answers every IPv4 and IPv6 address of a name. Rejects when it has none, or nobody answers. */
export type ResolveHost = (request: { host: string; signal: AbortSignal }) => Promise<string[]>;

/**
 * Asks the name servers themselves: the machine's own when `servers` (`address:port`) is absent. The machine's list of hosts
 * and the names that its network announces are not looked at: a public name is in the DNS, and only a question to a name
 * server can be taken back when the time is up.
 */
export function createHostResolver({ servers }: { servers?: readonly string[] } = {}): ResolveHost {
  return async ({ host, signal }) => {
    signal.throwIfAborted();
    const resolver = new Resolver();
    if (servers) resolver.setServers(servers);
    const cancel = (): void => resolver.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    // The root's dot: no search list of this machine's network is tried.
    const name = `${host}.`;
    try {
      const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
      const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      const failure = answers.find((answer) => answer.status === 'rejected');
      if (addresses.length === 0 && failure) throw failure.reason;
      return addresses;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  };
}
