import type { ProjectLine, TaskLine } from '@adiuva/shared-protocol';
import type { Scene } from '../plans/plan.ts';
import type { TaskChange } from '../understand/intent.ts';
import { numbered, taskLine } from './rows.ts';

function alreadySaid({ already, change, scene }: { already: TaskLine[]; change: TaskChange; scene: Scene }): string {
  const [first] = already;
  if (first === undefined) return '';
  const { updated } = scene.voice;
  if (already.length === 1 && change.status === undefined) return updated.same(taskLine({ task: first, scene }));
  return updated.already({ tasks: already, change });
}

/** What was changed, in a sentence, or with a list when there are several rows. */
export function sayUpdated({
  updated,
  already,
  change,
  project,
  scene,
}: {
  updated: { before: TaskLine; after: TaskLine }[];
  already: TaskLine[];
  change: TaskChange;
  project: ProjectLine | undefined;
  scene: Scene;
}): string {
  const [first] = updated;
  const { voice, now } = scene;
  const same = alreadySaid({ already, change, scene });
  if (first === undefined) return same;
  if (updated.length === 1) {
    const said = voice.updated.changes({ ...first, change, project: project?.name, today: now?.day });
    return [...said, same].filter((text) => text.length > 0).join(' ');
  }
  const lines = updated.map(({ after }) => taskLine({ task: after, scene }));
  const head = voice.updated.head({ count: updated.length, change });
  return [`${head}\n\n${numbered(lines)}`, same].filter((text) => text.length > 0).join('\n\n');
}
