import { deleteProject } from '@adiuva/shared-protocol';
import { defineTool } from './tool.ts';

export const deleteProjectTool = defineTool({
  definition: deleteProject,
  run: async ({ input: { project_id }, context: { device } }) => {
    await device.call({ action: 'delete', table: 'projects', data: { id: project_id }, summary: () => 'deleted the project' });
    return { deleted: true as const, project_id };
  },
});
