import type { z } from 'zod';
import { DeviceError } from '#core/device-error.ts';
import { hasOwnProto, schemaFault } from './schema-fault.ts';

/** A call's data as its schema has it. @throws DeviceError `invalid_data` with what may stand there */
export function checkedData<Data extends object>({
  schema,
  data,
  action,
}: {
  schema: z.ZodType<Data>;
  data: object;
  action: string;
}): Data {
  if (hasOwnProto(data)) throw new DeviceError('invalid_data', `"__proto__" cannot be set by ${action}.`);
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new DeviceError('invalid_data', `${action}: ${schemaFault(parsed.error)}`);
  return parsed.data;
}
