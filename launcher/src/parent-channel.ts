import { z } from 'zod';

/**
 * What `npm start` and its two children say over Node's IPC channel. The desktop asks for an access token; the backend
 * makes one for the local account, so that no long-lived secret lies between them.
 */
export const channelMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('access_token_request'), id: z.number().int() }),
  z.object({ type: z.literal('access_token'), id: z.number().int(), access_token: z.string() }),
]);
export type ChannelMessage = z.infer<typeof channelMessageSchema>;

/** Sends to the parent process; false when there is none, or it is gone. */
export function sendToParent(message: ChannelMessage): boolean {
  if (!process.send || !process.connected) return false;
  process.send(message, undefined, {}, () => undefined);
  return true;
}

/** Hears the parent; what it says that is not ours is passed over. */
export function onParentMessage(handle: (message: ChannelMessage) => void): () => void {
  const listener = (raw: unknown): void => {
    const parsed = channelMessageSchema.safeParse(raw);
    if (parsed.success) handle(parsed.data);
  };
  process.on('message', listener);
  return () => {
    process.off('message', listener);
  };
}
