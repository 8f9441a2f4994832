import { spawn } from 'node:child_process';

/** What opens an address in the user's browser, most wanted first. */
function openers(platform: NodeJS.Platform): [string, ...string[]][] {
  switch (platform) {
    case 'darwin':
      return [['open']];
    case 'win32':
      return [['cmd', '/c', 'start', '']];
    default:
      return [['xdg-open'], ['chromium', '--no-first-run'], ['google-chrome'], ['firefox']];
  }
}

/** Whether the program could be started and did not fail at once. */
function starts({ file, args }: { file: string; args: string[] }): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: 'ignore', detached: true });
    const isUp = setTimeout(() => settle(true), 1_500);
    function settle(up: boolean): void {
      clearTimeout(isUp);
      child.unref();
      resolve(up);
    }
    child.once('error', () => settle(false));
    child.once('exit', (code) => settle(code === 0));
  });
}

/** Opens an address in a browser. False: none could be started. */
export async function openBrowser({ url, platform }: { url: string; platform: NodeJS.Platform }): Promise<boolean> {
  for (const [file, ...args] of openers(platform)) if (await starts({ file, args: [...args, url] })) return true;
  return false;
}
