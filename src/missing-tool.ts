/** A tool outside gradsheet that is needed and not there: reported as one sentence that says what to do, exit status 3. */
export class MissingTool extends Error {
  override readonly name = 'MissingTool';
}
