/**
 * What the desktop program's preload and its page say to each other. The page gets one function and two kinds of message,
 * posted in its own window; nothing of Electron itself.
 */

/** The name on the page's `window` by which the desktop program is known. */
export const PROGRAM_NAME = 'adiuvaProgram';

/** What stands there. */
export interface Program {
  /** Asks for a port to the core: it comes as `CORE_PORT_MESSAGE` once the core is there. */
  askForPort: () => void;
}

/** A message that carries a port to the core. */
export const CORE_PORT_MESSAGE = 'adiuva.core_port';
/** A message that says where to go or what to do, chosen in a menu, in the tray or on a notification. */
export const COMMAND_MESSAGE = 'adiuva.command';

/** What a native menu may ask the page for, by the ids under which the page offers it. */
export const PROGRAM_COMMANDS = [
  'go chat',
  'go tasks',
  'go activity',
  'go settings',
  'new task',
  'new conversation',
  'waiting',
  'help',
] as const;
export type ProgramCommand = (typeof PROGRAM_COMMANDS)[number];

/** What the page is asked for: a command, or one conversation. */
export type ProgramRequest = { command: ProgramCommand } | { session_id: string };
