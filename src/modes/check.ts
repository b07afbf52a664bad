import { contextsFor } from '../checking/contexts.ts'
import { examine, type RenderedTarget } from '../checking/examine.ts'
import { applyHouseRules, readHouseRules } from '../checking/house-rules.ts'
import { loadForCheck, remarksOf } from '../checking/load-for-check.ts'
import type { Problem } from '../errors.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { emptyReport, type Remark, type Report } from '../report/report.ts'
import { overridesOf } from '../template/overrides.ts'
import { prepareLeniently } from '../template/prepare.ts'

/**
 * What is a failure of a check besides files that can't be read and bad inputs: a GitHub secret that would be
 * written as plain text, and an input that names what the file does not have. What else a deployment would refuse
 * is a remark.
 */
const STOPS_CHECK: ReadonlySet<string> = new Set([
  'secret-in-template',
  'unknown-container',
  'container-not-named'
])

/**
 * runCheck: load, render leniently, find plaintext credentials and bad references. No AWS call, nothing written; works
 * on pull requests from forks.
 */
export async function runCheck(configuration: CheckConfiguration, ports: ModePorts): Promise<Report> {
  const house = await readHouseRules(configuration, ports)
  const loaded = await loadForCheck(configuration, ports)
  const { overrides, problems: badOverrides } = await overridesOf(configuration.overrides)
  const problems: Problem[] = [...house.problems, ...loaded.problems, ...badOverrides]
  const remarks: Remark[] = [...loaded.remarks]
  const rendered: RenderedTarget[] = []
  for (const target of loaded.targets) {
    if (target.kind === 'template') continue
    const contexts = contextsFor(configuration, target, ports)
    const prepared = await prepareLeniently(target.document, { contexts, overrides })
    problems.push(...prepared.problems.filter(({ code }) => STOPS_CHECK.has(code)))
    remarks.push(...remarksOf(prepared.problems.filter(({ code }) => !STOPS_CHECK.has(code))))
    remarks.push(...prepared.remarks)
    if (prepared.root) rendered.push({ target, root: prepared.root })
  }
  const examination = { rules: house.rules, mask: ports.mask }
  const findings = examine(loaded.targets, rendered, examination)
  const judged = await applyHouseRules({ findings, loaded }, house, ports)
  const baseline = configuration.writeBaseline
    ? await (await import('../checking/baseline.ts')).keepAsBaseline(
        { configuration, house, loaded, findings, judged, problems },
        ports
      )
    : undefined
  problems.push(...(baseline?.problems ?? []))
  return {
    ...emptyReport('check'),
    services: loaded.targets.flatMap(({ service }) => (service === undefined ? [] : [service])),
    files: loaded.files,
    unscanned: loaded.unscanned,
    ...(baseline?.applied ?? judged),
    failOn: configuration.failOn,
    problems,
    remarks: [...remarks, ...(baseline?.remarks ?? [])]
  }
}
