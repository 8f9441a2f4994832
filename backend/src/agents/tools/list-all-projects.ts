import { listAllProjects } from '@adiuva/shared-protocol';
import { toProjectLine } from './list-projects.ts';
import { countText, listOf } from './task-line.ts';
import { defineTool } from './tool.ts';

const DEFAULT_LIMIT = 50;

export const listAllProjectsTool = defineTool({
  definition: listAllProjects,
  run: async ({ input, context: { device } }) => {
    const answer = await device.call({
      action: 'select',
      table: 'projects',
      filters: { includeArchived: true, ...(input.search === undefined ? {} : { search: input.search }) },
      limit: input.limit ?? DEFAULT_LIMIT,
      summary: (answer) => countText({ answer, noun: 'project' }),
    });
    const { rows, total } = listOf(answer);
    return { total, projects: rows.map(toProjectLine) };
  },
});
