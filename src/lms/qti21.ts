import type { Sheet } from '../worksheet/sheet.ts';
import { type BankQuestion, bankQuestions, distinct, variantId } from './bank-question.ts';
import type { LmsFormat } from './lms-format.ts';
import { contentPackage, pictureResources, type Resource } from './package.ts';
import { Pictures } from './pictures.ts';
import { assessmentItem, namespace, outcome } from './qti21-item.ts';
import { element, xmlFile } from './xml.ts';

export const qti21: LmsFormat = { name: 'qti21', summary: 'a package of QTI 2.1', write: qti21Package };

/**
 * Worksheets as an IMS QTI 2.1 package: a test for each variant, an item for each question.
 * https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html
 */
export function qti21Package(sheets: readonly Sheet[]): Uint8Array {
  const pictures = new Pictures('../images/');
  const variants = distinct(sheets).map((sheet) => ({ sheet, questions: bankQuestions(sheet) }));
  const items = variants.flatMap(({ questions }) =>
    questions.map((question) => ({ question, source: xmlFile(assessmentItem(question, pictures)) })),
  );
  const images = pictureResources(pictures.files);
  const resources: Resource[] = [
    ...variants.map(({ sheet, questions }) => test(sheet, questions)),
    ...items.map(({ question, source }) => ({
      id: question.id,
      type: 'imsqti_item_xmlv2p1',
      files: [[file(question), source] as const],
      needs: images.filter(({ files }) => source.includes(files[0][0])).map(({ id }) => id),
    })),
    ...images,
  ];
  return contentPackage('gradsheet-qti21', ['QTIv2.1 Package', '1.0.0'], resources);
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
    type: 'imsqti_test_xmlv2p1',
    files: [[`tests/${id}.xml`, xmlFile(root)]],
    needs: questions.map((question) => question.id),
  };
}
