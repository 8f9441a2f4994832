export { createCommands, type Command, type Commands } from './create-commands.ts';
export { useCommands } from './use-commands.ts';
