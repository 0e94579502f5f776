import { Lazy, type IResolvable } from 'aws-cdk-lib';
import type { Document } from '../../model/index.js';
import { parseIntrinsics, printIntrinsics } from '../../intrinsics/index.js';
import { renderOpenApi } from '../../synth/openapi/document.js';
import { distinctTokens, readTokens } from '../tokens.js';
import type { DocumentedApi } from './api-definition.js';
import { applyOverrides, type OverrideDocument } from './overridden-body.js';

/**
 * The definition of an API as the `Body` of its resource, changed by `overrides` in order.
 *
 * While the CDK looks for references it only gets to see the tokens, each once. At the end they become CloudFormation's
 * functions, texts around them `Fn::Sub` rather than the CDK's `Fn::Join`, which is a third longer.
 */
export function makeBody(model: () => DocumentedApi, overrides: readonly OverrideDocument[] = []): IResolvable {
  let rendered:
    { readonly model: DocumentedApi; readonly document: Document; readonly tokens: readonly unknown[] } | undefined;
  return Lazy.uncachedAny({
    produce: (context) => {
      const current = model();
      if (rendered?.model !== current) {
        const { document: declared } = renderOpenApi({ ...current, stages: [] });
        const document = applyOverrides(declared, overrides);
        rendered = { model: current, document, tokens: distinctTokens(document) };
      }
      return context.preparing
        ? rendered.tokens
        : readTokens<unknown>(rendered.document, (token) =>
            printIntrinsics(parseIntrinsics(context.resolve(token) as Document)),
          );
    },
  });
}
