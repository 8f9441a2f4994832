export { answerText } from './answer-text.ts';
export { createChat, type Chat } from './chat.ts';
export { createChatRepository, type ChatRepository, type ChatRequest } from './chat-repository.ts';
export { createDelivery, type Deferral, type Delivery, type Outbox } from './delivery.ts';
export { createForgetting, type Forgetting } from './forgetting.ts';
export { createMessageGate, type HeldMessage, type HeldMessageDesk } from './message-gate.ts';
export { createSessionHistory } from './session-history.ts';
export { undoneState } from './turns.ts';
