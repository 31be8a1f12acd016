import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import nunjucks from 'nunjucks';
import { compile } from 'sass';

/** Everything that the console reads beside its code: the page templates, compiled, and the files under `/assets/`. */

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'templates', 'console');
const nhsuk = join(root, 'node_modules', 'nhsuk-frontend', 'dist');

/**
 * Writes it into `folder`, which is emptied first: `templates.mjs` and `assets/`, each file of it under a name that ends
 * in a digest of its content, so that browsers may keep it for ever.
 */
export function writeConsoleFiles(folder: string): void {
  const assets = join(folder, 'assets');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(assets, { recursive: true });
  writeFileSync(join(folder, 'templates.mjs'), compiledTemplates());
  for (const [name, content] of Object.entries({ 'console.css': css(), 'console.js': script(), 'icon.svg': icon() })) {
    writeFileSync(join(assets, withDigest(name, content)), content);
  }
}

function withDigest(name: string, content: string): string {
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const ending = extname(name);
  return `${name.slice(0, -ending.length)}.${digest}${ending}`;
}

/** Compiling a template when a page is first asked for costs six times what running a compiled one does. */
function compiledTemplates(): string {
  const named = (folder: string, under = '') =>
    readdirSync(join(folder, under), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.njk'))
      .map((path) => ({ name: posix.join(under, path.replaceAll(sep, '/')), path: join(folder, under, path) }));
  const found = [...named(source), ...named(nhsuk, 'nhsuk/components'), ...named(nhsuk, 'nhsuk/macros')];
  const env = new nunjucks.Environment(null, { autoescape: true, trimBlocks: true, lstripBlocks: true });
  const entries = found.map(({ name, path }) =>
    nunjucks.precompileString(readFileSync(path, 'utf8'), {
      name,
      env,
      wrapper: (made) => `${JSON.stringify(name)}: (() => {\n${sourceOf(made)}\n})()`,
    }),
  );
  return `export default {\n${entries.join(',\n')}\n};\n`;
}

/** The types of nunjucks say one template; it hands over a list of them. */
function sourceOf(made: unknown): string {
  return (made as [{ template: string }])[0].template;
}

function css(): string {
  return compile(join(source, 'console.scss'), { loadPaths: [join(nhsuk, 'nhsuk')], style: 'compressed', quietDeps: true }).css;
}

function script(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(source, 'console.js')],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2020',
    legalComments: 'none',
  });
  return outputFiles[0]?.text ?? '';
}

function icon(): string {
  return readFileSync(join(source, 'icon.svg'), 'utf8');
}
