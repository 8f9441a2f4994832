import { implement, ORPCError } from '@orpc/server';
import type { ToolErrorCode } from '@adiuva/shared-protocol';
import { DeviceError } from '#core/device-error.ts';
import { translateFault } from '#core/device-tools/index.ts';
import type { Logger } from '#core/ports/logger.ts';
import { contract } from '#rpc/contract.ts';

/** The RPC errors that the contract declares, by what the device's own rules said. */
function errorName(code: ToolErrorCode): 'INVALID' | 'NOT_FOUND' | 'CONFLICT' | 'UNAVAILABLE' {
  switch (code) {
    case 'not_found':
      return 'NOT_FOUND';
    case 'conflict':
    case 'id_conflict':
      return 'CONFLICT';
    case 'busy':
    case 'internal':
      return 'UNAVAILABLE';
    default:
      return 'INVALID';
  }
}

const statuses = { INVALID: 422, NOT_FOUND: 404, CONFLICT: 409, UNAVAILABLE: 503 };

/** The contract, to be implemented: what a procedure throws becomes an error that the contract declares. Output is ours and typed, so it is not parsed again on its way out. */
export function createCoreApi({ logger }: { logger: Logger }) {
  return implement(contract)
    .$config({ initialOutputValidationIndex: Number.NaN })
    .use(async ({ next }) => {
      try {
        return await next();
      } catch (cause) {
        if (cause instanceof ORPCError) throw cause;
        const fault = cause instanceof DeviceError ? cause : translateFault(cause);
        if (fault.code === 'internal') logger.error('a request of the page failed', { fault: String(fault.cause) });
        const name = errorName(fault.code);
        throw new ORPCError(name, { status: statuses[name], message: fault.message, data: { code: fault.code }, cause });
      }
    });
}

export type CoreApi = ReturnType<typeof createCoreApi>;
