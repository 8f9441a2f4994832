// A lock for work that two commands must not do at once. Node's built-ins only: `run.mjs` needs it before any package is there.
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** After so long somebody is told what is waited for, in milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * Does `work` while no other command does. The lock is a folder that names its holder, and it comes into being with that
 * name in it: whenever a holder is killed, the next one sees that it is gone.
 */
export async function withWorkLock({ folder, say = console.error }, work) {
  const since = Date.now();
  let hasSpoken = false;
  while (!take(folder)) {
    if (takeAway(folder)) continue;
    if (!hasSpoken && Date.now() - since > PATIENCE_MS) {
      hasSpoken = true;
      const holder = holderOf(folder);
      say(
        `adiuva: waiting for ${holder === undefined ? 'another command' : `process ${holder}`}, which installs or builds here. If there is none, delete ${folder}.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  try {
    await work();
  } finally {
    remove(folder);
  }
}

function take(folder) {
  const mine = mkdtempSync(`${folder}-`);
  writeFileSync(join(mine, 'pid'), String(process.pid));
  try {
    renameSync(mine, folder);
    return true;
  } catch (error) {
    rmSync(mine, { recursive: true, force: true });
    // What Linux, macOS and Windows say of a folder that is there, and is not empty.
    if (['EEXIST', 'ENOTEMPTY', 'EPERM', 'EACCES'].includes(error.code)) return false;
    throw error;
  }
}

/** Takes a lock away whose holder is gone. Where somebody else did, and holds a new one already, it gets that back. */
function takeAway(folder) {
  const holder = holderOf(folder);
  if (holder === undefined || isAlive(holder)) return false;
  remove(folder, (away) => holderOf(away) === holder);
  return true;
}

/** At once, by another name: it is never there without its holder's. */
function remove(folder, isRight = () => true) {
  const away = join(mkdtempSync(`${folder}-`), 'gone');
  try {
    renameSync(folder, away);
    if (!isRight(away)) renameSync(away, folder);
  } catch {
    // Somebody else was first.
  }
  rmSync(dirname(away), { recursive: true, force: true });
}

function holderOf(folder) {
  try {
    return Number(readFileSync(join(folder, 'pid'), 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
