// The one place of `rpc` that names the RPC library: contracts are made with this builder.
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';

export { eventIterator };

/**
 * Every procedure may fail with one of these; each message is a sentence for the user.
 * `data.code` is a code of PROTOCOL 3 where the device's own rules refused.
 */
export const procedure = oc.errors({
  INVALID: { status: 422, data: z.object({ code: z.string() }) },
  NOT_FOUND: { status: 404, data: z.object({ code: z.string() }) },
  CONFLICT: { status: 409, data: z.object({ code: z.string() }) },
  UNAVAILABLE: { status: 503, data: z.object({ code: z.string() }) },
});
