import { Unsupported } from '../unsupported.ts';
import type { Operator } from './operator.ts';

/** Repeats entries: https://onnx.ai/onnx/operators/onnx__Resize.html, and Upsample, which came before it. */
export const Resize: Operator = {
  names: ['Resize', 'Upsample'],
  translate: (graph, node, attributes) => {
    const data = graph.data(node.input[0]);
    const older = node.opType === 'Upsample';
    if (attributes.text('mode', 'nearest') !== 'nearest') throw new Unsupported('it interpolates');
    const where = attributes.text('coordinate_transformation_mode', older ? 'asymmetric' : 'half_pixel');
    const rounds = attributes.text('nearest_mode', older ? 'floor' : 'round_prefer_floor');
    if (graph.opset >= 11 && !older && (where !== 'asymmetric' || rounds !== 'floor'))
      throw new Unsupported(
        `it takes the nearest entry by ${where} and ${rounds}, and Upsample by asymmetric and floor`,
      );
    if (attributes.has('axes') || attributes.text('keep_aspect_ratio_policy', 'stretch') !== 'stretch')
      throw new Unsupported('it names axes or keeps proportions');
    const scalesAt = older || graph.opset < 11 ? 1 : 2;
    const scales = node.input[scalesAt]
      ? graph.numbers(node.input[scalesAt]).data
      : attributes.floats('scales');
    const sizes = node.input[3] ? graph.numbers(node.input[3]).data : undefined;
    if (scales && scales.length > 0) {
      if (scales[0] !== 1 || scales[1] !== 1) throw new Unsupported('it repeats samples or channels');
      graph.add('Upsample', { scale_factor: scales.slice(2) }, [data], node.output[0]);
    } else if (sizes && sizes[0] === data.dims[0] && sizes[1] === data.dims[1]) {
      graph.add('Upsample', { size: sizes.slice(2) }, [data], node.output[0]);
    } else throw new Unsupported('its scales are no constants, or it repeats samples or channels');
  },
};
