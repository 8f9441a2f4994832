import { z } from 'zod';
import { tierSchema, type KeyedProvider, type ModelRole } from '@adiuva/shared-protocol';
import { isModelName, makesVectors, type EnvironmentServer, type EnvironmentServers } from './models/index.ts';

export type Tier = z.infer<typeof tierSchema>;

/** What the environment says (API.md, "Configuration of the backend"). */
export interface Config {
  /** Absent: the embedded PostgreSQL in the home. */
  databaseUrl: string | undefined;
  /** Absent: made once and kept in the home. At least 32 bytes. */
  secret: Buffer | undefined;
  /** Accepted beside `secret` while secrets are rotated. */
  previousSecret: Buffer | undefined;
  /** `provider:model` by role; absent: a workspace's settings say it, or the offline model answers. */
  models: { [Role in ModelRole]: string | undefined };
  /** Keys and addresses of providers. */
  servers: Required<EnvironmentServers>;
  /** Lets whoever shows it read `/metrics` from elsewhere. Absent: from this machine alone. */
  metricsToken: string | undefined;
  /** How long content is kept after a session's last activity, in days; 0: until its device has it. */
  retentionDays: number;
  /** How long a user may take to answer an approval, in hours. */
  approvalHours: number;
  /** Absent: `pro` on one's own machine (embedded database), else `free`. */
  defaultTier: Tier | undefined;
}

/** The environment cannot be used; the message names each variable, its fault, and an example. Never a secret's value. */
export class ConfigError extends Error {
  readonly code = 'bad_config';

  constructor(faults: string[]) {
    super(`The configuration cannot be used, so nothing was started.\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const SECRET_BYTES = 32;
const RETENTION_DAYS = 30;
const APPROVAL_HOURS = 24;
const LONGEST_APPROVAL_HOURS = 30 * 24;

const postgresUrl = z.string().refine((text) => {
  // A socket's folder stands in the query (`?host=`), and then no host need stand after the name and the password.
  const whole = URL.parse(text);
  const url = whole ?? URL.parse(text.replace('@/', '@socket/'));
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && (Boolean(whole?.hostname) || url.searchParams.has('host'));
});
const secret = z
  .string()
  .transform((text) => Buffer.from(text, 'utf8'))
  .refine((bytes) => bytes.length >= SECRET_BYTES);
/** A name and a password in an address would be shown where addresses are; a query has no place before a path. */
const baseUrl = z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username + url.password + url.search + url.hash === '';
});
const days = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number)
  .refine((count) => count <= 3650);
const headerText = z.string().regex(/^[\x21-\x7e]+$/);
const modelName = z.string().refine(isModelName);
const metricsToken = headerText.min(16);

/** Each provider's own names of its key and its address. */
const PROVIDER_VARIABLES: Record<KeyedProvider, { key: string; address: { name: string; example: string } }> = {
  openai: { key: 'OPENAI_API_KEY', address: { name: 'OPENAI_BASE_URL', example: 'https://api.openai.com/v1' } },
  anthropic: { key: 'ANTHROPIC_API_KEY', address: { name: 'ANTHROPIC_BASE_URL', example: 'https://api.anthropic.com' } },
  deepseek: { key: 'DEEPSEEK_API_KEY', address: { name: 'DEEPSEEK_BASE_URL', example: 'https://api.deepseek.com' } },
  local: { key: 'LOCAL_LLM_API_KEY', address: { name: 'LOCAL_LLM_BASE_URL', example: 'http://127.0.0.1:11434/v1' } },
};

/**
 * Reads the environment; an empty value counts as absent.
 * @throws ConfigError with every fault at once.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const faults: string[] = [];
  const read = <T>({ name, schema, fault }: { name: string; schema: z.ZodType<T>; fault: string }): T | undefined => {
    const value = env[name];
    if (value === undefined || value === '') return undefined;
    const parsed = schema.safeParse(value);
    if (!parsed.success) faults.push(`${name} ${fault}`);
    return parsed.success ? parsed.data : undefined;
  };
  const server = (provider: KeyedProvider): EnvironmentServer => {
    const { key, address } = PROVIDER_VARIABLES[provider];
    const apiKey = read({
      name: key,
      schema: headerText,
      fault: `holds what no HTTP header may carry: a space, a line’s end, or a letter outside ASCII. Example: ${key}=abc123`,
    });
    const url = read({
      name: address.name,
      schema: baseUrl,
      fault: `is no http or https address without a name, a password and a query (a key goes into ${key}). Example: ${address.name}=${address.example}`,
    });
    return { apiKey, baseUrl: url };
  };
  const model = (role: ModelRole): string | undefined => {
    const name = `ADIUVA_MODEL_${role.toUpperCase()}`;
    const example = role === 'embed' ? 'openai:text-embedding-3-small' : 'anthropic:claude-sonnet-4-5';
    const value = read({
      name,
      schema: modelName,
      fault: `names no model: it is offline:rules, or a provider (openai, anthropic, deepseek, local), a colon and its model. Example: ${name}=${example}`,
    });
    if (value?.startsWith('local:') && !env['LOCAL_LLM_BASE_URL']) {
      faults.push(
        `${name} names a local model, but LOCAL_LLM_BASE_URL does not say where its server is. Example: LOCAL_LLM_BASE_URL=http://127.0.0.1:11434/v1`,
      );
    }
    if (value !== undefined && role === 'embed' && !makesVectors(value)) {
      faults.push(`${name} names a model of a provider that makes no vectors of texts. Example: ${name}=${example}`);
    }
    return value;
  };
  const secretFault = (name: string): string =>
    `is too short: at least ${SECRET_BYTES} bytes are needed. Example: ${name}="$(openssl rand -base64 48)"`;

  const config: Config = {
    databaseUrl: read({
      name: 'DATABASE_URL',
      schema: postgresUrl,
      fault: 'is no address of a PostgreSQL database. Example: DATABASE_URL=postgresql://adiuva@db.example:5432/adiuva',
    }),
    secret: read({ name: 'ADIUVA_SECRET', schema: secret, fault: secretFault('ADIUVA_SECRET') }),
    previousSecret: read({ name: 'ADIUVA_SECRET_PREVIOUS', schema: secret, fault: secretFault('ADIUVA_SECRET_PREVIOUS') }),
    models: { router: model('router'), chat: model('chat'), extract: model('extract'), embed: model('embed') },
    servers: {
      openai: server('openai'),
      anthropic: server('anthropic'),
      deepseek: server('deepseek'),
      local: server('local'),
    },
    metricsToken: read({
      name: 'ADIUVA_METRICS_TOKEN',
      schema: metricsToken,
      fault:
        'is no token of 16 or more letters and digits without a space. Example: ADIUVA_METRICS_TOKEN="$(openssl rand -hex 24)"',
    }),
    retentionDays:
      read({
        name: 'ADIUVA_RETENTION_DAYS',
        schema: days,
        fault: 'is no whole number of days from 0 to 3650. Example: ADIUVA_RETENTION_DAYS=30',
      }) ?? RETENTION_DAYS,
    approvalHours:
      read({
        name: 'ADIUVA_APPROVAL_HOURS',
        schema: z
          .string()
          .regex(/^\d{1,3}$/)
          .transform(Number)
          .refine((hours) => hours >= 1 && hours <= LONGEST_APPROVAL_HOURS),
        fault: `is no whole number of hours from 1 to ${LONGEST_APPROVAL_HOURS}. Example: ADIUVA_APPROVAL_HOURS=24`,
      }) ?? APPROVAL_HOURS,
    defaultTier: read({
      name: 'ADIUVA_DEFAULT_TIER',
      schema: tierSchema,
      fault: 'is neither free nor pro. Example: ADIUVA_DEFAULT_TIER=free',
    }),
  };
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}
