import { texFunctions } from './tex-signs.ts';

/** A node of KaTeX's parse tree, as far as it is read here. */
export interface TexNode {
  readonly type: string;
  readonly loc?: { readonly start: number; readonly end: number; readonly lexer: { readonly input: string } };
  readonly text?: string;
  readonly name?: string;
  readonly body?: TexNode | readonly TexNode[];
  readonly base?: TexNode | null;
  readonly sub?: TexNode | null;
  readonly sup?: TexNode | null;
  readonly numer?: TexNode;
  readonly denom?: TexNode;
  readonly hasBarLine?: boolean;
  readonly index?: TexNode | null;
  readonly left?: string;
  readonly right?: string;
  readonly delim?: string;
  readonly mathml?: readonly TexNode[];
}

export function listOf(body: TexNode['body']): readonly TexNode[] {
  if (body === undefined) return [];
  return 'type' in body ? [body] : body;
}

/** What braces hold, without the braces. */
export function contents(node: TexNode): readonly TexNode[] {
  return node.type === 'ordgroup' ? listOf(node.body) : [node];
}

export function functionOf({ type, name }: TexNode): string | undefined {
  return type === 'op' && name !== undefined && texFunctions.includes(name.slice(1)) ? name : undefined;
}

export function opens(node: TexNode): boolean {
  if (node.type === 'leftright') return node.left !== '.';
  const sign = node.type === 'delimsizing' ? node.delim : node.type === 'atom' ? node.text : undefined;
  return sign !== undefined && ['(', '[', '\\{', '\\lbrace'].includes(sign);
}
