import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';
import { type Move, answerTurn } from './answer-turn.ts';
import { readConversation } from './conversation.ts';

interface Answer {
  content: LanguageModelV4Content[];
  finishReason: LanguageModelV4FinishReason;
  usage: LanguageModelV4Usage;
}

/** About four characters a token, as with other models: enough for meters and limits. */
const tokens = (text: string): number => Math.max(1, Math.ceil(text.length / 4));

/** A short name for a text: the same text, the same name (FNV-1a). */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** Call ids come from the prompt, so that a call that is asked for again has the id that it had. */
function contentOf({ move, seed }: { move: Move; seed: string }): LanguageModelV4Content[] {
  if (move.kind === 'text') return [{ type: 'text', text: move.text }];
  return move.calls.map(({ tool, input }, index) => ({
    type: 'tool-call',
    toolCallId: `call-${seed}-${index + 1}`,
    toolName: tool,
    input: JSON.stringify(input),
  }));
}

/** The user's locale, where the caller tells it beside the prompt, which stays as it is: `providerOptions.offline.locale`. */
function localeOf({ providerOptions }: LanguageModelV4CallOptions): string | undefined {
  const locale = providerOptions?.['offline']?.['locale'];
  return typeof locale === 'string' ? locale : undefined;
}

function answer(options: LanguageModelV4CallOptions): Answer {
  const { prompt, tools = [], toolChoice } = options;
  const turns = readConversation(prompt);
  const offered = new Set(tools.map((tool) => tool.name));
  const mayCall = toolChoice?.type !== 'none' && offered.size > 0;
  const move = answerTurn({ turns, offered, mayCall, locale: localeOf(options) });
  const prompted = JSON.stringify(prompt);
  const content = contentOf({ move, seed: `${prompt.length}-${digest(prompted)}` });
  const read = tokens(prompted);
  const written = tokens(JSON.stringify(content));
  return {
    content,
    finishReason: move.kind === 'calls' ? { unified: 'tool-calls', raw: 'tool-calls' } : { unified: 'stop', raw: 'stop' },
    usage: {
      inputTokens: { total: read, noCache: read, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { total: written, text: written, reasoning: 0 },
    },
  };
}

/** A text in chunks of a few words, spaces kept: together they are the text. */
function chunksOf(text: string): string[] {
  return text.match(/(?:\s*\S+){1,4}\s*/g) ?? (text.length > 0 ? [text] : []);
}

function* partsOf({ content, finishReason, usage }: Answer): Generator<LanguageModelV4StreamPart> {
  yield { type: 'stream-start', warnings: [] };
  for (const [index, part] of content.entries()) {
    if (part.type === 'text') {
      const id = `text-${index + 1}`;
      yield { type: 'text-start', id };
      for (const delta of chunksOf(part.text)) yield { type: 'text-delta', id, delta };
      yield { type: 'text-end', id };
    } else if (part.type === 'tool-call') {
      yield { type: 'tool-input-start', id: part.toolCallId, toolName: part.toolName };
      yield { type: 'tool-input-delta', id: part.toolCallId, delta: part.input };
      yield { type: 'tool-input-end', id: part.toolCallId };
      yield part;
    }
  }
  yield { type: 'finish', finishReason, usage };
}

/**
 * The model of a product without a key and without a network: it answers by rules, from the prompt alone, with the tools that
 * it is offered. It keeps no state, so a turn can go on in another process.
 */
export function createOfflineModel(): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'offline',
    modelId: 'rules',
    supportedUrls: {},
    async doGenerate(options) {
      options.abortSignal?.throwIfAborted();
      return { ...answer(options), warnings: [] };
    },
    async doStream(options) {
      options.abortSignal?.throwIfAborted();
      return { stream: ReadableStream.from(partsOf(answer(options))) };
    },
  };
}
