import type { Layout } from '../configuration/layout.ts'
import { overlaysOf } from '../configuration/overlay-view.ts'
import type { Finding } from '../detector/finding.ts'
import type { DefinitionSource } from './load-sources.ts'

/** overlaySources are the overlays as the rules are to see them: the values of all levels of the file, each at its place. */
export function overlaySources({ document, place, ...layout }: Layout): readonly DefinitionSource[] {
  const root = overlaysOf(layout)
  return root === undefined ? [] : [{ document: { ...document, format: 'yaml', root }, place }]
}

/** oncePerPlace: a value of the configuration file stands in it once, however many definitions it goes into. */
export function oncePerPlace(findings: readonly Finding[], file: string): readonly Finding[] {
  const seen = new Set<string>()
  return findings.filter(finding => {
    if (finding.file !== file || finding.pointer === '') return true
    const isNew = !seen.has(finding.pointer)
    seen.add(finding.pointer)
    return isNew
  })
}
