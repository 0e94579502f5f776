import { apiPage, type ApiLike } from '../api-page/api-page.js';
import type { StackLike } from '../from-stack.js';
import type { ExpectLike, MatcherResult } from './matcher.js';
import { toAllow, type AllowedCall } from './to-allow.js';

/**
 * Adds `toAllow` and `toMatchApiSnapshot` to the `expect` of Vitest or Jest: once a test file, or in a setup file.
 *
 * @example
 * addMatchers(expect);
 * await expect(gateway).toAllow('GET', '/pets', { token: { user: 'ann' } });
 * await expect(gateway).not.toAllow('DELETE', '/pets/1');
 * await expect(api).toMatchApiSnapshot();
 */
export function addMatchers(expect: ExpectLike): void {
  const matchers = {
    toAllow,
    async toMatchApiSnapshot(subject: StackLike | ApiLike, hint?: string): Promise<MatcherResult> {
      // The snapshot's own matcher throws where it differs, with the difference.
      expect(await apiPage(subject)).toMatchSnapshot(...(hint === undefined ? [] : [hint]));
      return { pass: true, message: () => 'Expected the API not to match its snapshot' };
    },
  };
  expect.extend(matchers as never);
}

declare global {
  // Vitest and Jest both take the types of matchers from here.
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the name that both look for
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- every declaration has the same parameters
    interface Matchers<R, T = {}> {
      /**
       * Whether a `LocalGateway` lets a request through to its method: the route exists, and authorizer, resource policy,
       * usage plan and throttles have nothing against it.
       */
      toAllow(httpMethod: string, path: string, call?: AllowedCall): Promise<R>;

      /** Compares an API, or the APIs of a stack, with their snapshot: routes, access, stages, plans and domains on a page. */
      toMatchApiSnapshot(hint?: string): Promise<R>;
    }
  }
}
