/** What a file says of one student, as names and texts, before it is known what they mean. */
export interface GivenRow {
  /** Where it stands, for messages: "answers.csv:3". */
  readonly place: string;
  /** Where its columns are named: at the top of a table, whatever the row. */
  readonly head: string;
  readonly cells: readonly (readonly [column: string, text: string])[];
}
