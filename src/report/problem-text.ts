import type { Finding } from '../detector/rule.ts'
import type { Problem } from '../errors.ts'
import { isInManifest } from '../files/document/tree.ts'
import { groupBy } from '../list.ts'
import { pageUrl } from '../nearest.ts'
import { escapePattern } from '../pattern.ts'
import { present } from '../present.ts'
import type { Report } from './report.ts'
import { placeToText, plain } from './text.ts'

const NAMES_SHOWN = 20

/** joinAlike joins problems that differ in nothing but the service, such as lost credentials. */
export function joinAlike(problems: readonly Problem[]): readonly Problem[] {
  const alike = groupBy(problems, ({ service, ...same }) => JSON.stringify([same, service === undefined]))
  return alike.map(group => {
    const [first] = group as [Problem]
    const names = [...new Set(group.flatMap(({ service }) => service ?? []))]
    if (names.length < 2) return first
    const service = names.length > NAMES_SHOWN ? `${names.length} services` : names.join(', ')
    return { ...first, service }
  })
}

/** Problems with the same hint, which differs at most in the service: `SERVICE` stands for it. */
export type ProblemGroup = { readonly problems: readonly Problem[]; readonly hint?: string }

/** problemGroups groups problems by their hint. */
export function problemGroups(problems: readonly Problem[]): readonly ProblemGroup[] {
  const templateOf = ({ hint, service }: Problem) => {
    if (hint === undefined || service === undefined) return hint
    return hint.replace(new RegExp(`(?<![\\w-])${escapePattern(service)}(?![\\w-])`, 'g'), 'SERVICE')
  }
  return groupBy(joinAlike(problems), one => templateOf(one) ?? `no hint: ${JSON.stringify(one)}`).map(
    group => {
      const [first] = group as readonly [Problem]
      const isSame = group.every(({ hint }) => hint === first.hint)
      return { problems: group, ...present({ hint: isSame ? first.hint : templateOf(first) }) }
    }
  )
}

/** problemsToText returns `error: service: file:line:column: message` per problem, and each hint once, indented. */
export function problemsToText(problems: readonly Problem[]): readonly string[] {
  return problemGroups(problems).flatMap(group => [
    ...group.problems.flatMap(({ service, place, message }) => {
      const of = service === undefined ? '' : `${service}: `
      return linesOf(`error: ${of}${place ? `${placeToText(place)}: ` : ''}${message}`)
    }),
    ...(group.hint === undefined ? [] : linesOf(group.hint).map(text => `  ${text}`))
  ])
}

/** A message may contain several lines; each is made safe separately. */
function linesOf(text: string): readonly string[] {
  return text.split('\n').map(plain)
}

/**
 * waysOut returns, once for all findings, what else there is to do about them: the mode that does what they advise,
 * unless it does not or is running, and an exception for what is no credential.
 */
export function waysOut({ mode, findings }: Pick<Report, 'mode' | 'findings'>): readonly string[] {
  const found = findings.filter(({ category, level }) => category === 'credential' && level !== 'notice')
  return [
    ...(mode !== 'migrate' && movableFiles(findings).length > 0 ? [MIGRATE] : []),
    ...(found.length > 0 ? [EXCEPT] : [])
  ]
}

/** movableFiles returns the files with credentials that a migration can move. */
export function movableFiles(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.filter(isMigrated).map(({ file }) => file))]
}

function isMigrated({ level, category, input, file, pointer }: Finding): boolean {
  const isLeft = LEFT_ALONE.test(file) || isInManifest({ file, pointer }) || NOT_MOVED.test(pointer)
  return level === 'error' && category === 'credential' && input === undefined && !isLeft
}

/**
 * What a migration does not move: lines of other files, other resources of Terraform, commands, labels, options, tags;
 * its hint says what to do.
 */
const NOT_MOVED =
  /^\/(?:lines|resource\/(?!aws_ecs_)\w+)\/|\/(?:command|entry_?point|health_?check|(?:docker_?)?labels|(?:driver_?)?opt(?:ion)?s|tags)(?:\/|$)/i

/** What a migration does not rewrite: workflows, code, templates with statements, scripts. */
const LEFT_ALONE =
  /(?:^|\/)(?:\.github\/workflows\/[^/]+|action)\.ya?ml$|\.(?:hcl|(?:tf|tofu)(?:\.json|(?=\.))|tfvars(?:\.json)?|jsonnet|libsonnet|[cm]?[jt]sx?|py|go|java|kts?|cs|rb|php|scala|rs|(?:ba|z)?sh)(?:\.(?:tpl|tmpl|j2))?$|\.(?:j2|jinja2?|erb|gotmpl|hbs|mustache|ejs)$/i

const MIGRATE = 'To move these variables to Secrets Manager, run mode migrate: it shows a plan first.'

const EXCEPT = `If a value is not a credential, add an exception to the configuration file: ${pageUrl('check')}#false-positives`
