import { atom, type Code } from '../../expr/code.ts';
import { nearestDouble } from '../../expr/nearest-double.ts';
import { functionNamed } from '../../functions/index.ts';
import { type Formula, isReduction, parts } from '../../index/formula.ts';

/** Whether a formula is made of numbers alone. */
export function isConstant(formula: Formula): boolean {
  return (
    formula.kind !== 'entry' &&
    formula.kind !== 'place' &&
    formula.kind !== 'where' &&
    !isReduction(formula) &&
    parts(formula).every(isConstant)
  );
}

/** A function of numbers alone, which libraries of arrays do not take: pi and square roots by name, others as their value. */
export function constantCall(name: string, given: readonly Code[], formulas: readonly Formula[]): Code {
  if (name === 'pi') return atom('math.pi');
  if (name === 'root' && given[1].text === '2') return atom(`math.sqrt(${given[0].text})`);
  return atom(String(numberAt({ kind: 'apply', function: name, arguments: formulas })));
}

function numberAt(formula: Formula): number {
  switch (formula.kind) {
    case 'number':
      return nearestDouble(formula.value);
    case 'add':
      return formula.terms.reduce((total, term) => total + numberAt(term), 0);
    case 'multiply':
      return formula.factors.reduce((product, factor) => product * numberAt(factor), 1);
    case 'power':
      return numberAt(formula.base) ** nearestDouble(formula.exponent);
    case 'apply': {
      const member = functionNamed(formula.function);
      return member.value(formula.arguments.map(numberAt));
    }
    default:
      throw new Error(`a ${formula.kind} is no number`);
  }
}
