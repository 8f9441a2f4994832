import { NOTIFICATION_CHARACTERS, sendNotification } from '@adiuva/shared-protocol';
import type { Intent } from '../understand/intent.ts';
import { sendNotificationCall } from './calls.ts';
import { type Fault, type Plan, PlanStop, type Reply, type Scene, attempt, needOne } from './plan.ts';

/** Shows a notice in the app. */
export function* notifyPlan({ intent: { text }, scene }: { intent: Intent & { kind: 'notify' }; scene: Scene }): Plan<Reply> {
  checkLength({ text, scene });
  yield* needOne(sendNotificationCall({ channel: 'app', text }));
  return { text: scene.voice.app.notified(text) };
}

/** Posts a text to an address. The user is asked by whoever posts, and may make another text or address of it. */
export function* postPlan({ intent: { text, url }, scene }: { intent: Intent & { kind: 'post' }; scene: Scene }): Plan<Reply> {
  checkLength({ text, scene });
  const { app } = scene.voice;
  if (!/^https:/i.test(url)) throw new PlanStop({ text: app.onlyHttps(), stopped: true });
  if (!sendNotification.input.safeParse({ channel: 'webhook', text, url }).success) {
    throw new PlanStop({ text: app.noAddress(url), stopped: true });
  }
  const [outcome] = yield* attempt([sendNotificationCall({ channel: 'webhook', text, url })]);
  if (!outcome?.ok) return { text: notSent({ fault: outcome ?? { error: '', code: 'internal' }, scene }), stopped: true };
  const { delivered, status, approved_input: edited } = outcome.value;
  const sent = { text: edited?.text ?? text, host: hostOf(edited?.url) ?? hostOf(url) ?? '' };
  if (!delivered) return { text: app.notTaken({ ...sent, status }), stopped: true };
  return { text: app.posted({ ...sent, edited: edited !== undefined }) };
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
}

function notSent({ fault, scene }: { fault: Fault; scene: Scene }): string {
  const { app, faults } = scene.voice;
  if (fault.code !== 'rejected') return faults.failed(fault);
  const said = fault.error.trim().replace(/^The user rejected this(: *|\. They gave no reason\.$)/, '');
  // Another sentence, as when nobody answered in time, is told as it is.
  return said === fault.error.trim() && said !== '' ? app.notSent(said) : app.notApproved(said);
}

function checkLength({ text, scene }: { text: string; scene: Scene }): void {
  if (text.length <= NOTIFICATION_CHARACTERS) return;
  throw new PlanStop({ text: scene.voice.app.textTooLong(NOTIFICATION_CHARACTERS), stopped: true });
}
