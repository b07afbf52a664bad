import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { examine } from '../../src/check/examine.ts'
import { loadForCheck } from '../../src/check/load-for-check.ts'
import { USUAL_RULES } from '../../src/detector/rule.ts'
import type { CheckConfiguration } from '../../src/inputs/configuration.ts'

/** A value that every rule about names takes for a credential, without the format of any provider. */
export const LITERAL = ['Sup3r', 'Secret', 'Pw99'].join('')

/** `{"name": …, "value": …}` in JSON. */
export function pair(name = 'DB_PASSWORD', value = LITERAL): string {
  return `{"name": "${name}", "value": "${value}"}`
}

/** A definition in JSON with these items in `environment`. */
export function definition(items: string): string {
  return `{"family": "app", "containerDefinitions": [{"name": "app", "image": "nginx", "environment": [${items}]}]}`
}

/** A definition in YAML, up to its container's last member. */
export const YAML = 'family: app\ncontainerDefinitions:\n  - name: app\n    image: nginx\n'

/** A definition in YAML with one variable. */
export const WHOLE = `${YAML}    environment:\n      - name: DB_PASSWORD\n        value: ${LITERAL}\n`

/** The result of a check of one file: errors of category credential by line, and what was not read. */
export async function checked(
  file: string,
  content: string | Buffer
): Promise<{
  readonly found: readonly string[]
  readonly unscanned: readonly string[]
  readonly ok: boolean
}> {
  const workspace = mkdtempSync(join(tmpdir(), 'sealed-whole-'))
  try {
    writeFileSync(join(workspace, file), content)
    const configuration = { taskDefinition: [file] } as unknown as CheckConfiguration
    const loaded = await loadForCheck(configuration, { workspace, env: {}, keepSource: () => undefined })
    const findings = await examine(loaded.targets, [], { rules: USUAL_RULES, mask: () => undefined })
    const errors = findings.filter(({ level, category }) => level === 'error' && category === 'credential')
    return {
      found: errors.map(({ place, name }) => `${place?.line} ${name}`),
      unscanned: loaded.unscanned.map(({ reason }) => reason),
      ok: loaded.problems.length + loaded.unscanned.length === 0
    }
  } finally {
    rmSync(workspace, { recursive: true })
  }
}

/** notClean returns whether a check of a file finds a credential, or says that it could not read all of the file. */
export async function notClean(file: string, content: string): Promise<boolean> {
  const { found, ok } = await checked(file, content)
  return found.length > 0 || !ok
}
