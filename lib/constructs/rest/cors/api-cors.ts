import type { IConstruct } from 'constructs';
import { diagnostic, type Diagnostic, type Place } from '../../../model/index.js';
import { canonicalJson } from '../../../support/canonical-json.js';
import { printFinding } from '../../validation.js';
import { checkCors } from './check-cors.js';
import { Cors, type CorsProps, type CorsSetting } from './cors-props.js';

/** The CORS settings of one API: its own, those of groups and those of single paths, of which the nearest holds. */
export class ApiCors {
  private readonly byPath = new Map<string, CorsSetting>();
  private readonly byGroup = new Map<string, CorsSetting>();
  private readonly disputed = new Set<string>();

  constructor(private readonly ofApi: CorsProps | undefined) {
    if (ofApi !== undefined) checkCors(ofApi);
  }

  setPath(path: string, setting: CorsSetting): void {
    if (setting !== Cors.NONE) checkCors(setting);
    this.byPath.set(path, setting);
  }

  /** Notes the setting of the group that a method of the path belongs to. */
  setGroup(path: string, setting: CorsSetting): void {
    if (setting !== Cors.NONE) checkCors(setting);
    const known = this.byGroup.get(path);
    if (known !== undefined && known !== setting && canonicalJson(asData(known)) !== canonicalJson(asData(setting))) {
      this.disputed.add(path);
    }
    this.byGroup.set(path, setting);
  }

  of(path: string): CorsProps | undefined {
    const setting = this.byPath.get(path) ?? this.byGroup.get(path) ?? this.ofApi;
    return setting === Cors.NONE ? undefined : setting;
  }

  /**
   * The setting of the gateway's own errors, which the whole API shares: every origin that some path allows. Undefined
   * when no path has CORS.
   */
  ofErrors(): CorsProps | undefined {
    const settings = [...new Set([this.ofApi, ...this.byGroup.values(), ...this.byPath.values()])].filter(
      (setting): setting is CorsProps => setting !== undefined && setting !== Cors.NONE,
    );
    const [first, ...others] = settings;
    if (first === undefined || others.length === 0) return first;
    const allowOrigins = [...new Set(settings.flatMap((setting) => setting.allowOrigins))];
    const allowCredentials = settings.some((setting) => setting.allowCredentials === true);
    const exposeHeaders = [...new Set(settings.flatMap((setting) => setting.exposeHeaders ?? []))];
    return {
      allowOrigins: allowOrigins.includes('*') && !allowCredentials ? ['*'] : allowOrigins,
      allowCredentials,
      ...(exposeHeaders.length > 0 && { exposeHeaders }),
    };
  }

  /** Reports a setting for a path that the API does not have, and groups that disagree on a path. */
  validateAtSynth(api: IConstruct, paths: () => readonly string[]): void {
    api.node.addValidation({ validate: () => this.findings(new Set(paths())).map(printFinding) });
  }

  private findings(known: ReadonlySet<string>): readonly Diagnostic[] {
    const unknown = [...this.byPath.keys()].filter((path) => !known.has(path));
    const disputed = [...this.disputed].filter((path) => !this.byPath.has(path));
    return [
      ...unknown.map((path) =>
        diagnostic('settings-unknown', placeOf(path), `The API has no path ${path} with methods`, 'error'),
      ),
      ...disputed.map((path) =>
        diagnostic(
          'invalid-value',
          placeOf(path),
          `The path has methods of two groups with different CORS settings and one OPTIONS method; say which setting holds: api.cors('${path}', …)`,
        ),
      ),
    ];
  }
}

function placeOf(path: string): Place {
  return { element: path, property: 'cors' };
}

function asData(setting: CorsSetting): unknown {
  return setting === Cors.NONE ? setting : { ...setting, maxAge: setting.maxAge?.toSeconds() };
}
