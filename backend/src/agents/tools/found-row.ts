import type { TableName, WireRow } from '@adiuva/shared-protocol';
import type { DevicePower } from './device-power.ts';
import { ToolFault } from './tool.ts';

/**
 * Reads one row, and which of its texts are longer than what was sent. `noun` and `findWith` are for the sentence that a
 * model reads when there is none.
 * @throws ToolFault when there is no such row; DeviceRefusal.
 */
export async function foundRow({
  device,
  table,
  id,
  noun,
  findWith,
}: {
  device: DevicePower;
  table: TableName;
  id: string;
  noun: string;
  findWith: string;
}): Promise<{ row: WireRow; cutFields: readonly string[] }> {
  const { row, cutFields = [] } = await device.call({
    action: 'get',
    table,
    data: { id },
    summary: ({ row }) => (row ? `read the ${noun}` : `no such ${noun}`),
  });
  if (row) return { row, cutFields };
  throw new ToolFault(`There is no ${noun} with the id ${id.slice(0, 128)}. Find its id with ${findWith}.`, {
    code: 'not_found',
  });
}
