import { exhausted } from '../exhausted.ts';
import type { CheckpointChange, Intent, NoteChange, Place, Reference, TaskChange, Target } from '../understand/intent.ts';
import { type Focus, PlanStop, type Scene } from './plan.ts';

/** Each row of a reference as a place, for what is done to projects and clients one by one. */
function placesOf({ reference, noun, focus }: { reference: Reference; noun: 'project' | 'client'; focus: Focus }): Place[] {
  if (reference.which === 'places') return reference.places.map((at) => ({ kind: 'reference', noun, at }));
  if (reference.which === 'it') return [{ kind: 'reference', noun }];
  return focus.rows.map((_, index) => ({ kind: 'reference', noun, at: index + 1 }));
}

function checkpointChange({ title, due, shift, place }: TaskChange): CheckpointChange | undefined {
  const change = {
    ...(title !== undefined && { title }),
    ...(due && { date: due }),
    ...(shift && { shift }),
    ...(place && { place }),
  };
  return Object.keys(change).length > 0 ? change : undefined;
}

function noteChange({ title, place, description }: TaskChange): NoteChange | undefined {
  const change = {
    ...(title !== undefined && { title }),
    ...(place !== undefined && { place }),
    ...(typeof description === 'string' && { append: description }),
  };
  return Object.keys(change).length > 0 ? change : undefined;
}

/** That a row of this kind has nothing of what was asked for. */
function refuse({ focus, scene }: { focus: Focus & { noun: 'checkpoint' | 'note' }; scene: Scene }): never {
  const [row] = focus.rows;
  throw new PlanStop({ text: scene.voice.rowFinding.hasNone({ noun: focus.noun, name: row?.title ?? '' }), stopped: true });
}

/** "Rename it", "move it to Monday", where what was named last is no task. */
function changed({
  intent,
  reference,
  scene,
}: {
  intent: Intent & { kind: 'update-tasks' };
  reference: Reference;
  scene: Scene;
}): Intent {
  const { change } = intent;
  const { focus } = scene.memory;
  const target = { kind: 'reference', reference } as const;
  switch (focus?.noun) {
    case 'checkpoint': {
      const wanted = checkpointChange(change);
      return wanted ? { kind: 'update-checkpoints', target, change: wanted } : refuse({ focus, scene });
    }
    case 'note': {
      const wanted = noteChange(change);
      return wanted ? { kind: 'update-notes', target, change: wanted } : refuse({ focus, scene });
    }
    case 'project': {
      const places = placesOf({ reference, noun: 'project', focus });
      if (change.title !== undefined) return { kind: 'update-projects', places, change: { name: change.title } };
      const { place } = change;
      return place?.kind === 'client' || (place?.kind === 'reference' && place.noun === 'client')
        ? { kind: 'update-projects', places, change: { client: place } }
        : intent;
    }
    case 'client': {
      const [place, other] = placesOf({ reference, noun: 'client', focus });
      if (!place || other || change.title === undefined) return intent;
      return { kind: 'update-client', place, change: { name: change.title } };
    }
    // Who comments on a task means the task: "mark it as done".
    case 'comment':
    case 'task':
    case undefined:
      return intent;
    default:
      return exhausted(focus);
  }
}

function deleted({ intent, reference, scene }: { intent: Intent; reference: Reference; scene: Scene }): Intent {
  const { focus } = scene.memory;
  const target = { kind: 'reference', reference } as const;
  switch (focus?.noun) {
    case 'checkpoint':
      return { kind: 'delete-checkpoints', target };
    case 'note':
      return { kind: 'delete-notes', target };
    case 'comment':
      return { kind: 'delete-comments', comments: target };
    case 'project':
      return { kind: 'delete-projects', places: placesOf({ reference, noun: 'project', focus }) };
    case 'client':
      return { kind: 'delete-clients', places: placesOf({ reference, noun: 'client', focus }) };
    case 'task':
    case undefined:
      return intent;
    default:
      return exhausted(focus);
  }
}

function referenceOf(target: Target): Reference | undefined {
  return target.kind === 'reference' && !target.ofTask ? target.reference : undefined;
}

/** What the user wants, where "it" and "the second one" are what was named last, a task or not. */
export function ofAnyKind({ intent, scene }: { intent: Intent; scene: Scene }): Intent {
  const { focus } = scene.memory;
  switch (intent.kind) {
    case 'update-tasks': {
      const reference = referenceOf(intent.target);
      return reference ? changed({ intent, reference, scene }) : intent;
    }
    case 'delete-tasks': {
      const reference = intent.ofAnyKind && referenceOf(intent.target);
      return reference ? deleted({ intent, reference, scene }) : intent;
    }
    case 'about-task': {
      const reference = referenceOf(intent.target);
      if (!reference) return intent;
      const target = { kind: 'reference', reference } as const;
      if (focus?.noun === 'checkpoint') return { kind: 'about-checkpoint', target };
      if (focus?.noun === 'note' && (intent.field === 'all' || intent.field === 'description'))
        return { kind: 'read-note', target };
      const [place] = focus?.noun === 'project' ? placesOf({ reference, noun: 'project', focus }) : [];
      return place && intent.field === 'all' ? { kind: 'about-project', place } : intent;
    }
    default:
      return intent;
  }
}
