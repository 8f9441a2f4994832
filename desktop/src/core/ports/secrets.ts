/**
 * Where the device keeps what nobody but its owner may read: tokens and keys, by name. Never in the database, in a log, or
 * on its way to the page. What `set` was given is on the disk when it returns.
 */
export interface Secrets {
  get(name: string): string | undefined;
  /** @throws Error when it cannot be kept */
  set(name: string, value: string): void;
  /** One that is not there is deleted already. */
  delete(name: string): void;
}

/** The in-memory twin: gone with the process. */
export function createMemorySecrets(): Secrets {
  const kept = new Map<string, string>();
  return {
    get: (name) => kept.get(name),
    set(name, value) {
      kept.set(name, value);
    },
    delete(name) {
      kept.delete(name);
    },
  };
}
