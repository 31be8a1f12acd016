import { errorNames, type Log, type LogFields, placeOf } from '../../functions/platform/log.ts';

/** The log of the local run: what went wrong, on standard error, so that standard output holds the addresses alone. */
export function terminalLog(write: (line: string) => void = (line) => console.error(line)): Log {
  const say = (level: string, what: string, fields: LogFields) => write(JSON.stringify({ level, what, ...fields }));
  return {
    info: () => {},
    warn: (what, fields = {}) => say('warn', what, fields),
    error: (what, error, fields = {}) => say('error', what, { ...fields, causes: errorNames(error), at: placeOf(error) }),
  };
}
