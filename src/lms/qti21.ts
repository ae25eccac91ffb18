import type { Sheet } from '../worksheet/sheet.ts';
import { type BankQuestion, bankQuestions, distinct, variantId } from './bank-question.ts';
import type { LmsFormat } from './lms-format.ts';
import { contentPackage, type Resource } from './package.ts';
import { Pictures } from './pictures.ts';
import { assessmentItem, namespace, outcome } from './qti21-item.ts';
import { element, xmlFile } from './xml.ts';

const testType = 'imsqti_test_xmlv2p1';

/**
 * Worksheets as an IMS QTI 2.1 package: a test for each variant, an item for each question.
 * https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html
 */
export const qti21: LmsFormat = {
  name: 'qti21',
  summary: 'a package of QTI 2.1',
  part: (sheet) => {
    const questions = bankQuestions(sheet);
    const { code, title } = sheet;
    return { code, title, resources: [test(sheet, questions), ...questions.map(item)] };
  },
  write: (parts) => {
    const all = distinct(parts).flatMap(({ resources }) => resources);
    const tests = all.filter(({ type }) => type === testType);
    const items = all.filter(({ type }) => type !== testType);
    return contentPackage('gradsheet-qti21', ['QTIv2.1 Package', '1.0.0'], [...tests, ...items]);
  },
};

function item(question: BankQuestion): Resource {
  const pictures = new Pictures('../images/', question.id);
  const source = xmlFile(assessmentItem(question, pictures));
  return {
    id: question.id,
    type: 'imsqti_item_xmlv2p1',
    files: [[file(question), source]],
    needs: pictures.files.map(([name]) => name),
    pictures: pictures.files,
  };
}

function file({ id }: BankQuestion): string {
  return `items/${id}.xml`;
}

/** One variant, its questions in any order, its score the sum of theirs. */
function test({ title, code }: Sheet, questions: readonly BankQuestion[]): Resource {
  const id = variantId(code);
  const root = element(
    'assessmentTest',
    { ...namespace, identifier: id, title: `${title} (${code})` },
    outcome('SCORE', 'float', '0'),
    element(
      'testPart',
      { identifier: `${id}-part`, navigationMode: 'nonlinear', submissionMode: 'individual' },
      element(
        'assessmentSection',
        { identifier: `${id}-section`, title: code, visible: 'true' },
        ...questions.map((question) =>
          element('assessmentItemRef', { identifier: `${question.id}-ref`, href: `../${file(question)}` }),
        ),
      ),
    ),
    element(
      'outcomeProcessing',
      {},
      element(
        'setOutcomeValue',
        { identifier: 'SCORE' },
        element('sum', {}, element('testVariables', { variableIdentifier: 'SCORE' })),
      ),
    ),
  );
  return {
    id: `test-${id}`,
    type: testType,
    files: [[`tests/${id}.xml`, xmlFile(root)]],
    needs: questions.map((question) => question.id),
  };
}
