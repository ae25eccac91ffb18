import { type Formula, tensorsIn } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Statement } from './statement.ts';

/** The arrays that statements take. */
export function arraysIn(statements: readonly Statement[]): Set<Tensor> {
  return new Set(statements.flatMap((statement) => formulasOf(statement).flatMap(tensorsIn)));
}

function formulasOf(statement: Statement): readonly Formula[] {
  switch (statement.kind) {
    case 'rule':
      return statement.parts.map(({ body }) => body);
    case 'winner':
      return [statement.of];
    case 'refusal':
      return [];
  }
}
