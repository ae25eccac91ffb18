export interface Browser {
  readonly executable: string;
  /** Variables that the browser's process needs besides ours. */
  readonly environment: Readonly<Record<string, string>>;
}
