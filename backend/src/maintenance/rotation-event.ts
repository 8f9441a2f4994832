/** What a rotation tells of itself, as a line of JSON. */
export type RotationEvent =
  /** Workspaces' keys are wrapped under the secret in use now; the previous secret opens nothing any more. */
  | { event: 'rewrapped'; keys: number }
  | { event: 'started'; workspaces: number }
  | { event: 'resumed'; workspaces: number }
  /** `backends`: how many have not taken up the keys yet. */
  | { event: 'waiting'; backends: number; detail: string }
  | { event: 'progress'; rows: number; total: number }
  | { event: 'finished'; rows: number; rows_per_second: number; keys_deleted: number; seconds: number };

/** The same, for people. */
export function describeRotation(event: RotationEvent): string {
  switch (event.event) {
    case 'rewrapped':
      return event.keys === 0
        ? 'Every key is wrapped under the current ADIUVA_SECRET already. ADIUVA_SECRET_PREVIOUS is not needed.'
        : `${event.keys} keys are wrapped under the current ADIUVA_SECRET now. ADIUVA_SECRET_PREVIOUS is not needed any more.`;
    case 'started':
      return `Made a new key for each of ${event.workspaces} workspaces.`;
    case 'resumed':
      return `Going on with an earlier rotation, of ${event.workspaces} workspaces.`;
    case 'waiting':
      return `Waiting for ${event.detail}.`;
    case 'progress':
      return `Encrypted ${event.rows} of ${event.total} rows anew.`;
    case 'finished':
      return `Done: ${event.rows} rows in ${event.seconds} s (${event.rows_per_second} a second while encrypting). ${event.keys_deleted} old keys are deleted.`;
    default:
      return event satisfies never;
  }
}
