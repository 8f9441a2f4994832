export { createToday, type TodayDesk } from './today.ts';
