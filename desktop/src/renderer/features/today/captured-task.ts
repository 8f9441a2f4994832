import type { taskInsertSchema } from '@adiuva/shared-protocol';
import type { z } from 'zod';
import type { Capture, CapturePart } from '#rpc/today.ts';

/** What the user said of what was understood. */
export interface Chosen {
  ignore: readonly CapturePart[];
  /** Another due date than the one understood. */
  due: number | null | undefined;
  /** Which of the projects that the line may mean. */
  projectId: string | undefined;
}

export const noChoice: Chosen = { ignore: [], due: undefined, projectId: undefined };

/** Whether nothing but a title was understood: there is nothing to confirm. */
export function isPlain({ due, projects, priority, assignee, owed_by: owedBy }: Capture): boolean {
  return [due, projects, priority, assignee, owedBy].every((part) => part === undefined);
}

/** The project that a line means: the one it may mean, or the one that was chosen of several. */
export function projectOf({ capture, chosen }: { capture: Capture; chosen: Chosen }): string | undefined {
  const items = capture.projects?.items ?? [];
  return items.length === 1 ? items[0]?.id : items.find(({ id }) => id === chosen.projectId)?.id;
}

/** The task that Enter makes: what is shown, and nothing that is not. */
export function insertOf({ capture, chosen }: { capture: Capture; chosen: Chosen }): z.infer<typeof taskInsertSchema> {
  const due = chosen.due === undefined ? capture.due?.at : (chosen.due ?? undefined);
  const projectId = projectOf({ capture, chosen });
  return {
    title: capture.title,
    ...(due === undefined ? {} : { dueDate: due }),
    ...(projectId === undefined ? {} : { projectId }),
    ...(capture.priority ? { priority: capture.priority.value } : {}),
    ...(capture.assignee ? { assignee: capture.assignee.names } : {}),
    ...(capture.owed_by ? { owedBy: capture.owed_by.value } : {}),
  };
}
