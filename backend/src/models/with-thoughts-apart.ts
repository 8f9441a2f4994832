import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { wrapLanguageModel } from 'ai';

const OPEN = '<think>';
const CLOSE = '</think>';
const THOUGHTS = 'thoughts';

/**
 * The same model, whose streams tell `<think>…</think>` at the very beginning of a text as reasoning: servers that do not
 * know their model's way to think leave it in the text, where a user would read it. Such a tag anywhere else is text, so
 * that an answer which quotes one loses nothing. `doGenerate` is left as it is.
 */
export function withThoughtsApart(model: LanguageModelV4): LanguageModelV4 {
  return wrapLanguageModel({
    model,
    middleware: {
      specificationVersion: 'v4',
      async wrapStream({ doStream }) {
        const answer = await doStream();
        return { ...answer, stream: answer.stream.pipeThrough(createThoughtFilter()) };
      },
    },
  });
}

type Part = LanguageModelV4StreamPart;
type Emit = (part: Part) => void;

/** `held` is what came and is not passed on yet: it may be the beginning of a tag. */
type State =
  | { kind: 'undecided'; held: string }
  | { kind: 'thinking'; held: string }
  // Between the thoughts and the text there is white space that belongs to neither.
  | { kind: 'before-text' }
  | { kind: 'text' };

function createThoughtFilter(): TransformStream<Part, Part> {
  let state: State = { kind: 'undecided', held: '' };

  function onDelta({ part, emit }: { part: Extract<Part, { type: 'text-delta' }>; emit: Emit }): void {
    const { id } = part;
    if (state.kind === 'undecided') {
      const held = state.held + part.delta;
      const begun = held.trimStart();
      if (begun.startsWith(OPEN)) {
        emit({ type: 'reasoning-start', id: THOUGHTS });
        state = { kind: 'thinking', held: '' };
        onDelta({ part: { ...part, delta: begun.slice(OPEN.length) }, emit });
      } else if (OPEN.startsWith(begun)) {
        state = { kind: 'undecided', held };
      } else {
        state = { kind: 'text' };
        emit({ type: 'text-start', id });
        emit({ ...part, delta: held });
      }
    } else if (state.kind === 'thinking') {
      const held = state.held + part.delta;
      const end = held.indexOf(CLOSE);
      const thought = end === -1 ? held.slice(0, lengthWithoutTag(held)) : held.slice(0, end);
      if (thought !== '') emit({ type: 'reasoning-delta', id: THOUGHTS, delta: thought });
      if (end === -1) {
        state = { kind: 'thinking', held: held.slice(thought.length) };
      } else {
        emit({ type: 'reasoning-end', id: THOUGHTS });
        state = { kind: 'before-text' };
        onDelta({ part: { ...part, delta: held.slice(end + CLOSE.length) }, emit });
      }
    } else if (state.kind === 'before-text') {
      const delta = part.delta.trimStart();
      if (delta === '') return;
      state = { kind: 'text' };
      emit({ type: 'text-start', id });
      emit({ ...part, delta });
    } else {
      emit(part);
    }
  }

  /** A text that ends: what was held is what it was after all. */
  function onEnd({ part, emit }: { part: Extract<Part, { type: 'text-end' }>; emit: Emit }): void {
    if (state.kind === 'undecided') {
      emit({ type: 'text-start', id: part.id });
      if (state.held !== '') emit({ type: 'text-delta', id: part.id, delta: state.held });
      emit(part);
    } else if (state.kind === 'thinking') {
      if (state.held !== '') emit({ type: 'reasoning-delta', id: THOUGHTS, delta: state.held });
      emit({ type: 'reasoning-end', id: THOUGHTS });
    } else if (state.kind === 'text') {
      emit(part);
    }
    state = { kind: 'text' };
  }

  return new TransformStream({
    transform(part, controller) {
      const emit: Emit = (each) => controller.enqueue(each);
      if (part.type === 'text-delta') onDelta({ part, emit });
      else if (part.type === 'text-end') onEnd({ part, emit });
      // The first text begins when it is known to be one.
      else if (part.type !== 'text-start' || state.kind === 'text') emit(part);
    },
  });
}

/** How much of a text is before what may be the beginning of the closing tag. */
function lengthWithoutTag(text: string): number {
  for (let length = Math.min(CLOSE.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(CLOSE.slice(0, length))) return text.length - length;
  }
  return text.length;
}
