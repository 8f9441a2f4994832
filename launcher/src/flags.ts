import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { defaultHome } from './home.ts';

/** What start, backend, desktop and demo all take. */
export interface CommonFlags {
  /** Folder of all state. */
  home: string;
  /** Port to listen on; 0 = any; absent = the command's own default. */
  port: number | undefined;
  /** One JSON object a line on stdout. */
  json: boolean;
  /** Open the app's window. */
  open: boolean;
  host: 'auto' | 'electron' | 'browser';
}

/** A flag that cannot be taken; its message says which, and what it takes. */
export class FlagError extends Error {
  readonly code = 'bad_flag';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FlagError';
  }
}

const common = {
  home: { type: 'string' },
  port: { type: 'string' },
  json: { type: 'boolean', default: false },
  'no-open': { type: 'boolean', default: false },
  host: { type: 'string', default: 'auto' },
} as const satisfies ParseArgsOptionsConfig;

/**
 * Reads a command's flags. `own` names the flags that this command alone takes, each with a value; `switches` those that
 * are there or not.
 * @throws FlagError for an unknown flag or a value out of range.
 */
export function parseFlags<Own extends string = never, Switch extends string = never>({
  argv,
  own = [],
  switches = [],
  env,
  platform,
}: {
  argv: string[];
  own?: readonly Own[];
  switches?: readonly Switch[];
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
}): CommonFlags & { own: Partial<Record<Own, string>>; switches: ReadonlySet<Switch> } {
  const extra: ParseArgsOptionsConfig = {
    ...Object.fromEntries(own.map((name) => [name, { type: 'string' }])),
    ...Object.fromEntries(switches.map((name) => [name, { type: 'boolean' }])),
  };
  let values: Record<string, unknown>;
  try {
    values = parseArgs({ args: argv, options: { ...common, ...extra }, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    throw new FlagError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
  const host = values['host'];
  if (host !== 'auto' && host !== 'electron' && host !== 'browser')
    throw new FlagError('--host takes auto, electron or browser.');
  const ownValues: Partial<Record<Own, string>> = {};
  for (const name of own) {
    const value = values[name];
    if (typeof value === 'string') ownValues[name] = value;
  }
  return {
    home: typeof values['home'] === 'string' ? values['home'] : defaultHome({ platform, env }),
    port: parsePort(values['port']),
    json: values['json'] === true,
    open: values['no-open'] !== true,
    host,
    own: ownValues,
    switches: new Set(switches.filter((name) => values[name] === true)),
  };
}

function parsePort(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const port = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : -1;
  if (port < 0 || port > 65_535)
    throw new FlagError('--port takes a number from 0 (any free port) to 65535, such as --port 4173.');
  return port;
}
