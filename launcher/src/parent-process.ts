/** What a process can say to the one that started it: over Node's IPC channel, or, in Electron, over the parent's port. */
export interface ParentProcess {
  /** False: it is gone. */
  send(message: unknown): boolean;
  /** Answers what ends the listening. */
  onMessage(listen: (message: unknown) => void): () => void;
}

/** The part that is used of `process.parentPort`, which Electron gives its utility processes. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listen: (event: { data: unknown }) => void): unknown;
  off(event: 'message', listen: (event: { data: unknown }) => void): unknown;
}

function parentPort(): ParentPort | undefined {
  // Node's own types do not know it: it is there under Electron alone.
  return (process as { parentPort?: ParentPort }).parentPort;
}

/** The parent of this process, if it can be spoken to. */
export function parentProcess(): ParentProcess | undefined {
  const port = parentPort();
  if (port)
    return {
      send(message) {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has no origin
        port.postMessage(message);
        return true;
      },
      onMessage(listen) {
        const hear = ({ data }: { data: unknown }): void => listen(data);
        port.on('message', hear);
        return () => void port.off('message', hear);
      },
    };
  if (!process.send) return undefined;
  return {
    send(message) {
      if (!process.send || !process.connected) return false;
      process.send(message, undefined, {}, () => undefined);
      return true;
    },
    onMessage(listen) {
      process.on('message', listen);
      return () => void process.off('message', listen);
    },
  };
}
