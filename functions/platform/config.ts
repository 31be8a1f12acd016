import { type infer as Infer, literal, object, enum as oneOf, prettifyError, string } from 'zod';

/** The only place that reads environment variables: parsed once, typed, and named in the error when one is wrong. */

/** A setting that does not fit: its message says which and what would be right, and is all that anybody needs to see. */
export class WrongSetting extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WrongSetting';
  }
}

/** An address outside that is called every minute, as long as all is well. An empty one is none. */
const heartbeat = string()
  .url()
  .or(literal('').transform(() => undefined))
  .optional();

const cloud = object({
  TABLE: string().min(1),
  SAFETY_QUEUE_URL: string().url(),
  ROUTINE_QUEUE_URL: string().url(),
  PUBLIC_URL: string().url(),
  PROVIDER_SECRET_ARN: string().min(1),
  CATALOGUE: string().min(1),
  /** The folder of the console's templates and assets, as `infra/console-files.ts` writes it. */
  CONSOLE_FILES: string().min(1).default('./console'),
  STAGE: oneOf(['production', 'rehearsal']).default('production'),
  PROVIDER_API_ORIGIN: string().url().optional(),
  HEARTBEAT_URL: heartbeat,
});

export type CloudConfig = Infer<typeof cloud>;

const local = object({
  PORT: string().regex(/^\d+$/, 'a port is a number, such as 8080').default('8080'),
  PHONE_PORT: string().regex(/^\d+$/, 'a port is a number, such as 8081').default('8081'),
  HOST: string().default('127.0.0.1'),
  DATA: string().default('.data'),
  CLOCK: string().default('running'),
  HEARTBEAT_URL: heartbeat,
});

export interface LocalConfig {
  port: number;
  phonePort: number;
  host: string;
  /** `memory`, or the folder that keeps the data. */
  data: string;
  /** `running`, `real`, or an ISO instant at which the clock stands. */
  clock: string;
  /** Called every minute while all is well; nobody is when absent. */
  heartbeat?: string | undefined;
}

function parse<T>(schema: {
  safeParse: (value: unknown) => { success: true; data: T } | { success: false; error: Parameters<typeof prettifyError>[0] };
}): T {
  const result = schema.safeParse(process.env);
  if (!result.success) throw new WrongSetting(`the environment is not right:\n${prettifyError(result.error)}`);
  return result.data;
}

export function cloudConfig(): CloudConfig {
  return parse(cloud);
}

export function localConfig(): LocalConfig {
  const { PORT, PHONE_PORT, HOST, DATA, CLOCK, HEARTBEAT_URL } = parse(local);
  return { port: Number(PORT), phonePort: Number(PHONE_PORT), host: HOST, data: DATA, clock: CLOCK, heartbeat: HEARTBEAT_URL };
}
