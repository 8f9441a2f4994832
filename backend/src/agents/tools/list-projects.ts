import { listProjects, projectStatusSchema, type ProjectLine, type WireRow } from '@adiuva/shared-protocol';
import { countText, listOf } from './task-line.ts';
import { defineTool } from './tool.ts';

const DEFAULT_LIMIT = 50;

/** A row of `projects` as a model reads it. */
export function toProjectLine(row: WireRow): ProjectLine {
  const status = projectStatusSchema.safeParse(row['status']);
  return {
    id: row.id,
    name: typeof row['name'] === 'string' ? row['name'] : '',
    ...(status.success ? { status: status.data } : {}),
    ...(typeof row['clientId'] === 'string' ? { client_id: row['clientId'] } : {}),
  };
}

export const listProjectsTool = defineTool({
  definition: listProjects,
  run: async ({ input, context: { device } }) => {
    const answer = await device.call({
      action: 'select',
      table: 'projects',
      filters: {
        ...(input.client_id === undefined ? {} : { clientId: input.client_id }),
        ...(input.include_archived === undefined ? {} : { includeArchived: input.include_archived }),
        ...(input.search === undefined ? {} : { search: input.search }),
      },
      limit: input.limit ?? DEFAULT_LIMIT,
      summary: (answer) => countText({ answer, noun: 'project' }),
    });
    const { rows, total } = listOf(answer);
    return { total, projects: rows.map(toProjectLine) };
  },
});
