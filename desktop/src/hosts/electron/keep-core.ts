import { join } from 'node:path';
import { MessageChannelMain, type MessagePortMain } from 'electron';
import { channelMessageSchema, type ChannelMessage } from '@adiuva/launcher/parent-channel.ts';
import { fromCoreSchema, type CoreStart, type FromCore, type ToCore } from './core-messages.ts';
import { keepProcess } from './kept-process.ts';

/** The core's process, as main sees it. */
export interface KeptCore {
  /** Hands out one end of a new channel to the core, at once or as soon as the core is there. */
  askForPort(deliver: (port: MessagePortMain) => void): void;
  /** Kept until it is there. */
  send: (message: ToCore | ChannelMessage) => void;
  stop(options: { patienceMs: number }): Promise<void>;
}

/** Keeps the core running: it is started again when it ends, and whoever asks then gets a port to the new one. */
export function keepCore({
  folder,
  start,
  onReady,
  onTold,
  onChannel,
  onGivenUp,
  log,
}: {
  /** Where the bundles lie. */
  folder: string;
  start: CoreStart;
  /** After each of its starts. */
  onReady: () => void;
  /** All that it says but `ready`. */
  onTold: (message: Exclude<FromCore, { type: 'ready' }>) => void;
  onChannel: (message: ChannelMessage) => void;
  onGivenUp: () => void;
  log: (message: string) => void;
}): KeptCore {
  let isReady = false;
  const waiting = new Set<(port: MessagePortMain) => void>();
  let unsent: (ToCore | ChannelMessage)[] = [];

  function hand(deliver: (port: MessagePortMain) => void): void {
    const { port1, port2 } = new MessageChannelMain();
    kept.send({ type: 'port' } satisfies ToCore, [port1]);
    deliver(port2);
  }

  function hear(raw: unknown): void {
    const channel = channelMessageSchema.safeParse(raw);
    if (channel.success) return onChannel(channel.data);
    const told = fromCoreSchema.safeParse(raw);
    if (!told.success) return log('the core said something that is not understood');
    if (told.data.type !== 'ready') return onTold(told.data);
    isReady = true;
    for (const deliver of waiting) hand(deliver);
    waiting.clear();
    for (const message of unsent) kept.send(message);
    unsent = [];
    onReady();
  }

  const kept = keepProcess({
    name: 'core',
    entry: join(folder, 'core-process.js'),
    arguments: [],
    onStarted: () => kept.send(start),
    onMessage: hear,
    onEnded: () => (isReady = false),
    onGivenUp,
    log,
  });
  return {
    askForPort(deliver) {
      if (isReady) hand(deliver);
      else waiting.add(deliver);
    },
    send(message) {
      if (isReady) kept.send(message);
      else unsent.push(message);
    },
    stop: (options) => kept.stop(options),
  };
}
