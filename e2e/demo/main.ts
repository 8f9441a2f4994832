/**
 * `npm run demo`: the main job in the terminal, on real processes. A sample workspace, eight messages, the frames that
 * crossed, the rows that changed; then all of it undone, and the proof that nothing is left. Exit code 0 when it holds.
 */
import { parseFlags } from '@adiuva/launcher/flags.ts';
import { printEvent } from '@adiuva/launcher/json-lines.ts';
import { channelMessageSchema } from '@adiuva/launcher/parent-channel.ts';
import { compareWork, readWork } from '#e2e/fixtures/device-database.ts';
import { recordFrames } from '#e2e/fixtures/frame-recorder.ts';
import { BACKEND, DESKTOP, isReady, startNodeProcess, type NodeProcess } from '#e2e/fixtures/node-process.ts';
import { connectRpc } from '#e2e/fixtures/rpc.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';
import { makeSampleWorkspace } from './sample-workspace.ts';
import { changeLine, frameLine, heading, line } from './tell.ts';

const MESSAGES = [
  'List my tasks',
  'Create a task called Buy milk due Friday',
  'How many tasks are open for the website?',
  'Create a task called "Prepare the offer" in project Warehouse audit with high priority due in two weeks',
  'Mark it as done',
  'Create a project Brand refresh for client Acme Studio',
  'Move Buy milk to project Brand refresh',
  'Colourless green ideas sleep furiously',
] as const;

interface Told {
  message: string;
  runId: string;
  changes: number;
}

/** Asks the backend's process for an access token of the local account, as `npm start` does. */
async function accessToken(backend: NodeProcess): Promise<string> {
  return new Promise((resolve) => {
    backend.onMessage((raw) => {
      const parsed = channelMessageSchema.safeParse(raw);
      if (parsed.success && parsed.data.type === 'access_token') resolve(parsed.data.access_token);
    });
    backend.send({ type: 'access_token_request', id: 1 });
  });
}

async function demo(): Promise<boolean> {
  const flags = parseFlags({ argv: process.argv.slice(2), env: process.env, platform: process.platform });
  const asked = process.argv.some((argument) => argument === '--home' || argument.startsWith('--home='));
  const temporary = asked ? undefined : temporaryHome();
  const home = temporary?.home ?? flags.home;
  const closing: (() => Promise<unknown> | void)[] = [];
  const say = (event: Record<string, unknown> & { event: string }, tell: () => void): void => {
    if (flags.json) printEvent(event);
    else tell();
  };

  try {
    say({ event: 'starting', home }, () => heading(`Starting the backend and the device in ${home}`));
    const backend = startNodeProcess({
      entry: BACKEND,
      args: ['--home', home, '--port', '0', '--json', '--local-account'],
    });
    closing.push(() => backend.stop());
    const backendUrl = String((await backend.event(isReady, { timeoutMs: 60_000 }))['backend_url']);
    const recorder = await recordFrames({ backendUrl });
    closing.push(() => recorder.close());
    const desktop = startNodeProcess({
      entry: DESKTOP,
      args: ['--home', home, '--port', String(flags.port ?? 0), '--json', '--no-open', '--backend-url', recorder.url],
      env: { ADIUVA_ACCESS_TOKEN: await accessToken(backend) },
    });
    closing.push(() => desktop.stop());
    const appUrl = String((await desktop.event(isReady))['app_url']);
    const { rpc, close } = await connectRpc(appUrl);
    closing.push(close);
    await makeSampleWorkspace(rpc);
    const sample = readWork(home);
    say({ event: 'sample', clients: sample.clients.length, projects: sample.projects.length, tasks: sample.tasks.length }, () =>
      line(
        `A sample workspace: ${sample.clients.length} clients, ${sample.projects.length} projects, ${sample.tasks.length} tasks. No key, no network.`,
      ),
    );

    const told: Told[] = [];
    let sessionId: string | undefined;
    for (const message of MESSAGES) {
      const before = readWork(home);
      const firstFrame = recorder.frames.length;
      desktop.write({ chat: message, ...(sessionId ? { session_id: sessionId } : {}) });
      const started = await desktop.event((event) => event.event === 'chat_started');
      const answer = await desktop.event((event) => event.event === 'answer' && event['request_id'] === started['request_id'], {
        timeoutMs: 60_000,
      });
      sessionId = String(answer['session_id']);
      const changes = compareWork(before, readWork(home));
      told.push({ message, runId: String(answer['run_id']), changes: changes.length });
      const frames = recorder.frames.slice(firstFrame);
      say(
        {
          event: 'message',
          message,
          run_id: answer['run_id'],
          status: answer['status'],
          answer: answer['text'],
          changes,
          frames,
        },
        () => {
          heading(`You: ${message}`);
          for (const text of String(answer['text']).split('\n')) line(text);
          for (const frame of frames) line(frameLine(frame));
          for (const change of changes) line(changeLine(change));
          if (changes.length === 0) line('no row changed');
        },
      );
      if (answer['status'] !== 'success') throw new Error(`“${message}” ended with status ${String(answer['status'])}.`);
    }

    say({ event: 'undoing' }, () => heading('Undoing it all'));
    for (const { message, runId, changes } of told.toReversed()) {
      if (changes === 0) continue;
      desktop.write({ undo: runId });
      const undone = await desktop.event((event) => event.event === 'undone' && event['run_id'] === runId);
      say(undone, () => line(`“${message}”: ${String(undone['changes'])} changes taken back, ${String(undone['kept'])} kept`));
    }
    const left = compareWork(sample, readWork(home));
    say({ event: 'left', rows: left }, () => {
      heading(left.length === 0 ? 'Nothing is left: every row is as it was before the first message.' : 'This is left:');
      for (const change of left) line(changeLine(change));
    });
    const changed = told.filter(({ changes }) => changes > 0).length;
    return left.length === 0 && changed === 5;
  } finally {
    for (const close of closing.toReversed()) await close();
    temporary?.remove();
  }
}

try {
  process.exitCode = (await demo()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`adiuva: the demo stopped: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
