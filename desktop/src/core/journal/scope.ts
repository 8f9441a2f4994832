/**
 * What an undo or redo is about. A run's, an agent's, a day's changes, and those since a moment, are what assistants did,
 * never what the user did; a single change may be anybody's. `switch` takes back an undo, a redo or a repair itself.
 */
export type Scope =
  | { by: 'change'; changeId: string }
  | { by: 'run'; runId: string }
  | { by: 'agent'; agentId: string }
  /** `from` inclusive, `to` exclusive, of the day that `day` names on this device. */
  | { by: 'day'; day: string; from: number; to: number }
  | { by: 'since'; at: number }
  | { by: 'switch'; switchId: string }
  /** What one act of the user did: each may be anybody's. */
  | { by: 'changes'; changeIds: readonly string[] };

/** What names a scope in the journal of undos and redos; null where its changes alone do. */
export function scopeId(scope: Scope): string | null {
  switch (scope.by) {
    case 'change':
      return scope.changeId;
    case 'run':
      return scope.runId;
    case 'agent':
      return scope.agentId;
    case 'day':
      return scope.day;
    case 'since':
      return String(scope.at);
    case 'switch':
      return scope.switchId;
    case 'changes':
      return null;
    default:
      return scope satisfies never;
  }
}
