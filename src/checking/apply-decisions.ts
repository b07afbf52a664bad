import type { Clock } from '../clock.ts'
import type { ProjectDecisions } from '../configuration/project-file.ts'
import type { Finding } from '../detector/finding.ts'
import type { Rule } from '../detector/rule.ts'
import { OPTIONAL_RULES, RULES } from '../detector/rules.ts'
import type { Applied } from '../exceptions/apply.ts'
import type { BaseDoubt, PullRequestBase } from '../exceptions/base.ts'
import type { Exception } from '../exceptions/exception.ts'
import { present } from '../present.ts'
import type { LoadedDefinitionSources } from './load-sources.ts'

/** The id of the policy `references-only`; an exception can name it also in a run without it. */
const POLICY = 'policy/references-only'

/** knownRules lists the ids that an exception can name. */
export function knownRules(): readonly string[] {
  return [...RULES, ...OPTIONAL_RULES].map(({ id }) => id).concat(POLICY)
}

/** The rules of a run, and what the project has decided about their findings. */
export type HouseDecisions = {
  readonly rules: readonly Rule[]
  readonly configuration: ProjectDecisions
  /** On a pull request: what is known of its base, and what does not count until it is merged. */
  readonly standing?: {
    readonly base: PullRequestBase
    readonly pending: readonly Exception[]
    readonly doubt?: BaseDoubt
  }
}

/** What the exceptions are applied to. */
export type Examined = { readonly findings: readonly Finding[]; readonly loaded: LoadedDefinitionSources }

/** applyHouseRules takes out what an exception or a comment covers, and adds findings about those. */
export async function applyHouseRules(
  { findings, loaded }: Examined,
  { rules, configuration, standing }: HouseDecisions,
  { clock }: { readonly clock: Pick<Clock, 'now'> }
): Promise<Applied> {
  const files = [...new Map(loaded.targets.map(target => [target.document.file, target])).values()]
  const commented = files.flatMap(({ document }) =>
    document.text.includes('ecs-sealed:') ? [document.file] : []
  )
  const pending = standing?.pending ?? []
  if (configuration.exceptions.length + pending.length + commented.length === 0) {
    return { findings, excepted: [] }
  }
  const { weighFindings } = await import('../exceptions/weigh.ts')
  const unscanned = new Set(loaded.unscanned.map(({ file }) => file))
  const active = new Set(rules.map(({ id }) => id))
  return weighFindings(findings, files, {
    exceptions: configuration.exceptions,
    scanned: files.map(({ document }) => document.file).filter(file => !unscanned.has(file)),
    idleRules: knownRules().filter(id => !active.has(id)),
    rules: knownRules(),
    now: clock.now(),
    all: loaded.all ?? loaded.files,
    pending,
    ...present({ doubt: standing?.doubt }),
    ...(standing === undefined ? {} : { base: await onBase(commented, standing.base) })
  })
}

async function onBase(
  files: readonly string[],
  base: PullRequestBase
): Promise<Awaited<ReturnType<typeof import('./base-decisions.ts').filesOnBase>>> {
  if (files.length === 0) return new Map()
  const { filesOnBase } = await import('./base-decisions.ts')
  return filesOnBase(files, base)
}
