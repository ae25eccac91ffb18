/** What a file says of one student, as names and texts, before it is known what they mean. */
export interface GivenRow {
  /** Where it stands, for messages: "answers.csv:3". */
  readonly place: string;
  readonly cells: readonly (readonly [column: string, text: string])[];
}
