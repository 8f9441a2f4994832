/** A program and its arguments. */
export interface Command {
  file: string;
  args: string[];
}

/**
 * PostgreSQL refuses to run as root. Then it runs in a user namespace where the same files belong to an ordinary user: no
 * system user is made, and the home stays closed to everybody else.
 */
export function asUnprivileged({ file, args }: Command): Command {
  if (process.getuid?.() !== 0) return { file, args };
  return { file: 'unshare', args: ['--user', '--map-user=1000', '--map-group=1000', '--', file, ...args] };
}

/** What PostgreSQL may know of our environment: nothing that changes how it behaves. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}
