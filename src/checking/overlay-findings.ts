import type { Layout } from '../configuration/layout.ts'
import { overlaysOf } from '../configuration/overlay-view.ts'
import type { Finding } from '../detector/finding.ts'
import type { DefinitionSource } from './load-sources.ts'

/**
 * overlaySources returns the overlays in the form that the rules read: the values of all levels of the file, each with
 * its place.
 */
export function overlaySources({ document, place, ...layout }: Layout): readonly DefinitionSource[] {
  const root = overlaysOf(layout)
  return root === undefined ? [] : [{ document: { ...document, format: 'yaml', root }, place }]
}

/** oncePerPlace reports a value of the configuration file once, even if several task definitions contain it. */
export function oncePerPlace(findings: readonly Finding[], file: string): readonly Finding[] {
  const seen = new Set<string>()
  const once = findings.filter(finding => {
    if (finding.file !== file || finding.pointer === '') return true
    const isNew = !seen.has(finding.pointer)
    seen.add(finding.pointer)
    return isNew
  })
  return once.map(finding => (finding.file === file ? inKeysOfTheFile(finding) : finding))
}

/**
 * A variable of a container in a task definition has different keys in the configuration file, at one of its levels.
 */
function inKeysOfTheFile(finding: Finding): Finding {
  const { pointer, name, message, hint } = finding
  const [, path = ''] = /^\/(.+)\/environment-variables\/[^/]+$/.exec(pointer) ?? []
  if (path === '') return finding
  const level = path.split('/').join('.')
  return {
    ...finding,
    message: message
      .replace(/ of container "[^"]*"/, ` of ${level}`)
      .replace('in "environment"', 'in "environment-variables"'),
    hint: hint.replace(
      /Remove it from "environment" and add to "secrets": \{.*?\}/,
      () =>
        `Remove it from "environment-variables" and write it under "secrets" of ${level}: {${name}: "secretsmanager:<secret name>"} (mode migrate does it)`
    )
  }
}
