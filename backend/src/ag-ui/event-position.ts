/**
 * A place in the stream of a run's AG-UI events, which is the id that they carry. One event of the run's log becomes any
 * number of them: `seq` is the newest that was told in full, `part` counts what was told of the one after it.
 */
export interface EventPosition {
  seq: number;
  part: number;
}

/** Nothing was told. */
export const BEGINNING: EventPosition = { seq: 0, part: 0 };

/** `7`: the run's first seven events; `7.2`: and two AG-UI events of the eighth. */
export function formatPosition({ seq, part }: EventPosition): string {
  return part === 0 ? String(seq) : `${seq}.${part}`;
}

/** Undefined: it is no id of ours. */
export function parsePosition(text: string): EventPosition | undefined {
  const found = /^(0|[1-9]\d{0,9})(?:\.([1-9]\d{0,3}))?$/.exec(text);
  return found ? { seq: Number(found[1]), part: Number(found[2] ?? 0) } : undefined;
}

/** Whether `position` lies behind `other`. */
export function isAfter({ position, other }: { position: EventPosition; other: EventPosition }): boolean {
  return position.seq > other.seq || (position.seq === other.seq && position.part > other.part);
}
