import {
  accountDeviceParamsSchema,
  type accountDeviceSchema,
  accountDevicesSchema,
  deviceIdSchema,
  problemSchema,
  storeIdSchema,
} from '@adiuva/shared-protocol';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Devices, ListedDevice } from '#backend/devices/index.ts';
import { identityOf } from '#backend/plugins/auth.ts';
import { ownFirst } from '#backend/plugins/own-first.ts';
import { ProblemError } from '#backend/plugins/problem-details.ts';

const NO_SUCH_DEVICE = 'You have no such device. Nothing was changed. It may have been removed before.';

const toItem = (device: ListedDevice): z.infer<typeof accountDeviceSchema> => ({
  device_id: deviceIdSchema.parse(device.deviceId),
  store_id: storeIdSchema.parse(device.storeId),
  app_version: device.appVersion,
  last_seen_at: device.lastSeenAt,
  connected: device.isConnected,
  ...(device.isCurrent === undefined ? {} : { current: device.isCurrent }),
});

export function registerDeviceRoutes({ app, devices }: { app: FastifyInstance; devices: Devices }): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['devices'];
  const problem = problemSchema;

  typed.get(
    '/api/v1/devices',
    {
      schema: { tags, summary: 'The user’s devices', response: { 200: accountDevicesSchema, 401: problem, 429: problem } },
    },
    (request) => devices.list(identityOf(request)).then((listed) => ({ items: listed.map(toItem) })),
  );

  typed.delete(
    '/api/v1/devices/:id',
    {
      preParsing: ownFirst({
        params: accountDeviceParamsSchema,
        isOwn: ({ params, userId }) => devices.has({ userId, deviceId: params.id }),
        detail: NO_SUCH_DEVICE,
      }),
      schema: {
        tags,
        summary: 'Remove a device: its log-ins are revoked, its socket is closed, its runs end',
        params: accountDeviceParamsSchema,
        response: { 204: z.null().describe('Removed'), 401: problem, 404: problem, 422: problem, 429: problem },
      },
    },
    async (request, reply) => {
      const isRemoved = await devices.remove({ identity: identityOf(request), deviceId: request.params.id });
      if (!isRemoved) throw new ProblemError({ status: 404, code: 'not_found', detail: NO_SUCH_DEVICE });
      return reply.code(204).send(null);
    },
  );
}
