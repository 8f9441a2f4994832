import { openItem } from '@adiuva/shared-protocol';
import { defineTool } from './tool.ts';

export const openItemTool = defineTool({
  definition: openItem,
  run: async ({ input: { table, id }, context: { device } }) => {
    await device.call({ action: 'ui.open_item', data: { table, id }, summary: () => 'opened it in the app' });
    return { shown: true as const, table, id };
  },
});
