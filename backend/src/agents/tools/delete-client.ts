import { deleteClient } from '@adiuva/shared-protocol';
import { defineTool } from './tool.ts';

export const deleteClientTool = defineTool({
  definition: deleteClient,
  run: async ({ input: { client_id }, context: { device } }) => {
    await device.call({ action: 'delete', table: 'clients', data: { id: client_id }, summary: () => 'deleted the client' });
    return { deleted: true as const, client_id };
  },
});
