import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';

/** One OpenAPI 3.1 document, made from the schemas that validate. Registered before the routes that it describes. */
export async function registerOpenApi({ app, version }: { app: FastifyInstance; version: string }): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Adiuva', version, description: 'The backend of Adiuva, a local-first assistant for freelancers.' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
  });
  app.get('/api/v1/openapi.json', { config: { isOpen: true }, schema: { hide: true } }, () => app.swagger());
}
