import { chatTools } from '#backend/agents/index.ts';

/** The tools that there are. */
export const toolNames: readonly string[] = chatTools.map(({ name }) => name);
