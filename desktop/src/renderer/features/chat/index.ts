export { ChatView } from './chat-view.tsx';
export { type ChatStore, createChatStore } from './create-chat-store.ts';
export { errorSentence, limitSentence } from './answer-end.ts';
export { toolWords } from './tool-words.ts';
export { laterDraftFiles, laterMessageFiles } from './files/index.ts';
