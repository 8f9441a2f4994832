export { WebhookError } from './webhook-error.ts';
export { createWebhookSender, type WebhookSender } from './webhook-sender.ts';
