import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import nunjucks from 'nunjucks/browser/nunjucks-slim.js';

/** What the pages need beside the code: `infra/console-files.ts` makes it, into one folder. */
export interface ConsoleFiles {
  /** A page of `templates/console/`, with everything that people typed escaped. */
  render(view: string, data: object): string;
  /** Files under `/assets/`, by their names there. */
  assets: ReadonlyMap<string, Asset>;
  /** The address of a file by its name without its digest, such as `console.css`. */
  addressOf(name: string): string;
}

export interface Asset {
  contentType: string;
  content: Buffer;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Reads the folder once. @throws when it is not what `infra/console-files.ts` makes. */
export async function readConsoleFiles(folder: string): Promise<ConsoleFiles> {
  const { default: compiled } = await import(pathToFileURL(resolve(folder, 'templates.mjs')).href);
  const env = new nunjucks.Environment(new nunjucks.PrecompiledLoader(compiled), { autoescape: true });
  const assets = new Map<string, Asset>();
  const addresses = new Map<string, string>();
  for (const name of readdirSync(join(folder, 'assets'))) {
    const contentType = CONTENT_TYPES[extname(name)] ?? 'application/octet-stream';
    assets.set(name, { contentType, content: readFileSync(join(folder, 'assets', name)) });
    addresses.set(name.replace(/\.[0-9a-f]+(\.\w+)$/, '$1'), `/assets/${name}`);
  }
  return { render: (view, data) => env.render(view, data), assets, addressOf: (name) => addresses.get(name) ?? '' };
}
