/**
 * A model's answer that came to its end, and is none. `filtered`: the provider held it back. `length`: all the room for an
 * answer went into thoughts. `empty`: not a word, and no tool.
 */
export class AnswerFault extends Error {
  readonly code: 'filtered' | 'length' | 'empty';

  constructor(code: AnswerFault['code']) {
    super(`the model's answer is none: ${code}`);
    this.name = 'AnswerFault';
    this.code = code;
  }
}
