/** The core's own types know neither this entry point, which loads the add-ons as well, nor what they add. */
declare module 'nerdamer/all.js' {
  export interface Nerdamer {
    (
      expression: string,
      point?: Readonly<Record<string, string>>,
    ): {
      toString(): string;
      evaluate(): { text(form: 'decimals'): string };
    };
    diff(expression: string, variable: string): { toString(): string };
    flush(): void;
    getCore(): { readonly Settings: Record<string, unknown> };
  }
  const nerdamer: Nerdamer;
  export default nerdamer;
}
