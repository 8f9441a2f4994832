import multipart from '@fastify/multipart';
import { ATTACHMENT_BYTES, attachmentSchema, idSchema, problemSchema } from '@adiuva/shared-protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AttachmentError, type Attachments } from '#backend/attachments/index.ts';
import { identityOf } from '#backend/plugins/auth.ts';
import { ownFirst } from '#backend/plugins/own-first.ts';
import { ProblemError } from '#backend/plugins/problem-details.ts';

/** Uploads that are held in memory at once; more are asked to come again. */
const AT_ONCE = 4;
const NO_SUCH_FILE = 'You have no such file here. What is not sent with a message within a day is deleted.';

function ownerOf(request: FastifyRequest): { workspaceId: string; userId: string } {
  const { workspaceId, userId } = identityOf(request).account;
  return { workspaceId, userId };
}

/** Files that are given along with messages: one each request, as `multipart/form-data`. */
export async function registerAttachmentRoutes({
  app,
  attachments,
}: {
  app: FastifyInstance;
  attachments: Attachments;
}): Promise<void> {
  await app.register(multipart, { limits: { fileSize: ATTACHMENT_BYTES, files: 1, fields: 5, fieldSize: 1_000, parts: 6 } });
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['attachments'];
  const problem = problemSchema;
  const params = z.object({ id: idSchema });
  let held = 0;

  typed.post(
    '/api/v1/attachments',
    {
      bodyLimit: ATTACHMENT_BYTES + 64 * 1024,
      schema: {
        tags,
        summary: 'Give a file along: png, jpg, gif, webp, pdf, txt or md of up to 20 MB, as the one file of a form',
        consumes: ['multipart/form-data'],
        response: { 201: attachmentSchema, 401: problem, 413: problem, 415: problem, 422: problem, 429: problem, 503: problem },
      },
    },
    async (request, reply) => {
      if (held >= AT_ONCE) {
        reply.header('retry-after', '2');
        throw new ProblemError({
          status: 503,
          code: 'busy',
          detail: 'Too many files come in at once. This one was not taken. Send it again in a moment.',
        });
      }
      held += 1;
      try {
        const file = await readUpload(request);
        return await reply.code(201).send(await attachments.add({ owner: ownerOf(request), ...file }));
      } catch (error) {
        throw error instanceof AttachmentError ? toProblem(error) : error;
      } finally {
        held -= 1;
      }
    },
  );

  typed.get(
    '/api/v1/attachments/:id',
    {
      preParsing: ownFirst({
        params,
        isOwn: ({ params: { id }, ...owner }) => attachments.has({ owner, id }),
        detail: NO_SUCH_FILE,
      }),
      schema: {
        tags,
        summary: 'A file that was given along, as it came',
        params,
        produces: ['application/octet-stream'],
        response: { 200: z.any().describe('The file’s bytes'), 401: problem, 404: problem, 422: problem, 429: problem },
      },
    },
    async (request, reply) => {
      const file = await attachments.read({ owner: ownerOf(request), id: request.params.id });
      if (!file) throw new ProblemError({ status: 404, code: 'not_found', detail: NO_SUCH_FILE });
      return reply
        .header('content-type', file.contentType)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'private, no-store')
        .serializer((bytes: Buffer) => bytes as unknown as string)
        .send(file.content);
    },
  );
}

async function readUpload(request: FastifyRequest): Promise<{ name: string; bytes: Buffer }> {
  if (!request.isMultipart()) {
    throw new ProblemError({
      status: 415,
      code: 'unsupported_media_type',
      detail: 'A file is sent as multipart/form-data. Nothing was taken.',
    });
  }
  try {
    const part = await request.file();
    if (part) {
      const bytes = await part.toBuffer();
      if (part.file.truncated) throw tooLarge();
      return { name: part.filename, bytes };
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE') throw tooLarge();
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 413) throw tooLarge();
    throw new ProblemError({
      status: 422,
      code: 'invalid_request',
      detail: 'The form could not be read. Nothing was taken. Send it again, with one file in it.',
    });
  }
  throw new ProblemError({ status: 422, code: 'invalid_request', detail: 'There is no file in the form. Nothing was taken.' });
}

function tooLarge(): ProblemError {
  return new ProblemError({
    status: 413,
    code: 'too_large',
    detail: 'The file is larger than 20 MB. It was not taken. Attach a smaller one.',
  });
}

function toProblem({ code, message: detail }: AttachmentError): ProblemError {
  switch (code) {
    case 'too_large':
    case 'too_much':
      return new ProblemError({ status: 413, code: 'too_large', detail });
    case 'unsupported_type':
      return new ProblemError({ status: 415, code: 'unsupported_media_type', detail });
    case 'unreadable':
      return new ProblemError({ status: 422, code: 'invalid_request', detail });
    default:
      return code satisfies never;
  }
}
