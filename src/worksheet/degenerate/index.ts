import type { Catalogue } from '../../catalogue.ts';
import { allEqual } from './allEqual.ts';
import { choiceMet } from './choiceMet.ts';
import { constantGiven } from './constantGiven.ts';
import { copied } from './copied.ts';
import type { Degeneracy } from './degeneracy.ts';
import { mostlyZero } from './mostlyZero.ts';
import { nothingArrives } from './nothingArrives.ts';
import { roundsToZero } from './roundsToZero.ts';
import { tooFine } from './tooFine.ts';
import { tooLarge } from './tooLarge.ts';
import { unturnedFilter } from './unturnedFilter.ts';
import { zeroLoss } from './zeroLoss.ts';

/** What spoils a variant by itself; what it shares with other variants is seen where they are compared. */
export const degeneracies: Catalogue<Degeneracy> = {
  constantGiven,
  zeroLoss,
  nothingArrives,
  mostlyZero,
  allEqual,
  copied,
  choiceMet,
  tooLarge,
  tooFine,
  roundsToZero,
  unturnedFilter,
};
