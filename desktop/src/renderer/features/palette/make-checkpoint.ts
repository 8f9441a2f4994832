import type { AppPowers } from '#renderer/app-powers.ts';
import { addDays, dayInWords, dayOf, startOfDay } from '#renderer/days/index.ts';
import { failureOf } from '#renderer/rpc-client.ts';

/** A checkpoint that names no day gets the one this many days from now, to be moved from there. */
const DAYS_AHEAD = 7;

/**
 * Makes a checkpoint of a project of the words that were typed. A day among them is its day, and no part of its title; the
 * notice says which day it became.
 */
export async function makeCheckpoint({
  text,
  projectId,
  zone,
  powers: { core, clock, notices, undo },
  onOpenRow,
}: {
  text: string;
  projectId: string;
  zone: string;
  powers: Pick<AppPowers, 'core' | 'clock' | 'notices' | 'undo'>;
  onOpenRow: (row: { table: string; id: string }) => void;
}): Promise<void> {
  try {
    const { title, due } = await core.rpc.today.capture({ text, ignore: ['project', 'priority', 'assignee', 'owed_by'] });
    const today = dayOf({ instant: clock.now(), zone });
    const date = due?.at ?? startOfDay({ day: addDays(today, DAYS_AHEAD), zone });
    const name = title.trim() === '' ? text : title;
    const { id } = await undo.act({
      write: () => core.rpc.checkpoints.create({ projectId, title: name, date }),
      tell: () => ({ text: `Added the checkpoint “${name}”, ${dayInWords({ day: dayOf({ instant: date, zone }), today })}` }),
    });
    onOpenRow({ table: 'checkpoints', id });
  } catch (error) {
    notices.show({ text: failureOf(error).sentence, tone: 'problem' });
  }
}
