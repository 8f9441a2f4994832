import { commandLines } from '@adiuva/drizzle/local';
import { eq, lt } from 'drizzle-orm';
import type { DeviceDatabase } from '#core/storage/index.ts';

/** Lines that were done, by the ids that they came with: whoever sends one again gets the answer that it got. */
export interface CommandLineRepository {
  answer(id: string): string | undefined;
  /** In the transaction of what the line did. */
  add(line: { id: string; answer: string; at: number }): void;
  /** What nobody sends again any more. */
  dropBefore(at: number): void;
}

export function createCommandLineRepository({ db }: DeviceDatabase): CommandLineRepository {
  return {
    answer: (id) => db.select({ answer: commandLines.answer }).from(commandLines).where(eq(commandLines.id, id)).get()?.answer,
    add(line) {
      db.insert(commandLines).values(line).run();
    },
    dropBefore(at) {
      db.delete(commandLines).where(lt(commandLines.at, at)).run();
    },
  };
}
