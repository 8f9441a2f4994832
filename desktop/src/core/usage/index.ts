export { createUsage, type UsageDesk } from './usage.ts';
