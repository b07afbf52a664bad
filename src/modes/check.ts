import type { CheckedLayout } from '../checking/check-layout.ts'
import { checkLayout } from '../checking/check-layout.ts'
import { contextsFor } from '../checking/contexts.ts'
import { applyProjectRules } from '../checking/decisions/apply-decisions.ts'
import { keepAsBaseline } from '../checking/decisions/baseline.ts'
import { readProjectRules } from '../checking/decisions/project-rules.ts'
import type { ProjectRules } from '../checking/decisions/rule-decisions.ts'
import { examine, onceEach } from '../checking/examine/examine.ts'
import { imagesByService } from '../checking/layout/images-by-service.ts'
import { remarksOf } from '../checking/load/check-source.ts'
import { type LoadedForCheck, loadForCheck } from '../checking/load/load-for-check.ts'
import { renderSources, STOPS_CHECK } from '../checking/render-sources.ts'
import type { Problem } from '../errors.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { emptyReport, type Remark, type Report } from '../report/report.ts'
import { type Overrides, parseOverrides } from '../template/overrides/parse.ts'
import type { SplitImages } from '../template/overrides/split-images.ts'

/**
 * runCheck loads and leniently renders the definitions, and finds plaintext credentials and invalid
 * references. It calls no AWS API and writes nothing, so it works on pull requests from forks.
 */
export async function runCheck(configuration: CheckConfiguration, ports: ModePorts): Promise<Report> {
  const project = await readProjectRules(configuration, ports)
  const files = await loadForCheck(configuration, ports)
  const { overrides, problems: badOverrides } = parseOverrides(configuration.overrides)
  const images = overrides.images.length > 0 ? await imagesOf(overrides, files, project) : undefined
  const ownOverrides = images?.overridesOf ?? (() => overrides)
  const checking = { configuration, loaded: files, overridesOf: ownOverrides, ports }
  const layout = await checkedLayout(project, checking)
  const loaded = withLayout(files, layout)
  // Where services run does not matter to a check, but which there are does.
  const unknown = project.placementProblems.filter(({ code }) => code === 'unknown-service')
  const problems: Problem[] = [...project.problems, ...project.layoutProblems, ...unknown, ...loaded.problems]
  problems.push(...badOverrides, ...(images?.problems ?? []))
  problems.push(...layout.problems.filter(({ code }) => STOPS_CHECK.has(code)))
  const remarks: Remark[] = [...loaded.remarks, ...layout.remarks]
  remarks.push(...remarksOf(layout.problems.filter(({ code }) => !STOPS_CHECK.has(code))))
  const own = await renderSources(loaded.targets, {
    // The definition rendered for each environment is checked instead.
    isMade: file => layout.made.has(file),
    contextsOf: target => contextsFor(configuration, target, ports),
    overridesOf: ownOverrides
  })
  problems.push(...own.problems)
  remarks.push(...own.remarks)
  const rendered = [...layout.rendered, ...own.rendered]
  const examination = { rules: project.rules, mask: ports.mask }
  const found = await examine(loaded.targets, rendered, examination)
  const findings = await onceEach(found, configuration.config.file)
  const judged = await applyProjectRules({ findings, loaded }, project, ports)
  const baseline = configuration.writeBaseline
    ? await keepAsBaseline({ configuration, project, loaded, findings, judged, problems }, ports)
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

/** As in a plan, a line of `image` can be for one service only. */
async function imagesOf(
  overrides: Overrides,
  { targets }: LoadedForCheck,
  { layout }: ProjectRules
): Promise<SplitImages> {
  return imagesByService(overrides, targets, layout)
}

type CheckingLayout = Omit<Parameters<typeof import('../checking/check-layout.ts').checkLayout>[0], 'layout'>

/** Loads the code for services only if the configuration file lists any. */
async function checkedLayout(project: ProjectRules, checking: CheckingLayout): Promise<CheckedLayout> {
  const { layout } = project
  if (isPlain(project))
    return { sources: [], made: new Set(), rendered: [], unscanned: [], problems: [], remarks: [] }
  return checkLayout({ ...checking, layout })
}

/** Whether the configuration file renders nothing. */
function isPlain({ layout: { services, tasks, environments, defaults } }: ProjectRules): boolean {
  return services.size + tasks.size + environments.size === 0 && defaults === undefined
}

/** Files that only the configuration file names are checked like those that were discovered. */
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
