import type { JsonObject, WireRow } from '@adiuva/shared-protocol';

type RowAction = 'select' | 'get' | 'insert' | 'update' | 'delete';
/** Shown in the app, and acknowledged; changes no row. */
type UiAction = 'ui.navigate_to' | 'ui.open_item' | 'ui.notify';

/** What a tool asks of the device (PROTOCOL 3). */
export interface DeviceRequest {
  action: RowAction | UiAction;
  /** Of every action on rows; `ui.*` actions name none, but for the item that they open, which is in `data`. */
  table?: string;
  data?: JsonObject;
  filters?: JsonObject;
  limit?: number;
}

/** An answer that is not an error. Rows are what the device sent: any field but `id` may be absent or of another kind. */
export interface DeviceAnswer {
  row?: WireRow | null | undefined;
  rows?: WireRow[] | undefined;
  total?: number | undefined;
  deleted?: true | undefined;
  /** Of `ui.*`: the app shows it. */
  ok?: true | undefined;
}

/** The device, as a tool may use it. */
export interface DevicePower {
  /**
   * Asks the device and waits for its answer. `summary` says in a few words what came back, for the user to read.
   * @throws DeviceRefusal when the device answers with an error, or not in time; ApprovalPending when its owner is asked.
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

/**
 * The device asks its owner before it does this call: no answer for the model, and no fault of the tool's, which lets it
 * pass. The run goes on once the call has its answer.
 */
export class ApprovalPending extends Error {
  readonly callId: string;
  readonly action: DeviceRequest['action'];
  /** Absent where the call names none. */
  readonly table: string | undefined;
  /** False: the call waited before this worker came. */
  readonly isNew: boolean;

  constructor({ callId, action, table, isNew }: Pick<ApprovalPending, 'callId' | 'action' | 'table' | 'isNew'>) {
    super(`the call ${callId} waits for the approval of the device’s owner`);
    this.name = 'ApprovalPending';
    this.callId = callId;
    this.action = action;
    this.table = table;
    this.isNew = isNew;
  }
}
