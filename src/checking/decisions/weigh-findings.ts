import type { Clock } from '../../clock.ts'
import { RULE_IDS } from '../../detector/rule-ids.ts'
import { chosenRules } from '../../detector/rules.ts'
import { type Applied, isForAll } from '../../exceptions/apply.ts'
import type { PullRequestBase } from '../../exceptions/exception.ts'
import { weighFindings } from '../../exceptions/weigh.ts'
import { distinctBy } from '../../list.ts'
import { present } from '../../present.ts'
import type { Examined, RuleDecisions } from './rule-decisions.ts'

/** weighedBy removes the findings that an exception or a comment covers, and adds findings about the exceptions. */
export async function weighedBy(
  { findings, loaded }: Examined,
  { rules, configuration, standing, trackedDefinitions }: RuleDecisions,
  { clock }: { readonly clock: Pick<Clock, 'now'> }
): Promise<Applied> {
  const files = distinctBy(loaded.targets, ({ document }) => document.file)
  const commented = files.flatMap(({ document }) =>
    document.text.includes('ecs-sealed:') ? [document.file] : []
  )
  const pending = standing?.pending ?? []
  const unscanned = new Set(loaded.unscanned.map(({ file }) => file))
  const named = loaded.all ?? loaded.files
  const isForAllNamed = [...configuration.exceptions, ...pending].some(({ file }) => isForAll(file, named))
  const active = new Set(chosenRules(rules).map(({ id }) => id))
  return weighFindings(findings, files, {
    exceptions: configuration.exceptions,
    scanned: files.map(({ document }) => document.file).filter(file => !unscanned.has(file)),
    idleRules: RULE_IDS.filter(id => !active.has(id)),
    rules: RULE_IDS,
    now: clock.now(),
    all: isForAllNamed ? [...named, ...((await trackedDefinitions?.()) ?? [])] : named,
    pending,
    ...present({ doubt: standing?.doubt }),
    ...present({ base: standing && (await onBase(commented, standing.base)) })
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
