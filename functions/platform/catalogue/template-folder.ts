import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ZodType } from 'zod';
import { yamlFile } from './yaml-file.ts';

/** Reads the files of a folder such as `templates/`, each by its shape. */
export function templateFolder(folder: string) {
  const read = <S extends ZodType>(path: string, schema: S) => yamlFile(join(folder, path), `templates/${path}`, schema);
  const readAll = <S extends ZodType>(path: string, schema: S) =>
    Object.fromEntries(namesIn(join(folder, path)).map((name) => [name, read(`${path}/${name}.yaml`, schema)]));
  return { read, readAll };
}

/** The names of the YAML files in a folder, without `.yaml`, in order. */
export function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}
