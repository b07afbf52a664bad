import type { CheckedLayout } from '../checking/check-layout.ts'
import { contextsFor } from '../checking/contexts.ts'
import { examine, type RenderedTarget } from '../checking/examine.ts'
import { applyHouseRules, type HouseRules, readHouseRules } from '../checking/house-rules.ts'
import { type LoadedForCheck, loadForCheck, remarksOf } from '../checking/load-for-check.ts'
import { oncePerPlace } from '../checking/overlay-findings.ts'
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
  'container-not-named',
  'bad-placement',
  'service-twice',
  'family-twice',
  'unknown-environment',
  'file-not-found',
  'not-a-file',
  'outside-workspace'
])

/**
 * runCheck: load, render leniently, find plaintext credentials and bad references. No AWS call, nothing written; works
 * on pull requests from forks.
 */
export async function runCheck(configuration: CheckConfiguration, ports: ModePorts): Promise<Report> {
  const house = await readHouseRules(configuration, ports)
  const files = await loadForCheck(configuration, ports)
  const { overrides, problems: badOverrides } = await overridesOf(configuration.overrides)
  const layout = await checkedLayout(house, { configuration, loaded: files, overrides, ports })
  const loaded = withLayout(files, layout)
  const problems: Problem[] = [
    ...house.problems,
    ...house.layoutProblems,
    ...loaded.problems,
    ...badOverrides
  ]
  problems.push(...layout.problems.filter(({ code }) => STOPS_CHECK.has(code)))
  const remarks: Remark[] = [...loaded.remarks, ...layout.remarks]
  remarks.push(...remarksOf(layout.problems.filter(({ code }) => !STOPS_CHECK.has(code))))
  const rendered: RenderedTarget[] = [...layout.rendered]
  const made = new Set(rendered.map(({ target }) => target.document.file))
  for (const target of loaded.targets) {
    // What is made of it in each environment is looked at instead.
    if (target.kind === 'template' || made.has(target.document.file)) continue
    const contexts = contextsFor(configuration, target, ports)
    const prepared = await prepareLeniently(target.document, { contexts, overrides })
    problems.push(...prepared.problems.filter(({ code }) => STOPS_CHECK.has(code)))
    remarks.push(...remarksOf(prepared.problems.filter(({ code }) => !STOPS_CHECK.has(code))))
    remarks.push(...prepared.remarks)
    if (prepared.root) rendered.push({ target, root: prepared.root })
  }
  const examination = { rules: house.rules, mask: ports.mask }
  const found = examine(loaded.targets, rendered, examination)
  const findings = oncePerPlace(found, configuration.config.file)
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

type CheckingLayout = Omit<Parameters<typeof import('../checking/check-layout.ts').checkLayout>[0], 'layout'>

/** A repository whose configuration file says nothing of services loads nothing of that. */
async function checkedLayout({ layout }: HouseRules, checking: CheckingLayout): Promise<CheckedLayout> {
  const isPlain = layout.services.size + layout.tasks.size + layout.environments.size === 0
  if (isPlain && layout.defaults === undefined)
    return { sources: [], rendered: [], unscanned: [], problems: [], remarks: [] }
  const { checkLayout } = await import('../checking/check-layout.ts')
  return checkLayout({ ...checking, layout })
}

/** What only the configuration file names is looked at like what was found. */
function withLayout(loaded: LoadedForCheck, { sources, unscanned, hasLive }: CheckedLayout): LoadedForCheck {
  if (sources.length + unscanned.length === 0 && !hasLive) return loaded
  const files = [...sources.map(({ document }) => document.file), ...unscanned.map(({ file }) => file)]
  const more = files.filter(file => !loaded.files.includes(file))
  const found =
    loaded.files.length === 0
      ? loaded.problems.filter(({ code }) => code !== 'no-task-definitions')
      : loaded.problems
  return {
    ...loaded,
    files: [...loaded.files, ...new Set(more)],
    targets: [...loaded.targets, ...sources],
    unscanned: [...loaded.unscanned, ...unscanned],
    problems: found
  }
}
