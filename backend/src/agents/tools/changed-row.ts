import type { JsonObject, TableName, WireRow } from '@adiuva/shared-protocol';
import type { DevicePower } from './device-power.ts';
import { rowLabel, writtenRow } from './task-line.ts';
import { ToolFault } from './tool.ts';

/**
 * Sets the named fields of one row; answers the row as it is then.
 * @throws ToolFault when no field is named, before the device is asked; DeviceRefusal.
 */
export async function changedRow({
  device,
  table,
  id,
  updates,
}: {
  device: DevicePower;
  table: TableName;
  id: string;
  updates: JsonObject;
}): Promise<WireRow> {
  if (Object.keys(updates).length === 0) throw new ToolFault('No field to change was given. Name at least one.');
  const answer = await device.call({
    action: 'update',
    table,
    data: { id, updates },
    summary: ({ row }) => `changed ${rowLabel(row)}`,
  });
  return writtenRow(answer);
}
