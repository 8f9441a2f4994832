import { z } from 'zod';
import { parentProcess } from './parent-process.ts';

/**
 * What a starter (`npm start`, or the desktop program) and its children say to each other. The desktop asks for an access
 * token; the backend makes one for the local account, so that no long-lived secret lies between them. `stop` asks a child
 * to end where no signal can.
 */
export const channelMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('access_token_request'), id: z.number().int() }),
  z.object({ type: z.literal('access_token'), id: z.number().int(), access_token: z.string() }),
  z.object({ type: z.literal('stop') }),
]);
export type ChannelMessage = z.infer<typeof channelMessageSchema>;

/** Sends to the parent process; false when there is none, or it is gone. */
export function sendToParent(message: ChannelMessage): boolean {
  return parentProcess()?.send(message) ?? false;
}

/** Hears the parent; what it says that is not ours is passed over. */
export function onParentMessage(handle: (message: ChannelMessage) => void): () => void {
  const stop = parentProcess()?.onMessage((raw) => {
    const parsed = channelMessageSchema.safeParse(raw);
    if (parsed.success) handle(parsed.data);
  });
  return () => stop?.();
}
