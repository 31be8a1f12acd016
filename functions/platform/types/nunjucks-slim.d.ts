/** The part of nunjucks that runs compiled templates; it has no types of its own. */
declare module 'nunjucks/browser/nunjucks-slim.js' {
  export { Environment, PrecompiledLoader } from 'nunjucks';
}
