import type { WireRow } from '@adiuva/shared-protocol';
import { DeviceRefusal, type DevicePower } from './device-power.ts';

/**
 * Gives a note that was just written its vector, made of its title and text as the device has them now. False: it has none,
 * because no vector can be made here or the device did not take it. The note is kept all the same, and the device makes the
 * vector itself when it can.
 */
export async function keepVector({
  device,
  row,
  written,
}: {
  device: DevicePower;
  row: WireRow;
  /** What was asked for, where the row does not say. */
  written: { title?: string | undefined; content?: string | undefined };
}): Promise<boolean> {
  const title = typeof row['title'] === 'string' ? row['title'] : (written.title ?? '');
  const content = typeof row['content'] === 'string' ? row['content'] : (written.content ?? '');
  try {
    await device.call({
      action: 'vector_upsert',
      data: { id: row.id },
      embed: `${title}\n${content}`,
      summary: () => 'kept what it is about',
    });
    return true;
  } catch (error) {
    if (error instanceof DeviceRefusal) return false;
    throw error;
  }
}
