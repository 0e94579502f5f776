import type { IConstruct } from 'constructs';
import { SluiceError } from '../../support/sluice-error.js';

/**
 * Requires a message group for a FIFO queue or topic.
 *
 * @param example a group as the integration's `messageGroupId` takes it, in quotes
 * @throws {SluiceError} `service-request-invalid`
 */
export function requireMessageGroup(
  target: IConstruct,
  kind: 'queue' | 'topic',
  messageGroupId: string | undefined,
  example: string,
): void {
  if (messageGroupId !== undefined || !('fifo' in target) || target.fifo !== true) return;
  throw new SluiceError(
    'service-request-invalid',
    `The message to the FIFO ${kind} ${target.node.path} has no group; expected messageGroupId`,
    { hint: `For one group: messageGroupId: ${example}` },
  );
}
