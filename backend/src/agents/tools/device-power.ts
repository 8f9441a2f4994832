import type { JsonObject, WireRow } from '@adiuva/shared-protocol';

/** What a tool asks of the device (PROTOCOL 3). */
export interface DeviceRequest {
  action: 'select' | 'get' | 'insert' | 'update';
  table: string;
  data?: JsonObject;
  filters?: JsonObject;
  limit?: number;
}

/** An answer that is not an error. Rows are what the device sent: any field but `id` may be absent or of another kind. */
export interface DeviceAnswer {
  row?: WireRow | null | undefined;
  rows?: WireRow[] | undefined;
  total?: number | undefined;
}

/** The device, as a tool may use it. */
export interface DevicePower {
  /**
   * Asks the device and waits for its answer. `summary` says in a few words what came back, for the user to read.
   * @throws DeviceRefusal when the device answers with an error, or not in time.
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
