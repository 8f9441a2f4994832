import { navigateTo } from '@adiuva/shared-protocol';
import { defineTool } from './tool.ts';

export const navigateToTool = defineTool({
  definition: navigateTo,
  run: async ({ input: { screen }, context: { device } }) => {
    const summary = (): string => `showed ${screen.replaceAll('_', ' ')}`;
    await device.call({ action: 'ui.navigate_to', data: { screen }, summary });
    return { shown: true as const, screen };
  },
});
