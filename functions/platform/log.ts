import { Logger } from '@aws-lambda-powertools/logger';

/** What a log line may hold: ids, codes and counts. Never a body, a name or a number (promise 10). */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  info(what: string, fields?: LogFields): void;
  warn(what: string, fields?: LogFields): void;
  /** Only the error's name and the names of its causes are written: messages may quote what people wrote. */
  error(what: string, error: unknown, fields?: LogFields): void;
}

export function powertoolsLog(serviceName = 'alongside'): Log {
  const logger = new Logger({ serviceName });
  return {
    info: (what, fields = {}) => logger.info(what, { ...fields }),
    warn: (what, fields = {}) => logger.warn(what, { ...fields }),
    error: (what, error, fields = {}) => logger.error(what, { ...fields, causes: errorNames(error), at: placeOf(error) }),
  };
}

/** The names of an error and of its causes, outermost first. */
export function errorNames(error: unknown): string {
  const names: string[] = [];
  for (let each = error; each instanceof Error && names.length < 5; each = each.cause) names.push(each.name);
  return names.join(' < ') || typeof error;
}

/** The first place of the stack that is in our own code. */
export function placeOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return /(?:functions|infra)\/[\w/.-]+:\d+/.exec(stack)?.[0] ?? 'unknown';
}
