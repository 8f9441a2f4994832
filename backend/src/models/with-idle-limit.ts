import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { wrapLanguageModel } from 'ai';
import type { Clock } from '#backend/clock.ts';

/** A model said nothing for too long, before its first part or between two. Trying again may help. */
export class IdleLimitError extends Error {
  readonly code = 'timeout';

  constructor({ idleMs }: { idleMs: number }) {
    super(`no part of the model's answer came for ${idleMs} ms`);
    this.name = 'IdleLimitError';
  }
}

/**
 * The same model, whose streams end with an `IdleLimitError` when no part comes for `idleMs` milliseconds; the call itself
 * is aborted then. Only waiting counts: the time that the reader takes between two parts does not, nor how long an answer is.
 * `doGenerate`, which has no parts, is not limited.
 */
export function withIdleLimit({
  model,
  idleMs,
  clock,
}: {
  model: LanguageModelV4;
  idleMs: number;
  clock: Clock;
}): LanguageModelV4 {
  return wrapLanguageModel({
    model,
    middleware: {
      specificationVersion: 'v4',
      async wrapStream({ model: inner, params }) {
        const stuck = new AbortController();
        const abortSignal = params.abortSignal ? AbortSignal.any([params.abortSignal, stuck.signal]) : stuck.signal;
        const wait = <T>(work: PromiseLike<T>): Promise<T> => settledWithin({ work, idleMs, clock, stuck });
        const answer = await wait(inner.doStream({ ...params, abortSignal }));
        const reader = answer.stream.getReader();
        const stream = new ReadableStream<LanguageModelV4StreamPart>(
          {
            async pull(controller) {
              const { done, value } = await wait(reader.read());
              if (done) controller.close();
              else controller.enqueue(value);
            },
            cancel: (reason) => reader.cancel(reason),
          },
          // Nothing is read ahead: a part is waited for when somebody wants it.
          { highWaterMark: 0 },
        );
        return { ...answer, stream };
      },
    },
  });
}

/** What the work comes to, or a rejection when it is not there in time, whether or not the work heeds the abort. */
async function settledWithin<T>({
  work,
  idleMs,
  clock,
  stuck,
}: {
  work: PromiseLike<T>;
  idleMs: number;
  clock: Clock;
  stuck: AbortController;
}): Promise<T> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const disarm = clock.after(idleMs, () => {
    const error = new IdleLimitError({ idleMs });
    reject(error);
    stuck.abort(error);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    disarm();
  }
}
