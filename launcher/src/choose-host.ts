import type { ElectronBinary } from './electron-binary.ts';
import { FlagError, type CommonFlags } from './flags.ts';

/** What shows the app: the desktop program, or a browser. */
export type HostChoice = { host: 'electron'; binary: string } | { host: 'browser' };

/** How long a start may wait for Electron to be fetched, once an installation; when it was asked for, as long as it takes. */
const PATIENCE_MS = 4_000;
const LONG_PATIENCE_MS = 10 * 60_000;

const BROWSER = { host: 'browser' } as const;

/** Why no window of Electron's could open here, if none could. */
function noWindow({
  env,
  platform,
  isRoot,
}: {
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  isRoot: boolean;
}): string | undefined {
  if (platform !== 'linux') return undefined;
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'there is no display here';
  return isRoot ? 'Electron does not run as root' : undefined;
}

/**
 * Chooses the host of `npm start`. `auto` is the desktop program where its binary is or can be had within seconds, else the
 * browser, which is said in one line; without a window to open, and in CI, it is the browser and nothing is fetched.
 * @throws FlagError when `electron` was asked for and cannot be had
 */
export async function chooseHost({
  flags,
  env,
  platform,
  isRoot,
  electron,
  log,
}: {
  flags: Pick<CommonFlags, 'host' | 'open'>;
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  isRoot: boolean;
  electron: ElectronBinary;
  log: (message: string) => void;
}): Promise<HostChoice> {
  if (flags.host === 'browser') return BROWSER;
  if (flags.host === 'electron') {
    let found = electron.find();
    if (found === undefined) {
      log('fetching Electron (once; about 110 MB) …');
      found = await electron.fetch({ patienceMs: LONG_PATIENCE_MS });
    }
    if (found === undefined)
      throw new FlagError('Electron could not be fetched from here. Start without --host electron: the app opens in a browser.');
    return { host: 'electron', binary: found };
  }
  if (!flags.open || env['CI']) return BROWSER;
  const obstacle = noWindow({ env, platform, isRoot });
  if (obstacle !== undefined) {
    log(`${obstacle}, so the app opens in a browser`);
    return BROWSER;
  }
  const found = electron.find() ?? (electron.wasTried() ? undefined : await electron.fetch({ patienceMs: PATIENCE_MS }));
  if (found !== undefined) return { host: 'electron', binary: found };
  log('Electron is not here (yet), so the app opens in a browser; "npm start -- --host electron" fetches it');
  return BROWSER;
}
