import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element of an XML file that was read. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Far more than a package has; without it long ones are refused.
  processEntities: { enabled: true, maxTotalExpansions: 10_000_000, maxExpandedLength: 100_000_000 },
});

/** The root of an XML file. Throws an Error for what is not well-formed. */
export function readXml(source: string): Element {
  const checked = XMLValidator.validate(source);
  if (checked !== true) throw new Error(`line ${checked.err.line}: ${checked.err.msg}`);
  const parsed: unknown = parser.parse(source);
  const root = nodes(parsed).find(
    (node): node is Element => typeof node !== 'string' && node.name !== '?xml',
  );
  if (!root) throw new Error('no element');
  return root;
}

/** The children of this name. */
export function all({ children }: Element, name: string): Element[] {
  return children.filter((child): child is Element => typeof child !== 'string' && child.name === name);
}

/** The first child of this name, and so on down. Throws where there is none. */
export function at(element: Element, ...path: readonly string[]): Element {
  return path.reduce((from, name) => {
    const [found] = all(from, name);
    if (!found) throw new Error(`${from.name} has no ${name}`);
    return found;
  }, element);
}

/** All elements of this name within, at any depth. */
export function within(element: Element, name: string): Element[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...within(child, name)],
  );
}

/** All text within. */
export function textOf({ children }: Element): string {
  return children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** What the parser returns, one object for each node: { name: [...], ':@': { ... } } or { '#text': '...' }. */
function nodes(parsed: unknown): (Element | string)[] {
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((node: Readonly<Record<string, unknown>>): (Element | string)[] => {
    if ('#text' in node) return [String(node['#text'])];
    const [name] = Object.keys(node).filter((key) => key !== ':@');
    const said = Object.entries(node[':@'] ?? {}).map(([key, value]) => [key, String(value)]);
    return [{ name, attributes: Object.fromEntries(said), children: nodes(node[name]) }];
  });
}
