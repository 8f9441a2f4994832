import type { DeviceAddress, DeviceLink } from '#backend/runs/index.ts';
import type { CloseReason, FrameSocket } from './frame-socket.ts';
import type { RunStream } from './run-stream.ts';

/** A device that has said hello. */
export interface DeviceConnection {
  address: DeviceAddress;
  /** The log-in that its token came from. */
  familyId: string | undefined;
  socket: FrameSocket;
  /** The run's way to this socket, made when it is first needed; `after` counts only then. */
  stream(run: { runId: string; after: number }): RunStream;
  /** False until everything that it missed is on its way: then nothing goes out of order. */
  isReady(): boolean;
}

/** Which devices are connected to this process. */
export interface Connections extends DeviceLink {
  /** Takes the place of an earlier socket of the same user and device. */
  add(connection: DeviceConnection): void;
  /** False: another socket of the device had taken its place. */
  remove(connection: DeviceConnection): boolean;
  /** Every socket, those without a hello too, so that they can be closed. */
  addSocket(entry: { socket: FrameSocket; familyId: string | undefined }): () => void;
  closeFamily(familyId: string): void;
  /** Closes a removed device's socket. */
  closeDevice(device: { userId: string; deviceId: string }): void;
  /** Devices that are connected here. */
  count(): number;
  isConnected(device: { userId: string; deviceId: string }): boolean;
  closeAll(reason: CloseReason): void;
}

export function createConnections(): Connections {
  const devices = new Map<string, DeviceConnection>();
  const sockets = new Set<{ socket: FrameSocket; familyId: string | undefined }>();
  const keyOf = ({ userId, deviceId }: Pick<DeviceAddress, 'userId' | 'deviceId'>): string => `${userId}/${deviceId}`;

  function find(device: DeviceAddress): DeviceConnection | undefined {
    const found = devices.get(keyOf(device));
    return found?.address.storeId === device.storeId && found.isReady() ? found : undefined;
  }

  return {
    publish({ device, runId, events }) {
      find(device)?.stream({ runId, after: 0 }).publish(events);
    },
    sendCall({ device, frame }) {
      find(device)?.stream({ runId: frame.run_id, after: 0 }).send(frame);
    },
    add(connection) {
      devices.get(keyOf(connection.address))?.socket.close('replaced');
      devices.set(keyOf(connection.address), connection);
    },
    remove(connection) {
      const key = keyOf(connection.address);
      return devices.get(key) === connection && devices.delete(key);
    },
    addSocket(entry) {
      sockets.add(entry);
      return () => void sockets.delete(entry);
    },
    closeFamily(familyId) {
      for (const entry of sockets) if (entry.familyId === familyId) entry.socket.close('revoked');
    },
    closeDevice(device) {
      devices.get(keyOf(device))?.socket.close('revoked');
    },
    count: () => devices.size,
    isConnected: (device) => devices.get(keyOf(device))?.socket.isOpen() === true,
    closeAll(reason) {
      for (const entry of sockets) entry.socket.close(reason);
    },
  };
}
