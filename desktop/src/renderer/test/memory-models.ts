// What the core in memory keeps of files, models and usage, and how it answers about them.
import { implement } from '@orpc/server';
import type { ModelsUpdate, ModelsView } from '@adiuva/shared-protocol';
import { contract } from '#rpc/contract.ts';
import type { MessageFile } from '#rpc/attachments.ts';
import type { UsageReading } from '#rpc/usage.ts';

/** What the test sees and sets. */
export interface MemoryModels {
  models: ModelsView | undefined;
  /** Why the backend cannot be asked now. */
  away: string | undefined;
  /** Changes as the page sent them. */
  updates: ModelsUpdate[];
  usage: Map<string, UsageReading>;
  /** Files by their id. */
  files: Map<string, { file: MessageFile; bytes: Buffer }>;
  /** Which model was chosen for which conversation. */
  chosen: Map<string, string>;
}

const sums = {
  calls: 0,
  failed_calls: 0,
  input_tokens: 0,
  output_tokens: 0,
  cached_input_tokens: 0,
  reasoning_tokens: 0,
  cost_usd: 0,
  unpriced_calls: 0,
};

/** Models as a backend has them that was only just installed. */
function freshModels(): ModelsView {
  const offline = { model: 'offline:rules', source: 'default' } as const;
  const none = { is_set: false, source: null } as const;
  const embed = { model: 'offline:rules', source: 'default' } as const;
  return {
    roles: { router: offline, chat: offline, extract: offline, embed },
    keys: { openai: none, anthropic: none, deepseek: none, local: none },
    available: [
      { model: 'offline:rules', provider: 'offline', sees_images: false, usable: true },
      { model: 'anthropic:claude-sonnet-4-5', provider: 'anthropic', sees_images: true, usable: false },
      { model: 'openai:gpt-5.4-mini', provider: 'openai', sees_images: true, usable: true },
      { model: 'deepseek:deepseek-v4-flash', provider: 'deepseek', sees_images: false, usable: false },
    ],
  };
}

export function emptyModels(): MemoryModels {
  return { models: freshModels(), away: undefined, updates: [], usage: new Map(), files: new Map(), chosen: new Map() };
}

const types: Readonly<Record<string, MessageFile['content_type']>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/markdown',
};

export function modelHandlers({ core, now, newId }: { core: MemoryModels; now: () => number; newId: () => string }) {
  const os = implement(contract);
  const coming = new Map<string, { name: string; pieces: Buffer[] }>();
  const PIECE = 384 * 1024;
  return {
    attachments: {
      begin: os.attachments.begin.handler(({ input }) => {
        const uploadId = newId();
        coming.set(uploadId, { name: input.name, pieces: [] });
        return { upload_id: uploadId };
      }),
      append: os.attachments.append.handler(({ input }) => {
        coming.get(input.upload_id)?.pieces.push(Buffer.from(input.data, 'base64'));
        return { ok: true as const };
      }),
      finish: os.attachments.finish.handler(({ input, errors }) => {
        const upload = coming.get(input.upload_id);
        const type = types[upload?.name.split('.').at(-1) ?? ''];
        if (!upload || !type) throw errors.INVALID({ message: 'This file is not taken.', data: { code: 'invalid_data' } });
        const bytes = Buffer.concat(upload.pieces);
        const file = { attachment_id: newId(), name: upload.name, content_type: type, bytes: bytes.length, missing: false };
        core.files.set(file.attachment_id, { file, bytes });
        return file;
      }),
      discard: os.attachments.discard.handler(({ input }) => {
        core.files.delete(input.attachment_id);
        return { ok: true as const };
      }),
      read: os.attachments.read.handler(({ input, errors }) => {
        const found = core.files.get(input.attachment_id);
        if (!found) throw errors.NOT_FOUND({ message: 'This file is not on this device any more.', data: { code: 'not_found' } });
        const piece = found.bytes.subarray(input.offset, input.offset + PIECE);
        const next = input.offset + piece.length;
        return { data: piece.toString('base64'), ...(next < found.bytes.length ? { next_offset: next } : {}) };
      }),
    },
    models: {
      read: os.models.read.handler(() => ({
        ...(core.models ? { models: core.models } : {}),
        ...(core.away === undefined ? {} : { away: core.away }),
      })),
      update: os.models.update.handler(({ input, errors }) => {
        const { models } = core;
        if (!models || core.away !== undefined)
          throw errors.UNAVAILABLE({ message: core.away ?? 'It is away.', data: { code: 'busy' } });
        core.updates.push(input);
        for (const [provider, key] of Object.entries(input.keys ?? {})) {
          if (!(provider in models.keys)) continue;
          models.keys[provider as keyof typeof models.keys] =
            key === null ? { is_set: false, source: null } : { is_set: true, source: 'settings', hint: key.slice(-4) };
          for (const one of models.available) if (one.provider === provider) one.usable = key !== null;
        }
        for (const [role, model] of Object.entries(input.roles ?? {}))
          models.roles[role as keyof typeof models.roles] =
            model === null ? { model: 'offline:rules', source: 'default' } : { model, source: 'settings' };
        return models;
      }),
      test: os.models.test.handler(({ input }) => {
        const ok = core.models?.available.some(({ model, usable }) => usable && model === input.model) === true;
        return { ok, model: input.model, latency_ms: 412, message: ok ? 'It answers.' : 'There is no key for this provider.' };
      }),
    },
    usage: {
      read: os.usage.read.handler(({ input, errors }) => {
        const known = core.usage.get(input.period);
        if (core.away !== undefined && !known) throw errors.UNAVAILABLE({ message: core.away, data: { code: 'busy' } });
        const reading = known ?? { period: input.period, at: now(), total: sums, by_day: [], by_model: [], by_session: [] };
        return core.away === undefined ? reading : { ...reading, away: core.away };
      }),
    },
  };
}
