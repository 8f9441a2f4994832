import type { CheckpointLine, ClientLine, NoteText, ProjectLine, TaskCommentLine, TaskLine } from '@adiuva/shared-protocol';
import type { JSONValue } from '@ai-sdk/provider';

/** Tables in memory with the tools' own schemas before them: what the device and the backend's tools are to the model. */
export interface ToolTable {
  tasks: TaskLine[];
  projects: ProjectLine[];
  clients: ClientLine[];
  checkpoints: CheckpointLine[];
  /** With their whole texts. */
  notes: NoteText[];
  comments: TaskCommentLine[];
  /** Every call that was made, in order. */
  calls: { tool: string; input: unknown }[];
  call: (call: { tool: string; input: unknown }) => JSONValue;
  /** A tool that answers with an error from now on. */
  failing: Map<string, { error: string; code: string }>;
}
