import { texReader } from '../../dist/answers/latex.js';
import { readAnswer } from '../../dist/answers/read-answer.js';
import { vocabularyOf } from '../../dist/answers/vocabulary.js';
import { treeOf } from '../../dist/cli/options/model-argument.js';
import { verdictDocument } from '../../dist/document/verdict/document.js';
import { evaluateModel } from '../../dist/evaluate/evaluate-model.js';
import { terminal } from '../../dist/formats/terminal/terminal.js';
import { answerRows } from '../../dist/grading/answer-rows.js';
import { gradeClass } from '../../dist/grading/grade-class.js';
import { marksCsv, marksTable } from '../../dist/grading/marks-table.js';
import { readModel } from '../../dist/model/read.js';
import { importOnnx } from '../../dist/onnx/import.js';
import { modelFile } from '../../dist/onnx/model-file.js';
import { readValues } from '../../dist/values/index.js';
import { diagnosed } from '../../dist/verify/diagnosed.js';
import { verifyAnswer } from '../../dist/verify/verify.js';
import { readRoster } from '../../dist/worksheet/roster.js';
import { planOf } from '../../dist/worksheet/section.js';
import * as seeds from './seeds.js';

/** What the command line does with a file, for each reader, in this process. */

const text = (bytes) => new TextDecoder().decode(bytes);
const open = (name) => readValues(new TextEncoder().encode(seeds.csv), name);
const model = readModel(seeds.lesson, 'lesson.yaml', { treeOf });
const vocabulary = vocabularyOf(model);
const ofClass = readModel(seeds.worksheet, 'class.yaml', { treeOf });
const plan = planOf(ofClass);
const tex = await texReader();

export const read = {
  model: (bytes, file) => {
    const found = readModel(text(bytes), file, { treeOf, open });
    if (found.values) evaluateModel(found);
  },
  values: (bytes, file) => {
    const arrays = readValues(bytes, file);
    for (const name of arrays.names.slice(0, 20)) arrays.find(name)?.entries({ name });
    evaluateModel(readModel(seeds.lesson, 'lesson.yaml', { treeOf, values: arrays }));
  },
  answer: async (bytes, file) => {
    const answer = await readAnswer(bytes, file, vocabulary, { treeOf });
    const verified = verifyAnswer(model, answer, vocabulary, { treeOf });
    terminal(verdictDocument(model, verified, diagnosed(model, verified, undefined), undefined).blocks, 80);
  },
  roster: (bytes, file) => {
    readRoster(bytes, file);
  },
  grade: (bytes, file) => {
    const mark = gradeClass(ofClass, plan, answerRows(bytes, file), { treeOf, tex });
    terminal([marksTable(mark)], 80);
    marksCsv(mark);
  },
  onnx: (bytes, file) => {
    modelFile(importOnnx(bytes, file), 'values.safetensors');
  },
};
