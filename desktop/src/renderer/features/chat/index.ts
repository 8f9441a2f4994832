export { ChatView } from './chat-view.tsx';
export { type ChatStore, createChatStore } from './create-chat-store.ts';
