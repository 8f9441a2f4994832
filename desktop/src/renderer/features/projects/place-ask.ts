/** What is asked about the tree: a name for something new or old, a new place, or whether something may go. */
export type PlaceAsk =
  | { kind: 'new client'; parent: { id: string; name: string } | undefined }
  | { kind: 'new project'; client: { id: string; name: string } | undefined }
  | { kind: 'rename'; table: 'clients' | 'projects'; id: string; name: string }
  | { kind: 'move'; table: 'clients' | 'projects'; id: string; name: string; clientId: string | null }
  | { kind: 'delete'; table: 'clients' | 'projects'; id: string; name: string };
