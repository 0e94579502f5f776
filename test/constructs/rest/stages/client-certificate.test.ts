import { describe, expect, test } from 'vitest';
import { ClientCertificate, MockIntegration, RestApi, type ClientCertificateProps } from '../../../../lib/index.js';
import { resourceOf, resourcesOf, synthesize, type SynthesizedTemplate } from '../../synthesize.js';

function withCertificate(props?: ClientCertificateProps): SynthesizedTemplate {
  return synthesize((stack) => {
    const api = new RestApi(stack, 'Pets');
    api.get('/', new MockIntegration());
    api.addStage('prod', { clientCertificate: new ClientCertificate(stack, 'Certificate', props) });
  });
}

/** The certificates of the template, and the one that the stage shows. */
function certificates(template: SynthesizedTemplate): { readonly all: readonly string[]; readonly shown: unknown } {
  const { ClientCertificateId } = resourceOf(template, 'AWS::ApiGateway::Stage').Properties;
  return {
    all: resourcesOf(template, 'AWS::ApiGateway::ClientCertificate').map(({ id }) => id),
    shown: (ClientCertificateId as { readonly Ref: string }).Ref,
  };
}

describe('ClientCertificate', () => {
  test('is shown by the stage that names it', () => {
    const { all, shown } = certificates(withCertificate({ description: 'For the orders backend' }));
    expect(all).toEqual([shown]);
  });

  test('rotates over a certificate that is prepared first', () => {
    const before = certificates(withCertificate());
    const prepared = certificates(withCertificate({ prepareNext: true }));
    const rotated = certificates(withCertificate({ rotation: 2 }));
    expect(prepared).toEqual({ all: [before.shown, rotated.shown], shown: before.shown });
    expect(rotated.all).toEqual([rotated.shown]);
    expect(rotated.shown).not.toBe(before.shown);
  });

  test('names the prepared certificate, and none when there is none', () => {
    synthesize((stack) => {
      const certificate = new ClientCertificate(stack, 'Plain');
      expect(certificate.nextClientCertificateId).toBeUndefined();
      const preparing = new ClientCertificate(stack, 'Preparing', { rotation: 4, prepareNext: true });
      expect(stack.resolve(preparing.nextClientCertificateId)).toEqual({
        Ref: expect.stringMatching(/^PreparingRotation5/) as string,
      });
    });
  });
});
