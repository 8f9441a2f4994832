import { numbered } from '../say/rows.ts';
import type { Intent } from '../understand/intent.ts';
import { type Focus, PlanStop, type Scene } from './plan.ts';

/** Ends the plan with the question which of these rows is meant. `lines`: the rows, as the user sees them. */
export function askRows<Row>({
  rows,
  total,
  intro,
  lines,
  names,
  focus,
  scene,
  resume,
}: {
  rows: Row[];
  total: number;
  intro: string;
  lines: string[];
  names: string[];
  focus: Focus;
  scene: Scene;
  resume: (rows: Row[]) => Intent;
}): never {
  const more = total > rows.length ? `\n\n${scene.voice.finding.inAll(total)}` : '';
  throw new PlanStop({
    text: `${intro}\n\n${numbered(lines)}${more}`,
    focus,
    pending: { kind: 'row', names, resume: (chosen) => resume(chosen.flatMap((at) => rows[at] ?? [])) },
    stopped: true,
  });
}
