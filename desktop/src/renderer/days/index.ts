export { agoInside, agoInWords, durationInWords, momentInWords } from './ago.ts';
export { addDays, type Day, dayInWords, dayOf, daysBetween, instantOf, isDay, startOfDay, timeOf, weekdayOf } from './day.ts';
export { type DueTone, dueGroup, dueWords } from './due-words.ts';
