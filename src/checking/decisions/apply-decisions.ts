import type { Clock } from '../../clock.ts'
import type { Applied } from '../../exceptions/apply.ts'
import type { Examined, RuleDecisions } from './rule-decisions.ts'

/**
 * applyProjectRules removes the findings that an exception or a comment covers, and adds findings about the exceptions.
 */
export async function applyProjectRules(
  examined: Examined,
  project: RuleDecisions,
  ports: { readonly clock: Pick<Clock, 'now'> }
): Promise<Applied> {
  const { findings, loaded } = examined
  const exceptions = project.configuration.exceptions.length + (project.standing?.pending.length ?? 0)
  if (exceptions === 0 && !loaded.targets.some(({ document }) => document.text.includes('ecs-sealed:')))
    return { findings, excepted: [] }
  const { weighedBy } = await import('./weigh-findings.ts')
  return weighedBy(examined, project, ports)
}
