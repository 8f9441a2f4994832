import { NOTIFICATION_CHARACTERS, sendNotification } from '@adiuva/shared-protocol';
import { bold, literal, quoted } from '../say/markdown.ts';
import type { Intent } from '../understand/intent.ts';
import { sendNotificationCall } from './calls.ts';
import { type Plan, PlanStop, type Reply, attempt, failed, needOne } from './plan.ts';

/** Shows a notice in the app. */
export function* notifyPlan({ intent: { text } }: { intent: Intent & { kind: 'notify' } }): Plan<Reply> {
  checkLength(text);
  yield* needOne(sendNotificationCall({ channel: 'app', text }));
  return { text: `Notified you: ${quoted(text)}.` };
}

/** Posts a text to an address. The user is asked by whoever posts, and may make another text or address of it. */
export function* postPlan({ intent: { text, url } }: { intent: Intent & { kind: 'post' } }): Plan<Reply> {
  checkLength(text);
  if (!/^https:/i.test(url)) {
    throw new PlanStop({
      text: 'I post to addresses that begin with https:// only, so that nobody can read along. Nothing was sent.',
      stopped: true,
    });
  }
  if (!sendNotification.input.safeParse({ channel: 'webhook', text, url }).success) {
    throw new PlanStop({ text: `I cannot read the address ${quoted(url)}. Nothing was sent.`, stopped: true });
  }
  const [outcome] = yield* attempt([sendNotificationCall({ channel: 'webhook', text, url })]);
  if (!outcome?.ok) return { text: notSent(outcome ?? { error: '', code: 'internal' }), stopped: true };
  const { delivered, status, approved_input: edited } = outcome.value;
  const host = bold(hostOf(edited?.url) ?? hostOf(url) ?? '');
  if (!delivered) {
    const answered = status === undefined ? 'did not take it' : `answered with the status ${status}, so it did not take it`;
    return { text: `I posted ${quoted(edited?.text ?? text)} to ${host}, but the service there ${answered}.`, stopped: true };
  }
  return { text: `Posted ${quoted(edited?.text ?? text)} to ${host}${edited ? ', as you changed it' : ''}.` };
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
}

function notSent({ error, code }: { error: string; code: string }): string {
  if (code !== 'rejected') return failed({ error, code });
  const said = error.trim().replace(/^The user rejected this(: *|\. They gave no reason\.$)/, '');
  // Another sentence, as when nobody answered in time, is told as it is.
  if (said === error.trim() && said !== '') return `${sentence(said)} Nothing was sent.`;
  return said === '' ? 'You rejected this. Nothing was sent.' : `You rejected this: ${sentence(said)} Nothing was sent.`;
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? literal(text) : `${literal(text)}.`);

function checkLength(text: string): void {
  if (text.length <= NOTIFICATION_CHARACTERS) return;
  throw new PlanStop({
    text: `A notification may have ${NOTIFICATION_CHARACTERS} characters; this one is longer. Nothing was sent.`,
    stopped: true,
  });
}
