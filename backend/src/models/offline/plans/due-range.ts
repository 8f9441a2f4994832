import { exhausted } from '../exhausted.ts';
import { addDays } from '../dates/calendar.ts';
import type { DateReading } from '../dates/date-phrase.ts';
import { type DaySpan, localDay, resolveDue, resolveSpan } from '../dates/resolve-date.ts';
import type { DueFilter, DueRelation } from '../understand/intent.ts';
import type { DueRange } from '../say/described.ts';
import { PlanStop, type Scene } from './plan.ts';

function spanIn({ reading, scene }: { reading: DateReading; scene: Scene }): DaySpan {
  const { now } = scene;
  if (now === undefined) {
    if (reading.phrase.kind === 'day') return { from: reading.phrase.day, to: reading.phrase.day };
    throw new PlanStop({ text: scene.voice.dates.noToday(), stopped: true });
  }
  const span = resolveSpan({ reading, now, purpose: 'filter' });
  if (span === undefined) throw new PlanStop({ text: scene.voice.dates.noSuchDay(), stopped: true });
  return span;
}

/** The days that a filter asks for, both included, as list_tasks takes them. */
export function dueRange({ due, scene }: { due: DueFilter; scene: Scene }): DueRange {
  switch (due.relation) {
    case 'none':
      return {};
    case 'any':
      return { due_from: '1970-01-01' };
    case 'overdue': {
      if (scene.now === undefined) throw new PlanStop({ text: scene.voice.dates.noToday(), stopped: true });
      return { due_to: addDays({ day: scene.now.day, count: -1 }) };
    }
    case 'between':
      return { due_from: spanIn({ reading: due.from, scene }).from, due_to: spanIn({ reading: due.to, scene }).to };
    case 'on': {
      const { from, to } = spanIn({ reading: due.reading, scene });
      return { due_from: from, due_to: to };
    }
    case 'by':
      return { due_to: spanIn({ reading: due.reading, scene }).to };
    case 'before':
      return { due_to: addDays({ day: spanIn({ reading: due.reading, scene }).from, count: -1 }) };
    case 'after':
      return { due_from: addDays({ day: spanIn({ reading: due.reading, scene }).to, count: 1 }) };
    case 'from':
      return { due_from: spanIn({ reading: due.reading, scene }).from };
    default:
      return exhausted(due);
  }
}

/** The day, and time, on which a task is to fall due, as a tool takes it. "Before Friday" is Thursday. */
export function dueDay({ due, scene }: { due: { relation: DueRelation; reading: DateReading }; scene: Scene }): string {
  const { reading, relation } = due;
  const { now } = scene;
  let day: { day: string; time?: string } | undefined;
  if (now !== undefined) day = resolveDue({ reading, now });
  else if (reading.phrase.kind === 'day')
    day = { day: reading.phrase.day, ...(reading.time !== undefined && { time: reading.time }) };
  else throw new PlanStop({ text: scene.voice.dates.noToday(), stopped: true });
  if (day === undefined) throw new PlanStop({ text: scene.voice.dates.noSuchDay(), stopped: true });
  if (relation === 'before' && day.time === undefined) day = { day: addDays({ day: day.day, count: -1 }) };
  return localDay(day);
}
