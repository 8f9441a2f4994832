/** A tool's own sentence, in the user's answer; some codes are the engine's and have a sentence here. */
export function failed({ error, code }: { error: string; code: string }): string {
  switch (code) {
    case 'out_of_steps':
      return 'I could not finish this: it takes more steps than one message may have. Nothing more was changed; please ask for the rest in a message of its own.';
    case 'not_offered':
      return 'I cannot do this here: the tool for it is not available. Nothing was changed.';
    case 'unanswered':
      return 'That did not work: There was no answer.';
    case 'unreadable':
      return 'That did not work: The answer could not be read.';
    default:
      return `That did not work: ${error.trim() || 'the tool gave no reason.'}`;
  }
}
