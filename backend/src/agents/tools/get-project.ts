import { getProject } from '@adiuva/shared-protocol';
import { foundRow } from './found-row.ts';
import { toProjectLine } from './list-projects.ts';
import { defineTool } from './tool.ts';

export const getProjectTool = defineTool({
  definition: getProject,
  run: async ({ input, context: { device } }) => {
    const { row } = await foundRow({
      device,
      table: 'projects',
      id: input.project_id,
      noun: 'project',
      findWith: 'list_all_projects',
    });
    const summary = row['aiSummary'];
    return {
      project: {
        ...toProjectLine(row),
        ...(typeof summary === 'string' && summary !== '' ? { ai_summary: summary } : {}),
      },
    };
  },
});
