import { exhausted } from '../exhausted.ts';
import type { Intent } from '../understand/intent.ts';
import { aboutTaskPlan } from './about-task.ts';
import { createClientPlan, createProjectPlan } from './create-places.ts';
import { createTasksPlan } from './create-tasks.ts';
import { deleteProjectsPlan, deleteTasksPlan } from './delete-rows.ts';
import { listClientsPlan, listProjectsPlan } from './list-places.ts';
import { listTasksPlan } from './list-tasks.ts';
import type { Plan, Reply, Scene } from './plan.ts';
import { notifyPlan, postPlan } from './send-text.ts';
import { navigatePlan, openPlacePlan, openTaskPlan } from './show-in-app.ts';
import { updateTasksPlan } from './update-tasks.ts';

/** The plan of each kind of intent. */
export function* intentPlan({ intent, scene }: { intent: Intent; scene: Scene }): Plan<Reply> {
  switch (intent.kind) {
    case 'list-tasks':
      return yield* listTasksPlan({ intent, scene });
    case 'list-projects':
      return yield* listProjectsPlan({ intent, scene });
    case 'list-clients':
      return yield* listClientsPlan({ intent, scene });
    case 'create-tasks':
      return yield* createTasksPlan({ intent, scene });
    case 'create-project':
      return yield* createProjectPlan({ intent, scene });
    case 'create-client':
      return yield* createClientPlan({ intent, scene });
    case 'update-tasks':
      return yield* updateTasksPlan({ intent, scene });
    case 'delete-tasks':
      return yield* deleteTasksPlan({ intent, scene });
    case 'delete-projects':
      return yield* deleteProjectsPlan({ intent, scene });
    case 'about-task':
      return yield* aboutTaskPlan({ intent, scene });
    case 'navigate':
      return yield* navigatePlan({ intent, scene });
    case 'open-task':
      return yield* openTaskPlan({ intent, scene });
    case 'open-place':
      return yield* openPlacePlan({ intent, scene });
    case 'notify':
      return yield* notifyPlan({ intent, scene });
    case 'post':
      return yield* postPlan({ intent, scene });
    case 'refine': {
      const { query } = scene.memory;
      if (query === undefined && intent.filter.due === undefined) return { text: scene.voice.topics.unknown({}), stopped: true };
      const base = query ?? ({ amount: 'list', filter: { statuses: ['todo', 'in_progress'], priorities: [] } } as const);
      const filter = { ...base.filter, ...intent.filter, statuses: [...(intent.filter.statuses ?? base.filter.statuses)] };
      return yield* listTasksPlan({ intent: { kind: 'list-tasks', amount: intent.amount ?? base.amount, filter }, scene });
    }
    case 'choose': {
      if (intent.reference === undefined || scene.memory.focus?.noun !== 'task')
        return { text: scene.voice.topics.unknown({}), stopped: true };
      return yield* aboutTaskPlan({
        intent: { kind: 'about-task', target: { kind: 'reference', reference: intent.reference }, field: 'all' },
        scene,
      });
    }
    case 'about-project':
    case 'update-projects':
    case 'update-client':
    case 'delete-clients':
    case 'list-checkpoints':
    case 'about-checkpoint':
    case 'create-checkpoint':
    case 'update-checkpoints':
    case 'delete-checkpoints':
    case 'list-notes':
    case 'search-notes':
    case 'read-note':
    case 'create-note':
    case 'update-notes':
    case 'delete-notes':
    case 'list-comments':
    case 'add-comment':
    case 'delete-comments':
    case 'create-followup':
      return { text: scene.voice.topics.unknown({}), stopped: true };
    case 'say':
      return { text: scene.voice.topics.topic(intent.topic) };
    case 'unknown':
      return { text: scene.voice.topics.unknown({ task: intent.task }), stopped: true };
    default:
      return exhausted(intent);
  }
}
