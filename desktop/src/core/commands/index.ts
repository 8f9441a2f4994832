export { createCommands, type CommandEvent, type Commands } from './commands.ts';
