import { exhausted } from '../exhausted.ts';
import type { Intent } from '../understand/intent.ts';
import { aboutProjectPlan } from './about-project.ts';
import { aboutTaskPlan } from './about-task.ts';
import { deleteClientsPlan, updateClientPlan, updateProjectsPlan } from './change-places.ts';
import { aboutCheckpointPlan, createCheckpointPlan, deleteCheckpointsPlan, updateCheckpointsPlan } from './checkpoints.ts';
import { addCommentPlan, deleteCommentsPlan, listCommentsPlan } from './comments.ts';
import { createFollowupPlan } from './create-followup.ts';
import { createClientPlan, createProjectPlan } from './create-places.ts';
import { createTasksPlan } from './create-tasks.ts';
import { deleteProjectsPlan, deleteTasksPlan } from './delete-rows.ts';
import { listClientsPlan, listProjectsPlan } from './list-places.ts';
import { listTasksPlan } from './list-tasks.ts';
import { listRowsPlan } from './list-rows.ts';
import { createNotePlan, deleteNotesPlan, updateNotesPlan } from './notes.ts';
import { ofAnyKind } from './of-any-kind.ts';
import type { Plan, Reply, Scene } from './plan.ts';
import { readNotePlan, searchNotesPlan } from './read-notes.ts';
import { refinedQuery } from './refined-query.ts';
import { checkpointKind, noteKind } from './row-kinds.ts';
import { notifyPlan, postPlan } from './send-text.ts';
import { navigatePlan, openPlacePlan, openTaskPlan } from './show-in-app.ts';
import { updateTasksPlan } from './update-tasks.ts';

/** The plan of each kind of intent. */
export function* intentPlan({ intent: said, scene }: { intent: Intent; scene: Scene }): Plan<Reply> {
  const intent = ofAnyKind({ intent: said, scene });
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
    case 'about-project':
      return yield* aboutProjectPlan({ intent, scene });
    case 'update-projects':
      return yield* updateProjectsPlan({ intent, scene });
    case 'update-client':
      return yield* updateClientPlan({ intent, scene });
    case 'delete-clients':
      return yield* deleteClientsPlan({ intent, scene });
    case 'list-checkpoints':
      return yield* listRowsPlan({ kind: checkpointKind, intent, scene });
    case 'about-checkpoint':
      return yield* aboutCheckpointPlan({ intent, scene });
    case 'create-checkpoint':
      return yield* createCheckpointPlan({ intent, scene });
    case 'update-checkpoints':
      return yield* updateCheckpointsPlan({ intent, scene });
    case 'delete-checkpoints':
      return yield* deleteCheckpointsPlan({ intent, scene });
    case 'list-notes':
      return yield* listRowsPlan({ kind: noteKind, intent, scene });
    case 'search-notes':
      return yield* searchNotesPlan({ intent, scene });
    case 'read-note':
      return yield* readNotePlan({ intent, scene });
    case 'create-note':
      return yield* createNotePlan({ intent, scene });
    case 'update-notes':
      return yield* updateNotesPlan({ intent, scene });
    case 'delete-notes':
      return yield* deleteNotesPlan({ intent, scene });
    case 'list-comments':
      return yield* listCommentsPlan({ intent, scene });
    case 'add-comment':
      return yield* addCommentPlan({ intent, scene });
    case 'delete-comments':
      return yield* deleteCommentsPlan({ intent, scene });
    case 'create-followup':
      return yield* createFollowupPlan({ intent, scene });
    case 'refine': {
      const refined = refinedQuery({ intent, scene });
      if (refined === undefined) return { text: scene.voice.topics.unknown({}), stopped: true };
      return yield* intentPlan({ intent: refined, scene });
    }
    case 'choose': {
      const noun = scene.memory.focus?.noun;
      if (intent.reference === undefined || noun === undefined || noun === 'client' || noun === 'project' || noun === 'comment')
        return { text: scene.voice.topics.unknown({}), stopped: true };
      const target = { kind: 'reference', reference: intent.reference } as const;
      return yield* intentPlan({ intent: { kind: 'about-task', target, field: 'all' }, scene });
    }
    case 'say':
      return { text: scene.voice.topics.topic(intent.topic) };
    case 'unknown':
      return { text: scene.voice.topics.unknown({ task: intent.task }), stopped: true };
    default:
      return exhausted(intent);
  }
}
