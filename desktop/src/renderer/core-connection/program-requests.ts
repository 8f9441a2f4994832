import { COMMAND_MESSAGE, PROGRAM_COMMANDS, type ProgramRequest } from '#rpc/window-messages.ts';
import { typeOfOwnMessage } from './own-message.ts';

function requestIn(data: unknown): ProgramRequest | undefined {
  const request: unknown = typeof data === 'object' && data !== null && 'request' in data ? data.request : undefined;
  if (typeof request !== 'object' || request === null) return undefined;
  if ('session_id' in request && typeof request.session_id === 'string') return { session_id: request.session_id };
  const command = PROGRAM_COMMANDS.find((name) => 'command' in request && name === request.command);
  return command && { command };
}

/** Hears what the user chose in the desktop program's menu, in its tray or on a notification. Answers how to stop hearing. */
export function onProgramRequest(listen: (request: ProgramRequest) => void): () => void {
  function hear(event: MessageEvent): void {
    const request = typeOfOwnMessage(event) === COMMAND_MESSAGE ? requestIn(event.data) : undefined;
    if (request) listen(request);
  }
  window.addEventListener('message', hear);
  return () => window.removeEventListener('message', hear);
}
