import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCrashHome, type CrashHome, type CrashPlan, type CrashReport, type Victim } from '#e2e/fixtures/crash-run.ts';
import { faultsOf } from '#e2e/fixtures/crash-verdict.ts';
import { said } from '#e2e/fixtures/device-store.ts';
import { createSeededRandom } from '#e2e/fixtures/seeded-random.ts';

/** The whole matrix: every kind at every moment. Without it, the device's kinds are a sample. */
const isWhole = process.env['ADIUVA_CRASH_MATRIX'] === 'whole';
const seed = Number(process.env['ADIUVA_CRASH_SEED'] ?? Date.now() % 1_000_000);
/** Homes side by side: two cores do no more. */
const LANES = 2;
const RANDOM_CASES = isWhole ? 24 : 6;
/** Moments of the device's kinds that are struck when not all are. */
const SAMPLE = 6;
const TAKEOVER_MS = 10_000;

const random = createSeededRandom(seed);
const lanes: CrashHome[] = [];
let undisturbed: CrashReport;
let durationMs: number;
const takeovers: number[] = [];
const starts: number[] = [];

function spread(times: number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  return `p50 ${sorted[Math.floor(sorted.length / 2)]} ms, max ${sorted.at(-1)} ms (${sorted.length})`;
}

beforeAll(async () => {
  process.stdout.write(`crash matrix: ADIUVA_CRASH_SEED=${seed}${isWhole ? ', whole' : ''}\n`);
  for (let lane = 0; lane < LANES; lane += 1) lanes.push(await openCrashHome());
  const [lane] = lanes;
  if (!lane) throw new Error('there is no home');
  const startedAt = performance.now();
  undisturbed = await lane.run({ victims: [] });
  durationMs = performance.now() - startedAt;
}, 300_000);
afterAll(async () => {
  await Promise.all(lanes.map((lane) => lane.close()));
  process.stdout.write(`crash matrix: a start took ${spread(starts)}; then a run was taken up after ${spread(takeovers)}\n`);
});

/** Runs every plan, each in whichever home is free; answers what went wrong in which. */
async function strikeAll(plans: CrashPlan[]): Promise<string[]> {
  const left = [...plans];
  const faults: string[] = [];
  async function serve(index: number): Promise<void> {
    for (let plan = left.shift(); plan; plan = left.shift()) {
      const named = `${plan.victims.join(' and ')} at ${plan.moment ? `frame ${plan.moment}` : `${plan.delaysMs?.join(' ms, ')} ms`}`;
      try {
        const report = await lanes[index]?.run(plan);
        if (!report) throw new Error('there is no home');
        const at = report.struckAt.map(({ moment }) => moment && `${moment.direction} ${said(moment.frame)}`).join('; ');
        if (report.takeoverMs !== undefined) takeovers.push(report.takeoverMs);
        if (plan.victims.includes('backend') && report.struckAt.length > 0) starts.push(report.startMs);
        faults.push(...faultsOf({ report, undisturbed }).map((fault) => `${named} (${at}): ${fault}`));
      } catch (error) {
        faults.push(`${named}: ${String(error)}`);
        // What is left of it is not looked at: the next case gets another home.
        await lanes[index]?.close();
        lanes[index] = await openCrashHome();
      }
    }
  }
  await Promise.all(lanes.map((_, index) => serve(index)));
  return faults;
}

/** A plan for each moment of the undisturbed run. */
function atEveryMoment(victims: readonly Victim[]): CrashPlan[] {
  return undisturbed.moments.map(({ n }) => ({ victims, moment: n, jitterMs: Math.floor(random() * 4) }));
}

function sampleOf(plans: CrashPlan[]): CrashPlan[] {
  if (isWhole) return plans;
  const picked = new Set<CrashPlan>();
  while (picked.size < SAMPLE) {
    const plan = plans[Math.floor(random() * plans.length)];
    if (plan) picked.add(plan);
  }
  return [...picked];
}

const PATIENCE_MS = isWhole ? 3_600_000 : 900_000;

test('undisturbed, the script is two calls at once, two approvals, and an answer that tells all four', () => {
  expect(faultsOf({ report: undisturbed, undisturbed })).toEqual([]);
  expect(undisturbed.device.store.effects).toEqual(['made task-1', 'deleted task-1']);
  expect(undisturbed.asked).toEqual([1, 1, 1]);
  expect(undisturbed.events.at(-1)).toMatchObject({ status: 'success', response: expect.stringMatching(/^Finished: /) });
  expect([...undisturbed.device.store.decisions.values()]).toEqual([
    expect.objectContaining({ decision: 'edit', isSettled: true }),
  ]);
});

test(
  'the backend is killed at every frame: its PostgreSQL is an orphan, and the run ends as if nothing had happened',
  async () => {
    expect(await strikeAll(atEveryMoment(['backend']))).toEqual([]);
  },
  PATIENCE_MS,
);

test(
  'the backend and its PostgreSQL are killed at every frame: the run ends as if nothing had happened',
  async () => {
    expect(await strikeAll(atEveryMoment(['backend', 'database']))).toEqual([]);
  },
  PATIENCE_MS,
);

test(
  'the device is killed with what it had not stored: the run ends as if nothing had happened',
  async () => {
    expect(await strikeAll(sampleOf(atEveryMoment(['device'])))).toEqual([]);
  },
  PATIENCE_MS,
);

test(
  'everything is killed at once: the run ends as if nothing had happened',
  async () => {
    expect(await strikeAll(sampleOf(atEveryMoment(['backend', 'database', 'device'])))).toEqual([]);
  },
  PATIENCE_MS,
);

test(
  'killed after any time, and again after any time: the run ends as if nothing had happened',
  async () => {
    const kinds: readonly (readonly Victim[])[] = [['backend'], ['backend', 'database'], ['backend', 'database', 'device']];
    const plans = Array.from({ length: RANDOM_CASES }, (_, index): CrashPlan => {
      const delaysMs = [Math.floor(random() * durationMs), Math.floor(random() * durationMs)];
      return { victims: kinds[index % kinds.length] ?? ['backend'], delaysMs: delaysMs.slice(0, 1 + (index % 2)) };
    });
    expect(await strikeAll(plans)).toEqual([]);
  },
  PATIENCE_MS,
);

test('a run that a killed backend left is taken up within 10 s of the next start', () => {
  expect(takeovers.length).toBeGreaterThan(10);
  expect(Math.max(...takeovers)).toBeLessThan(TAKEOVER_MS);
});
