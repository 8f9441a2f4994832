import type { Turn } from '#rpc/chat.ts';

export interface AnswerEnd {
  tone: 'quiet' | 'problem';
  sentence: string;
}

/** How an answer ended, where that needs saying; the answer's own words say the rest. */
export function answerEnd({
  status,
  text,
  code,
}: Pick<NonNullable<Turn['answer']>, 'status' | 'text' | 'code'>): AnswerEnd | undefined {
  switch (status) {
    case 'running':
      return undefined;
    case 'success':
      return text === '' ? { tone: 'quiet', sentence: 'It ended without words. What it did stands above.' } : undefined;
    case 'partial':
      return { tone: 'quiet', sentence: 'A part of this could not be done; what was done is kept.' };
    case 'cancelled':
      return { tone: 'quiet', sentence: 'Stopped. What was done until then is kept, and can be undone.' };
    case 'limit':
      return { tone: 'quiet', sentence: 'This came to its limit and was ended. Ask for the rest in a new message.' };
    case 'waiting':
      return { tone: 'quiet', sentence: 'This waits for your decision.' };
    case 'error':
      return text === ''
        ? {
            tone: 'problem',
            sentence: `${errorSentence(code)} What was done until then is kept. Send the message again to go on.`,
          }
        : {
            tone: 'problem',
            sentence: 'This ended in an error. What was done until then is kept. Send the message again to go on.',
          };
    default:
      return status satisfies never;
  }
}

function errorSentence(code: string | undefined): string {
  switch (code) {
    case 'model_unavailable':
      return 'The model could not be reached.';
    case 'model_error':
      return 'The model failed.';
    case 'device_disconnected':
      return 'This device was away too long.';
    case 'device_reset':
      return 'This device’s data was restored or reset meanwhile.';
    case 'resume_gone':
      return 'The backend no longer has this run.';
    default:
      return 'The backend ended this in an error.';
  }
}
