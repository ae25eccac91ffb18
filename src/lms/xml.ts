import { escapeMarkup } from '../escape-markup.ts';

/** A piece of XML that is well-formed as it stands. */
export interface Xml {
  readonly xml: string;
}

/** An element; texts among its children are escaped, elements stand on lines of their own. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Xml | string)[]
): Xml {
  const attributeText = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const start = `${name}${attributeText.join('')}`;
  if (children.length === 0) return { xml: `<${start}/>` };
  const lines = children.every((child) => typeof child !== 'string' && !child.xml.startsWith('<!['))
    ? '\n'
    : '';
  const inner = children.map((child) => (typeof child === 'string' ? escapeXml(child) : child.xml));
  return { xml: `<${start}>${lines}${inner.join(lines)}${lines}</${name}>` };
}

/** A file with this element as its root. */
export function xmlFile(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;
}

/** Text as it is, readable where it is markup itself; what would end it is written in two sections. */
export function cdata(text: string): Xml {
  return { xml: `<![CDATA[${allowed(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>` };
}

export function escapeXml(text: string): string {
  return escapeMarkup(allowed(text));
}

/** XML 1.0 has no way at all to write most control characters, nor half a character: they become the replacement character. */
function allowed(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
