/** One element of a TwiML document. `text` is all text inside it, in order, its children's included. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** A number of seconds in an attribute; `otherwise` when it is missing or none. */
export function secondsOf(verb: Element, attribute: string, otherwise: number): number {
  const seconds = Number(verb.attributes[attribute] ?? otherwise);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : otherwise;
}

/** Raised for a document that the provider could not read either (its error 12100). */
export class MalformedTwiml extends Error {
  override name = 'MalformedTwiml';
}

/**
 * Reads a TwiML document and gives the verbs inside its `<Response>`. An empty answer holds no verbs.
 * @throws MalformedTwiml when it is not well-formed XML with a `<Response>` at its root.
 */
export function readTwiml(source: string): readonly Element[] {
  if (source.trim() === '') return [];
  const scan = scanner(source);
  scan.skipAside();
  const root = scan.element();
  scan.skipAside();
  if (!scan.atEnd()) throw new MalformedTwiml('text after the root element');
  if (root.name !== 'Response') throw new MalformedTwiml(`the root element is <${root.name}>, not <Response>`);
  return root.children;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const isSpace = (char: string) => char === ' ' || char === '\n' || char === '\r' || char === '\t';
const endsName = (char: string) => isSpace(char) || '=/><"\''.includes(char);

function scanner(source: string) {
  let at = 0;
  const atEnd = () => at >= source.length;
  const starts = (text: string) => source.startsWith(text, at);
  const peek = () => source[at] ?? '';

  function upTo(end: string, what: string): string {
    const found = source.indexOf(end, at);
    if (found < 0) throw new MalformedTwiml(`${what} is not closed`);
    const text = source.slice(at, found);
    at = found + end.length;
    return text;
  }

  function skipSpace(): void {
    while (!atEnd() && isSpace(peek())) at++;
  }

  /** Passes over spaces, comments, the XML declaration and a document type. */
  function skipAside(): void {
    if (at === 0 && peek() === '\ufeff') at++;
    for (skipSpace(); starts('<?') || starts('<!'); skipSpace()) {
      if (starts('<!--')) upTo('-->', 'a comment');
      else upTo('>', 'a declaration');
    }
  }

  function name(): string {
    const from = at;
    while (!atEnd() && !endsName(peek())) at++;
    if (at === from) throw new MalformedTwiml(`a name is missing at ${from}`);
    return source.slice(from, at);
  }

  function attribute(into: Record<string, string>): void {
    const key = name();
    skipSpace();
    if (peek() !== '=') throw new MalformedTwiml(`attribute ${key} has no value`);
    at++;
    skipSpace();
    const quote = peek();
    if (quote !== '"' && quote !== "'") throw new MalformedTwiml(`attribute ${key} has no quotes`);
    at++;
    into[key] = decode(upTo(quote, `attribute ${key}`));
  }

  function element(): Element {
    if (peek() !== '<') throw new MalformedTwiml(`an element is missing at ${at}`);
    at++;
    const tag = name();
    const attributes: Record<string, string> = {};
    for (skipSpace(); !starts('>') && !starts('/>'); skipSpace()) {
      if (atEnd()) throw new MalformedTwiml(`<${tag}> is not closed`);
      attribute(attributes);
    }
    if (starts('/>')) {
      at += 2;
      return { name: tag, attributes, children: [], text: '' };
    }
    at++;
    return { name: tag, attributes, ...content(tag) };
  }

  function content(tag: string): { children: Element[]; text: string } {
    const children: Element[] = [];
    let text = '';
    while (!starts('</')) {
      if (atEnd()) throw new MalformedTwiml(`<${tag}> is not closed`);
      if (starts('<![CDATA[')) {
        at += 9;
        text += upTo(']]>', 'a CDATA section');
      } else if (starts('<!') || starts('<?')) {
        skipAside();
      } else if (peek() === '<') {
        const child = element();
        children.push(child);
        text += child.text;
      } else {
        const next = source.indexOf('<', at);
        const end = next < 0 ? source.length : next;
        text += decode(source.slice(at, end));
        at = end;
      }
    }
    at += 2;
    const closes = name();
    skipSpace();
    if (closes !== tag || peek() !== '>') throw new MalformedTwiml(`<${tag}> is closed by </${closes}>`);
    at++;
    return { children, text };
  }

  return { atEnd, skipAside, element };
}

function decode(text: string): string {
  const [first = '', ...rest] = text.split('&');
  return rest.reduce((done, part) => {
    const end = part.indexOf(';');
    if (end < 0) throw new MalformedTwiml('a bare &');
    return done + character(part.slice(0, end)) + part.slice(end + 1);
  }, first);
}

function character(entity: string): string {
  const named = Object.hasOwn(NAMED, entity) ? NAMED[entity] : undefined;
  if (named !== undefined) return named;
  const hexadecimal = entity.startsWith('#x') || entity.startsWith('#X');
  const code = hexadecimal ? Number.parseInt(entity.slice(2), 16) : Number.parseInt(entity.slice(1), 10);
  if (!entity.startsWith('#') || !(code > 0 && code <= 0x10ffff)) throw new MalformedTwiml(`unknown entity &${entity};`);
  return String.fromCodePoint(code);
}
