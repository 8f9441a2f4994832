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
      return { tone: 'quiet', sentence: `${limitSentence(code)} What was done is kept. Ask for the rest in a new message.` };
    case 'waiting':
      return { tone: 'quiet', sentence: 'This waits for your decision.' };
    case 'error': {
      const cause = text === '' || code === 'snapshot_too_new' ? errorSentence(code) : 'This ended in an error.';
      return { tone: 'problem', sentence: `${cause} What was done until then is kept. Send the message again to go on.` };
    }
    default:
      return status satisfies never;
  }
}

/** Which limit a run came to. */
export function limitSentence(code: string | undefined): string {
  switch (code) {
    case 'time_limit':
      return 'This took as long as one message may take, so it was ended.';
    case 'token_limit':
      return 'This used as many tokens as one message may use, so it was ended.';
    case 'cost_limit':
      return 'This cost as much as one message may cost, so it was ended.';
    case 'step_limit':
      return 'This took as many steps as one message may take, so it was ended.';
    default:
      return 'This came to its limit and was ended.';
  }
}

/** What a run failed of. */
export function errorSentence(code: string | undefined): string {
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
    case 'snapshot_too_new':
      return 'A newer version of the backend began this, and the one that is there now cannot go on with it.';
    default:
      return 'The backend ended this in an error.';
  }
}
