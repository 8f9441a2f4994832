import type { ChangeFeed } from '#core/change-feed/index.ts';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { RunIntake, RunRepository } from '#core/runs/index.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';
import type { Chat } from './chat.ts';
import type { ChatRepository } from './chat-repository.ts';

/** Has the backend forget a conversation, at the user's word. */
export interface Forgetting {
  /**
   * The backend's copy goes at once, and what it does in this conversation ends. What is on this device stays; another
   * message in it takes along what was said before.
   * @throws DeviceError `not_found`: no such conversation here; `busy`: it could not be asked, and nothing changed
   */
  forget(sessionId: string): Promise<{ backend_url: string }>;
}

const FORGOTTEN = 'You had the backend forget this conversation, so this was ended. What it changed is kept.';

export function createForgetting({
  database,
  repository,
  runs,
  intake,
  chat,
  askBackend,
  clock,
  feed,
}: {
  database: DeviceDatabase;
  repository: ChatRepository;
  runs: RunRepository;
  intake: RunIntake;
  chat: Chat;
  /** Asks the backend that counts now; it has nothing of the conversation when this resolves. */
  askBackend: (sessionId: string) => Promise<{ backend_url: string }>;
  clock: Clock;
  feed: ChangeFeed;
}): Forgetting {
  async function ask(sessionId: string): Promise<{ backend_url: string }> {
    try {
      return await askBackend(sessionId);
    } catch (cause) {
      if (!(cause instanceof DeviceError)) throw cause;
      throw new DeviceError(
        'busy',
        `${cause.message} So the backend has not forgotten this conversation, and nothing was changed. Do it again when the backend is there.`,
        { cause },
      );
    }
  }

  return {
    async forget(sessionId) {
      if (!repository.session(sessionId)) throw new DeviceError('not_found', 'This conversation is not on this device.');
      const asked = await ask(sessionId);
      database.write(() => {
        repository.setForgotten({ id: sessionId, at: clock.now() });
        for (const { runId } of runs.unendedOf(sessionId)) {
          chat.cancelRun(runId);
          intake.endHere({ runId, response: FORGOTTEN });
        }
        for (const request of repository.unanswered())
          if (request.sessionId === sessionId && request.state === 'sent') chat.cancel(request.requestId);
      });
      feed.publish('sessions');
      feed.publish('session', sessionId);
      return asked;
    },
  };
}
