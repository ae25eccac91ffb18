import fc from 'fast-check';
import { changedBytes, changedText, formula, leaf, matrix, textBytes } from './changes.js';
import * as seeds from './seeds.js';

/** The readers, with files as they may come: the name of each file and its bytes. */

const inText = (ending, arbitrary) =>
  arbitrary.map((text) => ({ file: `a.${ending}`, bytes: textBytes(text) }));
const inBytes = (ending, arbitrary) => arbitrary.map((bytes) => ({ file: `a.${ending}`, bytes }));

const expression = fc.oneof(formula, changedText(...seeds.formulas));
const withFormula = expression.map(
  (text) =>
    `input: { name: I, shape: [2] }\nlayers: [ { Expression: ${JSON.stringify(text)} } ]\nloss: Sum\nvalues: { I: [1, 2] }\n`,
);
/** A layer upon a layer: numbers and exponents grow from one to the next. */
const stacked = fc
  .tuple(formula, fc.integer({ min: 1, max: 40 }))
  .map(
    ([text, count]) =>
      `input: { name: I, shape: [2] }\nlayers: [${Array.from({ length: count }, () => `{ Expression: ${JSON.stringify(text)} }`).join(', ')}]\nloss: Sum\nvalues: { I: [1, 2] }\n`,
  );

/** As JSON writes them; what is no number of JSON is a text. */
const filled = fc
  .record({ I: matrix(3, 3), W: matrix(2, 2), y: leaf })
  .map((arrays) => JSON.stringify(arrays));
const answered = fc
  .record({ W: matrix(2, 2), o: matrix(2, 2), L: leaf })
  .map((arrays) => JSON.stringify(arrays));

const numpy = changedText(seeds.numpyHeader).map((header) => seeds.numpyArray(header));
const tensors = changedText(seeds.tensorsHeader).map((header) => seeds.safetensors(header));
const zips = fc
  .array(fc.tuple(changedText('W', 'I'), fc.oneof(numpy, fc.constant(seeds.npy))), { maxLength: 4 })
  .map(seeds.npz);
const binaries = fc.oneof(
  inBytes('npy', fc.oneof(numpy, changedBytes(seeds.npy))),
  inBytes('npz', fc.oneof(zips, changedBytes(seeds.zipped))),
  inBytes('safetensors', fc.oneof(tensors, changedBytes(seeds.safetensors(seeds.tensorsHeader)))),
);

const cells = fc.oneof(
  formula,
  changedText(...seeds.formulas, '3/4', '0.33(1)', '1 1/2', '½', '1,5', '12 %'),
);
const entry = fc.tuple(fc.constantFrom('dW_11', 'dL/dI_12', 'L', 'o_11'), cells).map(([name, text]) => ({
  name,
  text: text.replaceAll('x', 'I_11'),
}));
const classTable = fc
  .array(cells, { minLength: 2, maxLength: 2 })
  .map(
    ([number, law]) =>
      `variant,student,1.o_11,5.1\nAAAA-AAAA,Ada,${quoted(number)},${quoted(law.replaceAll('x', 'I_11'))}\nBBBB-BBBB,Bob,1,W_11\n`,
  );

function quoted(text) {
  return `"${text.replaceAll('"', '""')}"`;
}

export const inputs = {
  model: fc.oneof(
    inText('yaml', changedText(...seeds.models)),
    inText('yaml', withFormula),
    inText('yaml', stacked),
    inText(
      'json',
      changedText(
        JSON.stringify({
          input: { name: 'I', shape: [2] },
          layers: ['ReLU'],
          loss: 'Sum',
          values: { I: [1, -2] },
        }),
      ),
    ),
  ),
  values: fc.oneof(
    inText('json', changedText(seeds.valuesInJson)),
    inText('json', filled),
    inText('yaml', changedText(seeds.valuesInYaml)),
    inText('csv', changedText(seeds.csv)),
    binaries,
  ),
  answer: fc.oneof(
    inText('json', changedText(seeds.answersInJson)),
    inText('json', answered),
    inText(
      'json',
      entry.map(({ name, text }) => JSON.stringify({ [name]: text })),
    ),
    inText('yaml', changedText('gradients:\n  W: [[1, 2], [3, 4]]\ndI_11: 1/2\n')),
    inText('txt', changedText(seeds.answersInText, seeds.answersInCode)),
    inText(
      'txt',
      entry.map(({ name, text }) => `${name} = ${text}`),
    ),
    inText('tex', changedText(seeds.answersInTex)),
    inText('csv', changedText('1.5,0\n2,1/3\n')),
    binaries,
  ),
  roster: inText('csv', changedText(seeds.roster)),
  grade: fc.oneof(
    inText('csv', classTable),
    inText('csv', changedText(seeds.classInCsv)),
    inText('json', changedText(seeds.classInJson)),
  ),
  onnx: inBytes('onnx', changedBytes(seeds.onnx)),
};
