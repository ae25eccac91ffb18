import { BadInput } from '../bad-input.ts';
import { type Plain, PlainWriter } from './plain.ts';
import { contents, functionOf, listOf, opens, type TexNode } from './tex-node.ts';
import { texFunctions, texSigns } from './tex-signs.ts';

/** ∂L over ∂W, and anything over another that only a derivative can mean. */
const derivativeParts: readonly (readonly [over: RegExp, under: RegExp])[] = [
  [/^\s*[d∂]\s*(?:L|loss)\s*$/, /^\s*[d∂]/],
  [/^\s*∂/, /^\s*∂/],
  [/^\s*d\s*[A-Za-z]/, /^\s*d\s*[A-Za-z]/],
];

/** Writes KaTeX's parse tree of a source as plain text. */
export class TexWriter {
  readonly #source: string;
  readonly #writer = new PlainWriter();
  /** Where in the source the last node that has a place ended. */
  #cursor: number;

  constructor(source: string, cursor = 0) {
    this.#source = source;
    this.#cursor = cursor;
  }

  plain(): Plain {
    return this.#writer.plain(this.#source.length);
  }

  list(nodes: readonly TexNode[]): void {
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at];
      this.node(node);
      const name = functionOf(node);
      const next = nodes.slice(at + 1).findIndex(({ type }) => type !== 'kern' && type !== 'spacing');
      if (name === undefined || next < 0 || opens(nodes[at + 1 + next])) continue;
      // \log p: what follows is the argument.
      at += 1 + next;
      this.#inBrackets(() => this.node(nodes[at]));
    }
  }

  node(node: TexNode): void {
    const { type } = node;
    const { start, end } = this.#placed(node);
    switch (type) {
      case 'mathord':
      case 'textord':
      case 'atom': {
        const sign = texSigns.get(node.text ?? '') ?? node.text ?? '';
        if (sign.length > 1 && sign.startsWith('\\')) throw this.#unsupported(sign);
        // A gap between two letters was a space in the source.
        const gap = start > this.#cursor && /\w/.test(sign) && /\w$/.test(this.#writer.text);
        this.#put(gap ? ` ${sign}` : sign, start);
        break;
      }
      case 'spacing':
      case 'kern':
        this.#put(' ', start);
        break;
      case 'ordgroup':
        this.#group(listOf(node.body));
        break;
      case 'font':
      case 'text':
      case 'styling':
      case 'sizing':
      case 'mclass':
      case 'operatorname':
        this.#bare(node);
        break;
      case 'op':
        this.#operator(node);
        break;
      case 'htmlmathml':
        this.list(node.mathml ?? []);
        break;
      case 'delimsizing':
        this.#delimiter(node.delim);
        break;
      case 'leftright':
        this.#delimiter(node.left);
        this.list(listOf(node.body));
        this.#delimiter(node.right);
        break;
      case 'genfrac':
        this.#fraction(node);
        break;
      case 'sqrt':
        if (node.index) throw this.#unsupported('\\sqrt[...]');
        this.#word('sqrt');
        this.#inBrackets(() => this.#bare(node));
        break;
      case 'supsub':
        this.#scripts(node);
        break;
      default:
        throw this.#unsupported();
    }
    this.#cursor = Math.max(this.#cursor, end);
  }

  /** {p - y} is a bracket; {I} is only I, and {,} the comma of a decimal. */
  #group(body: readonly TexNode[]): void {
    const inner = this.#apart(body);
    if (/^[,.]$/.test(inner.text)) this.#put('.', inner.places[0]);
    else if (/^[A-Za-z]*$/.test(inner.text)) this.#writer.append(inner);
    else this.#inBrackets(() => this.#writer.append(inner));
  }

  #operator(node: TexNode): void {
    if (node.body) {
      this.#bare(node);
      return;
    }
    const name = node.name?.replace('\\', '') ?? '';
    if (!texFunctions.includes(name)) throw this.#unsupported(node.name);
    this.#word(name);
    this.#cursor = Math.max(this.#cursor, this.#source.indexOf(`\\${name}`, this.#cursor) + name.length + 1);
  }

  #delimiter(delim: string | undefined): void {
    if (delim === undefined || delim === '.') return;
    this.#put(texSigns.get(delim) ?? delim, this.#cursor);
  }

  #fraction({ numer, denom, hasBarLine }: TexNode): void {
    if (!numer || !denom || !hasBarLine) throw this.#unsupported();
    const over = this.#apart(contents(numer));
    const under = this.#apart(contents(denom));
    const join = (left: string, sign: string, right: string) => {
      this.#put(left, over.places[0]);
      this.#writer.append(over);
      this.#put(sign, under.places[0]);
      this.#writer.append(under);
      this.#put(right, under.places[0]);
    };
    // One piece, as ½ is; a derivative keeps its name; anything else is a quotient.
    if (/^\d+$/.test(over.text) && /^\d+$/.test(under.text))
      join(/[A-Za-z0-9]$/.test(this.#writer.text) ? ' ' : '', '⁄', '');
    else if (derivativeParts.some(([a, b]) => a.test(over.text) && b.test(under.text)))
      join(/[A-Za-z0-9]$/.test(this.#writer.text) ? ' ' : '', '/', ' ');
    else join('((', ')/(', '))');
  }

  #scripts({ base, sub, sup }: TexNode): void {
    if (base?.type === 'op' && sub) throw this.#unsupported(base.name);
    if (base) this.node(base);
    const above = sup ? this.#apart(contents(sup)) : undefined;
    // W^{(1)}_{11} and W'_{11}: this belongs to the name, and goes first.
    const ofName = above !== undefined && /^(?:\(\d+\)|'+)$/.test(above.text);
    if (above && ofName) {
      if (!above.text.startsWith("'")) this.#put('^', above.places[0]);
      this.#writer.append(above);
    }
    if (sub) this.#subscript(sub);
    if (above && !ofName) {
      this.#put('^', above.places[0]);
      this.#inBrackets(() => this.#writer.append(above));
    }
    if (/[\d}]$/.test(this.#writer.text)) this.#put(' ', this.#cursor);
  }

  #subscript(sub: TexNode): void {
    const below = this.#apart(contents(sub));
    const single = sub.type !== 'ordgroup' && below.text.length === 1;
    this.#put(single ? '_' : '_{', below.places[0]);
    this.#writer.append(below);
    if (!single) this.#put('}', this.#cursor);
  }

  #bare({ body }: TexNode): void {
    const inner = listOf(body);
    this.list(inner.length === 1 && inner[0].type === 'ordgroup' ? listOf(inner[0].body) : inner);
  }

  /** What these nodes say, without putting it. */
  #apart(nodes: readonly TexNode[]): Plain {
    const writer = new TexWriter(this.#source, this.#cursor);
    writer.list(nodes);
    this.#cursor = writer.#cursor;
    return writer.#writer.plain(this.#cursor);
  }

  #inBrackets(inner: () => void): void {
    this.#put('(', this.#cursor);
    inner();
    this.#put(')', this.#cursor);
  }

  #word(name: string): void {
    this.#put(/[A-Za-z0-9]$/.test(this.#writer.text) ? ` ${name}` : name, this.#cursor);
  }

  #put(text: string, place: number): void {
    this.#writer.put(text, place);
  }

  /** Nodes that come out of KaTeX's own macros have their places in those. */
  #placed({ loc }: TexNode): { start: number; end: number } {
    if (loc && loc.lexer.input === this.#source) return loc;
    return { start: this.#cursor, end: this.#cursor };
  }

  #unsupported(what?: string): BadInput {
    const rest = this.#source.slice(this.#cursor);
    const found = what ?? /\\[A-Za-z]+/.exec(rest)?.[0] ?? rest.trim().slice(0, 20);
    const place = Math.max(this.#cursor, this.#source.indexOf(found, this.#cursor));
    return new BadInput(
      `found ${found} at character ${place + 1} of the formula, expected fractions, roots, powers, subscripts, functions and brackets.`,
    );
  }
}
