import { element, type Xml } from './xml.ts';

/** The name of a field's blank in the text. */
export function blankOf(field: number): string {
  return `blank${field + 1}`;
}

export function material(html: string): Xml {
  return element('material', {}, element('mattext', { texttype: 'text/html' }, html));
}
