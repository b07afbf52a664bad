import type { ResolvedEntry, TemplateBase } from '../../configuration/resolved.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'

/**
 * A task definition of one environment, as it would be registered. `content` returns its JSON, which is needed only if
 * a family occurs twice.
 */
export type FamilySubject = {
  readonly entry: ResolvedEntry
  readonly family: string
  readonly content: () => string
  readonly site: { readonly region?: string; readonly roleArn?: string }
}

/**
 * familyProblems finds different task definitions of the same family in one account and Region. Each run would register
 * both, and the newest revision could be either of them.
 */
export function familyProblems(subjects: readonly FamilySubject[]): readonly Problem[] {
  const known = new Map<string, { readonly subject: FamilySubject; content?: string }>()
  return subjects.flatMap(subject => {
    const { family, site, entry } = subject
    // A family that is not fully known cannot be compared.
    if (family === '' || family.includes('${{')) return []
    const id = JSON.stringify([site.region, site.roleArn, family])
    const before = known.get(id)
    if (before === undefined) {
      known.set(id, { subject })
      return []
    }
    before.content ??= before.subject.content()
    return before.content === subject.content() ? [] : [familyTwice(family, before.subject.entry, entry)]
  })
}

function familyTwice(family: string, before: ResolvedEntry, entry: ResolvedEntry): Problem {
  return {
    code: 'family-twice',
    fault: 'user',
    message: `${described(before)} and ${described(entry)} make two different task definitions of the same family "${family}".`,
    hint: 'Give one of them its own family (key "family"), or make both the same.',
    ...present({ place: entry.written })
  }
}

function described({ key, base, written }: ResolvedEntry): string {
  const where = written ? ` (${written.file}:${written.line})` : ''
  return `"${key}"${where}${fileOf(base)}`
}

function fileOf(base: TemplateBase | undefined): string {
  return base?.kind === 'file' ? ` from ${base.path}` : ''
}
