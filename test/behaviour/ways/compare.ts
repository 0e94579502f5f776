import { expect } from 'vitest';
import type { LocalGateway } from '../../../lib/testing/index.js';
import { asExpected, ask, type Answer, type BehaviourCase } from '../../support/behaviour.js';

/** The gateways of one API, by the way in which it was written. */
export type Ways = Readonly<Record<string, LocalGateway>>;

/** Sends a request to every way, and expects of each the same response, byte for byte. */
export async function expectSame(
  ways: Ways,
  one: BehaviourCase,
  requestOf: (way: string) => Promise<BehaviourCase> = () => Promise.resolve(one),
): Promise<void> {
  const answers: Record<string, Answer> = {};
  for (const [way, gateway] of Object.entries(ways)) {
    answers[way] = withoutApiId(await ask(gateway, await requestOf(way)));
  }
  const [first] = Object.values(answers);
  for (const [way, answer] of Object.entries(answers)) {
    expect({ way, ...asExpected(answer, one.expect) }).toEqual({ way, ...one.expect });
    expect({ way, ...answer }).toEqual({ way, ...first });
  }
}

/** Each source gives its API an id, which a denied caller is told. */
function withoutApiId(answer: Answer): Answer {
  return { ...answer, body: answer.body.replace(/(arn:aws:execute-api:[^:]*:[^:]*:)[a-z0-9]{10}\//, '$1API/') };
}
