import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** Processes that may end over one line before it is not tried again. */
const MAX_TRIES = 3;

const doneSchema = z.object({
  event: z.literal('command_done'),
  command_id: z.string(),
  answer: z.record(z.string(), z.unknown()),
});

/**
 * Lines on their way to a process that may be killed and started again. Each goes with an id, again to each new process,
 * until its answer was heard; the process does a line once, however often it comes. So none is lost, and none done twice.
 */
export interface CarriedLines {
  send(line: string): void;
  /** A new process is ready: it gets what has no answer yet, in order. */
  sendAgain(): void;
  /**
   * What a line of the process's output answers: the event to print for whoever wrote the line, undefined for a repeat;
   * `false` when it is no answer.
   */
  answerIn(output: string): Record<string, unknown> | undefined | false;
}

export function createCarriedLines({
  write,
  giveUp,
}: {
  /** Gives a line to the process that is there, if one is ready. Answers whether it was. */
  write: (text: string) => boolean;
  /** This line will have no answer; the event says so to whoever wrote it. */
  giveUp: (event: Record<string, unknown>) => void;
}): CarriedLines {
  const unanswered = new Map<string, { line: string; tries: number }>();

  function carry(id: string): void {
    const carried = unanswered.get(id);
    if (!carried) return;
    if (carried.tries >= MAX_TRIES) {
      unanswered.delete(id);
      giveUp({
        event: 'error',
        message: `The app ended ${MAX_TRIES} times while this line was with it, so it is not tried again; see whether it was done: ${carried.line.slice(0, 200)}`,
      });
      return;
    }
    if (write(JSON.stringify({ command_id: id, line: carried.line }))) carried.tries += 1;
  }

  return {
    send(line) {
      const id = randomUUID();
      unanswered.set(id, { line, tries: 0 });
      carry(id);
    },
    sendAgain() {
      for (const id of unanswered.keys()) carry(id);
    },
    answerIn(output) {
      // Most output is no answer: it need not be parsed.
      if (!output.includes('"command_done"')) return false;
      const done = readDone(output);
      if (!done) return false;
      return unanswered.delete(done.command_id) ? done.answer : undefined;
    },
  };
}

function readDone(output: string): z.infer<typeof doneSchema> | undefined {
  try {
    return doneSchema.safeParse(JSON.parse(output)).data;
  } catch {
    // Not JSON is no answer.
    return undefined;
  }
}
