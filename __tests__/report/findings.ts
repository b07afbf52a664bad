import type { Finding } from '../../src/detector/rule.ts'

/** aFinding is a complete finding; the argument sets the members that matter to a test. */
export function aFinding(given: Partial<Finding> = {}): Finding {
  return {
    rule: 'secret/by-name',
    level: 'error',
    category: 'credential',
    confidence: 'high',
    file: 'deploy/app.json',
    place: { file: 'deploy/app.json', line: 3, column: 41, endLine: 3, endColumn: 51 },
    pointer: '/containerDefinitions/0/environment/0/value',
    container: 'app',
    name: 'DB_PASSWORD',
    message: 'Variable DB_PASSWORD holds a password.',
    hint: 'Remove it from "environment".',
    fingerprint: '0123456789abcdef',
    ...given
  }
}

/** withoutPlace removes the location, as in a finding that an input caused. */
export function withoutPlace({ place: _, ...finding }: Finding): Finding {
  return finding
}
