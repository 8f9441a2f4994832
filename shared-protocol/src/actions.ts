/** Every action of a `tool_call` (PROTOCOL 3). On the wire it is a plain string: the device's policy decides what it may be. */
export const TOOL_ACTIONS = [
  'select',
  'get',
  'insert',
  'update',
  'delete',
  'vector_upsert',
  'vector_search',
  'ui.navigate_to',
  'ui.open_item',
  'ui.notify',
  'list_directory',
  'read_file_content',
] as const;
export type ToolAction = (typeof TOOL_ACTIONS)[number];

/** Whether a string names an action; nothing inherited does. */
export function isToolAction(name: string): name is ToolAction {
  return TOOL_ACTIONS.some((known) => known === name);
}
