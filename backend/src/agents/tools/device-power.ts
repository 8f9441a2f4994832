import type { JsonObject, WireRow } from '@adiuva/shared-protocol';

type RowAction = 'select' | 'get' | 'insert' | 'update' | 'delete';
/** Shown in the app, and acknowledged; changes no row. */
type UiAction = 'ui.navigate_to' | 'ui.open_item' | 'ui.notify';
/** A note's vector, kept beside it, and notes by theirs. */
type VectorAction = 'vector_upsert' | 'vector_search';

/** What a tool asks of the device (PROTOCOL 3). */
export interface DeviceRequest {
  action: RowAction | UiAction | VectorAction;
  /** Of every action on rows. The others name none: an item that is opened stands in `data`, and all vectors are of notes. */
  table?: string;
  data?: JsonObject;
  filters?: JsonObject;
  limit?: number;
  /** A text whose vector goes along, made by the one embedding model that the device has said it uses. */
  embed?: string;
}

/** An answer that is not an error. Rows are what the device sent: any field but `id` may be absent or of another kind. */
export interface DeviceAnswer {
  row?: WireRow | null | undefined;
  rows?: WireRow[] | undefined;
  total?: number | undefined;
  /** Texts of `row` that are longer than what is there. */
  cutFields?: string[] | undefined;
  /** Of `vector_search`: notes, best first. */
  results?: { id: string; content: string; score: number }[] | undefined;
  deleted?: true | undefined;
  /** Of `ui.*`: the app shows it. Of `vector_upsert`: it is kept. */
  ok?: true | undefined;
}

/** The device, as a tool may use it. */
export interface DevicePower {
  /**
   * Asks the device and waits for its answer. `summary` says in a few words what came back, for the user to read.
   * @throws DeviceRefusal when the device answers with an error, or not in time, or with code `no_meaning` when no vector can
   * be made that it understands; ApprovalPending when its owner is asked.
   */
  call(request: DeviceRequest & { summary: (answer: DeviceAnswer) => string }): Promise<DeviceAnswer>;
}

/** The device did not do it. The message is a sentence that the model can act on. */
export class DeviceRefusal extends Error {
  readonly code: string;

  constructor({ code, message }: { code: string; message: string }) {
    super(message);
    this.name = 'DeviceRefusal';
    this.code = code;
  }
}

/** What a user is asked about: a call to their device, which the device keeps, or a tool that the backend runs itself. */
export type PendingWhat =
  | { kind: 'device'; action: DeviceRequest['action']; table: string | undefined }
  | { kind: 'backend'; tool: string };

/**
 * The user is asked before this call is done: no answer for the model, and no fault of the tool's, which lets it pass. The
 * run goes on once the call has its answer.
 */
export class ApprovalPending extends Error {
  /** Of the call to the device, or of the approval. */
  readonly callId: string;
  readonly what: PendingWhat;
  /** False: the call waited before this worker came. */
  readonly isNew: boolean;

  constructor({ callId, what, isNew }: Pick<ApprovalPending, 'callId' | 'what' | 'isNew'>) {
    super(`the call ${callId} waits for its user`);
    this.name = 'ApprovalPending';
    this.callId = callId;
    this.what = what;
    this.isNew = isNew;
  }
}
