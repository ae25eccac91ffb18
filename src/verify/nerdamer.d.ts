/** The core's own types know neither this entry point, which loads the add-ons as well, nor what they add. */
declare module 'nerdamer/all.js' {
  import type { Tree } from '../expression/formula-of-text.ts';

  export interface Nerdamer {
    (
      expression: string,
      point?: Readonly<Record<string, string>>,
    ): {
      toString(): string;
      evaluate(): { text(form: 'decimals'): string };
    };
    diff(expression: string, variable: string): { toString(): string };
    /** The expression as a tree, which is not simplified. */
    tree(expression: string): Tree | undefined;
    flush(): void;
    getCore(): { readonly Settings: Record<string, unknown> };
  }
  const nerdamer: Nerdamer;
  export default nerdamer;
}
