export { readWebhookUrl, type WebhookTarget } from './read-webhook-url.ts';
export { WebhookError, type WebhookErrorCode } from './webhook-error.ts';
export { createWebhookSender, type WebhookPowers, type WebhookSender } from './webhook-sender.ts';
