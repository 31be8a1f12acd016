import type { Model } from '../../../functions/care/reading/model.ts';

/** The model as its file has it: one feature a line, in the order of the alphabet, so that a change of it can be reviewed. */
export function modelText({ weights, ...head }: Model): string {
  const lines = Object.entries(weights).map(([feature, weight]) => `${JSON.stringify(feature)}:${JSON.stringify(weight)}`);
  return `{"name":${JSON.stringify(head.name)},"reason":${JSON.stringify(head.reason)},"opinions":${JSON.stringify(head.opinions)},"weights":{\n${lines.join(',\n')}\n}}\n`;
}
