export { createCommands, type CommandEvent, type Commands } from './commands.ts';
export { createCommandLineRepository } from './command-line-repository.ts';
