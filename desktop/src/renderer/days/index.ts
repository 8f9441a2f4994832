export { agoInside, agoInWords, durationInWords } from './ago.ts';
export { addDays, type Day, dayInWords, dayOf, isDay, startOfDay, weekdayOf } from './day.ts';
export { type DueTone, dueGroup, dueWords } from './due-words.ts';
