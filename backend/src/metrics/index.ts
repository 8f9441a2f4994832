export { createMetrics, type Metrics } from './create-metrics.ts';
export { CONTENT_TYPE } from './registry.ts';
