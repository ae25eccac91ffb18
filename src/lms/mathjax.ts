import { escapeXml } from './xml.ts';

/** A formula as text that MathJax, which Moodle and Canvas have, finds and sets. */
export function mathjax(formula: string, display: boolean): string {
  return `\\(${display ? '\\displaystyle ' : ''}${escapeXml(formula)}\\)`;
}
