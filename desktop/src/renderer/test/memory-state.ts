// What a test sees and sets of the core in memory.
import type { Checkpoint, Client, Note, Project, Task, TaskComment } from '@adiuva/shared-protocol';
import type { ActivityRun, FieldConflict, KeptRow, RowChange, SwitchEntry, SwitchScope } from '#rpc/activity.ts';
import type { AppStatus, Change } from '#rpc/app.ts';
import type { Approval } from '#rpc/approvals.ts';
import type { Session, Turn } from '#rpc/chat.ts';
import type { TrustSettings, Warning } from '#rpc/trust.ts';
import type { MemoryModels } from './memory-models.ts';
import type { MemoryRuns } from './memory-runs.ts';
import type { MemoryScreen } from './memory-screen.ts';
import type { MemorySettings } from './memory-settings.ts';

export interface MemoryTrust {
  /** In the order in which they were asked. */
  approvals: Approval[];
  /** Every approval as the page sent it. */
  decisions: { approval_id: string; edited?: unknown; reason?: string | undefined }[];
  warnings: Warning[];
  settings: TrustSettings;
  /** `table id` of rows whose text came from elsewhere. */
  tainted: Set<string>;
}

type Topic = Change['topic'];

export interface MemoryJournal {
  /** Every undo and redo as the page asked for it. */
  asked: { kind: 'undo' | 'redo'; scope: SwitchScope }[];
  switches: SwitchEntry[];
  /** Of all rows, oldest first. */
  history: RowChange[];
  /** How to take back or do again what one change did, by its id. */
  acts: Map<string, { undo: () => void; redo: () => void }>;
  /** What the next undo leaves as it is. */
  kept: KeptRow[];
  conflicts: FieldConflict[];
}

/** What the test sees and sets; after setting something, `tell` says so to the page. */
export interface MemoryCore {
  status: AppStatus;
  tasks: Task[];
  projects: Project[];
  clients: Client[];
  checkpoints: Checkpoint[];
  comments: TaskComment[];
  notes: Note[];
  /** What the answer to the reading of a note waits for, once the note is read. */
  answersNote: () => Promise<void>;
  /** What a write of tasks waits for before it is done. */
  holdsWrite: () => Promise<void>;
  /** What the answer to the reading of a task waits for, once it is read. */
  answersTask: () => Promise<void>;
  sessions: Session[];
  turns: Map<string, Turn[]>;
  runs: ActivityRun[];
  /** Of the settings and the ledger. */
  settings: MemorySettings;
  /** Undos, redos and the history of rows. */
  journal: MemoryJournal;
  /** What waits for the user's word, warnings, and rows of unknown hands. */
  trust: MemoryTrust;
  /** What goes on and what is over, as the list of it tells. */
  runList: MemoryRuns;
  /** Files of messages, models, and what they cost. */
  models: MemoryModels;
  /** What runs show, and what windows said of themselves. */
  screen: MemoryScreen;
  tell: (topic: Topic, key?: string) => void;
  /** What happens after a message was stored. */
  onMessage: (turn: Turn, sessionId: string) => void;
  addTask: (task: Partial<Task> & { title: string }) => Task;
}
