import { pointsOf } from '../exercises/question.ts';
import type { Sheet } from '../worksheet/sheet.ts';
import { bankQuestions, distinct, variantId } from './bank-question.ts';
import { canvasParts } from './canvas-parts.ts';
import type { LmsFormat } from './lms-format.ts';
import { contentPackage, type Resource } from './package.ts';
import { Pictures } from './pictures.ts';
import { canvasItem } from './qti12-item.ts';
import { element, xmlFile } from './xml.ts';

/**
 * Worksheets as an IMS QTI 1.2 package in the dialect of Canvas: a quiz for each variant.
 * https://www.imsglobal.org/question/ and, for the types of questions, what Canvas itself exports.
 */
export const qti12: LmsFormat = {
  name: 'qti12',
  summary: 'a package of QTI 1.2, as Canvas reads it',
  part: (sheet) => ({ code: sheet.code, title: sheet.title, resources: quiz(sheet) }),
  write: (parts) =>
    contentPackage(
      'gradsheet-qti12',
      ['IMS Content', '1.1.3'],
      distinct(parts).flatMap(({ resources }) => resources),
    ),
};

/** The questions of a variant, and what only Canvas reads: how the quiz is set. */
function quiz(sheet: Sheet): Resource[] {
  const id = variantId(sheet.code);
  // Canvas has its own word for the root of the package.
  const pictures = new Pictures('%24IMS-CC-FILEBASE%24/images/', id);
  const title = `${sheet.title} (${sheet.code})`;
  const items = bankQuestions(sheet).flatMap((question) => {
    const parts = canvasParts(question, sheet.plan.decimals);
    return parts.map((part, at) =>
      canvasItem(question, part, parts.length > 1 ? at + 1 : undefined, pictures),
    );
  });
  const assessment = element(
    'questestinterop',
    { xmlns: 'http://www.imsglobal.org/xsd/ims_qtiasiv1p2' },
    element('assessment', { ident: id, title }, element('section', { ident: 'root_section' }, ...items)),
  );
  const points = sheet.questions.reduce((sum, question) => sum + pointsOf(question), 0);
  const settings = element(
    'quiz',
    { xmlns: 'http://canvas.instructure.com/xsd/cccv1p0', identifier: id },
    element('title', {}, title),
    element('shuffle_answers', {}, 'false'),
    element('quiz_type', {}, 'assignment'),
    element('points_possible', {}, `${points}`),
  );
  return [
    {
      id,
      type: 'imsqti_xmlv1p2',
      files: [[`${id}/${id}.xml`, xmlFile(assessment)]],
      needs: [`${id}-settings`],
      pictures: pictures.files,
    },
    {
      id: `${id}-settings`,
      type: 'associatedcontent/imscc_xmlv1p1/learning-application-resource',
      files: [[`${id}/assessment_meta.xml`, xmlFile(settings)]],
      needs: [],
    },
  ];
}
