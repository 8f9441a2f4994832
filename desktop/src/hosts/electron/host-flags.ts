import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultHome } from '@adiuva/launcher/home.ts';

/** What the program was started with. */
export interface HostFlags {
  home: string;
  /** Somebody else runs the backend (`npm start`); absent: this program runs its own. */
  backendUrl: string | undefined;
  ownBackend: boolean;
  /** Events as lines of JSON on stdout, commands from stdin. */
  json: boolean;
}

/**
 * Reads the program's arguments. Chromium's own, and what a desktop adds (a file, a link), are passed over: a program that
 * was started from an icon has nobody to tell of an unknown flag.
 */
export function readHostFlags({
  argv,
  env,
  platform,
}: {
  argv: readonly string[];
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
}): HostFlags {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: {
      home: { type: 'string' },
      'backend-url': { type: 'string' },
      'own-backend': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const url = values['backend-url'];
  return {
    home: typeof values.home === 'string' ? resolve(values.home) : defaultHome({ platform, env }),
    backendUrl: typeof url === 'string' && /^https?:/.test(url) ? url : undefined,
    ownBackend: values['own-backend'] === true,
    json: values.json === true,
  };
}
