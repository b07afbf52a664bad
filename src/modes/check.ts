import type { Problem } from '../errors.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import { emptyReport, type Remark, type Report } from '../report/report.ts'
import { parseOverrides } from '../template/parse-overrides.ts'
import { prepareLeniently } from '../template/prepare.ts'
import { contextsFor } from './contexts.ts'
import { examine, type RenderedTarget } from './examine.ts'
import type { ModePorts } from './ports.ts'
import { loadTargets } from './targets.ts'

/**
 * runCheck: load, render leniently, find plaintext credentials and bad references. No AWS call, nothing written; works
 * on pull requests from forks.
 */
export async function runCheck(configuration: CheckConfiguration, ports: ModePorts): Promise<Report> {
  const loaded = await loadTargets(configuration, ports)
  const { overrides, problems: badOverrides } = parseOverrides(configuration.overrides)
  const problems: Problem[] = [...loaded.problems, ...badOverrides]
  const remarks: Remark[] = []
  const rendered: RenderedTarget[] = []
  for (const target of loaded.targets) {
    const contexts = contextsFor(configuration, target, ports)
    const prepared = await prepareLeniently(target.document, { contexts, overrides })
    problems.push(...prepared.problems)
    remarks.push(...prepared.remarks)
    if (prepared.root) rendered.push({ target, root: prepared.root })
  }
  return {
    ...emptyReport('check'),
    services: loaded.targets.flatMap(({ service }) => (service === undefined ? [] : [service])),
    files: loaded.files,
    unscanned: loaded.unscanned,
    findings: examine(loaded.targets, rendered, ports.mask),
    problems,
    remarks
  }
}
