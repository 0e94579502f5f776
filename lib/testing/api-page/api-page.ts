import { SluiceError } from '../../support/sluice-error.js';
import { assemble, type StackLike } from '../from-stack.js';
import { printApiPage } from './print-api-page.js';

/** A construct in a stack: an API. */
export interface ApiLike {
  /** The stack of the construct. */
  readonly stack: StackLike;
  /** The node of the construct. */
  readonly node: { readonly path: string };
}

/**
 * The API of a construct, or all APIs of a stack, on a page as the template defines them.
 *
 * @example
 * expect(await apiPage(api)).toMatchSnapshot();
 * @throws {SluiceError} `source-without-api` when there is none
 */
export async function apiPage(subject: StackLike | ApiLike): Promise<string> {
  const isStack = 'stackName' in subject;
  const { source, apiIds } = await assemble(isStack ? subject : subject.stack, {});
  const id = isStack ? undefined : apiIds.get(subject.node.path);
  const { apis } = source.collection;
  const shown = isStack ? apis : apis.filter((api) => api.id === id);
  if (shown.length === 0) {
    throw new SluiceError('source-without-api', `${subject.node.path} has no API`, {
      hint: 'Give an API or the stack that has it',
    });
  }
  return printApiPage(shown, source.collection);
}
