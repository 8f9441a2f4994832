import type { BackendFrameOf, RunEvent } from '@adiuva/shared-protocol';

/** A device as a run knows it: of one user, with the database that it had when it asked. */
export interface DeviceAddress {
  userId: string;
  deviceId: string;
  storeId: string;
}

/** The way to the devices. A device that is not there gets events when it resumes, and calls when it says hello. */
export interface DeviceLink {
  /** Sends events that were just stored, in their order, after every earlier event of their run. */
  publish(message: { device: DeviceAddress; runId: string; events: RunEvent[] }): void;
  /** Sends a call after every event that was published before it. */
  sendCall(message: { device: DeviceAddress; frame: BackendFrameOf<'tool_call'> }): void;
}
