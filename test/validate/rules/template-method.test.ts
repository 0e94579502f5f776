import { describe } from 'vitest';
import { finds, templates } from '../findings.js';

describe('template-method', () => {
  finds([
    [
      'methods that are not simulated, whatever they are called on',
      templates(
        "$l.size() $n.intValue() $s.offsetByCodePoints(0, 1) $l.forEach('x') $l.none()",
        "$input.path('$.list').parallelStream() #set($d = $n.setScale(2))",
      ),
      [
        'The method parallelStream() of java.util.ArrayList and net.minidev.json.JSONArray and java.util.Collection is not simulated: a request that calls it fails',
        'The method setScale() of java.math.BigDecimal is not simulated: a request that calls it fails',
      ].map(
        (message) =>
          `warning not-simulated GET /pets/{petId} integration response 200 responseTemplates["application/json"]: ${message}`,
      ),
    ],
  ]);
});
