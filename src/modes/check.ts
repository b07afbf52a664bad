import { keepAsBaseline } from '../check/baseline.ts'
import { type CheckedLayout, checkLayout } from '../check/check-layout.ts'
import { imagesByService, renderSources, STOPS_CHECK } from '../check/check-text.ts'
import { contextsFor } from '../check/contexts.ts'
import { applyProjectRules, howToBegin } from '../check/decisions.ts'
import { examine, onceEach } from '../check/examine.ts'
import { type LoadedForCheck, loadForCheck } from '../check/load-for-check.ts'
import { readProjectRules } from '../check/project-rules.ts'
import { remarksOf } from '../check/source.ts'
import type { Problem } from '../errors.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { emptyReport, type Remark, type Report } from '../report/report.ts'

/**
 * runCheck loads and leniently renders the definitions, and finds plaintext credentials and invalid
 * references. It calls no AWS API and writes nothing, so it works on pull requests from forks.
 */
export async function runCheck(configuration: CheckConfiguration, ports: ModePorts): Promise<Report> {
  const project = await readProjectRules(configuration, ports)
  const files = await loadForCheck(configuration, ports)
  const { layout: written } = project
  const { overridesOf, ...images } = imagesByService(configuration.overrides, files.targets, written)
  const layout = await checkLayout({ configuration, layout: written, loaded: files, overridesOf, ports })
  const loaded = withLayout(files, layout)
  const own = await renderSources(loaded.targets, {
    // The definition rendered for each environment is checked instead.
    isMade: file => layout.made.has(file),
    contextsOf: target => contextsFor(configuration, target, ports),
    overridesOf
  })
  const examined = { rules: project.rules, mask: ports.mask }
  const found = await examine(loaded.targets, [...layout.rendered, ...own.rendered], examined)
  const findings = onceEach(found, configuration.config.file)
  const judged = await applyProjectRules({ findings, loaded }, project, ports)
  const problems: readonly Problem[] = [
    ...project.problems,
    ...project.layoutProblems,
    // Where services run does not matter to a check, but which there are does.
    ...project.placementProblems.filter(({ code }) => code === 'unknown-service'),
    ...loaded.problems,
    ...images.problems,
    ...layout.problems.filter(isStopping),
    ...own.problems
  ]
  const checked = { configuration, project, loaded, findings, judged, problems }
  const baseline = configuration.writeBaseline
    ? await keepAsBaseline(checked, ports)
    : { applied: judged, remarks: [], problems: [] }
  return {
    ...emptyReport('check'),
    services: loaded.targets.flatMap(({ service }) => service ?? []),
    files: loaded.files,
    unscanned: loaded.unscanned,
    ...baseline.applied,
    failOn: configuration.failOn,
    problems: [...problems, ...baseline.problems],
    remarks: [
      ...project.toFillIn,
      ...loaded.remarks,
      ...ofSearch(loaded, configuration),
      ...layout.remarks,
      ...remarksOf(layout.problems.filter(problem => !isStopping(problem))),
      ...own.remarks,
      ...baseline.remarks,
      ...(files.isWhole ? howToBegin(baseline.applied, project) : [])
    ]
  }
}

/** What is said of a search without names. */
function ofSearch(loaded: LoadedForCheck, { taskDefinition, services }: CheckConfiguration): Remark[] {
  const { nothing, targets, files, all = [] } = loaded
  const message =
    'Input "service" chooses among the files that "task-definition" names. It names none, so that the task definitions of all services are checked.'
  return [
    ...(nothing && targets.length + files.length + all.length === 0 ? [nothing()] : []),
    ...(taskDefinition.length === 0 && Array.isArray(services) ? [{ message }] : [])
  ]
}

function isStopping({ code }: Problem): boolean {
  return STOPS_CHECK.has(code)
}

/** Files that only the configuration file names are checked like those that were discovered. */
function withLayout(loaded: LoadedForCheck, { sources, unscanned }: CheckedLayout): LoadedForCheck {
  const named = [...sources.map(({ document }) => document.file), ...unscanned.map(({ file }) => file)]
  return {
    ...loaded,
    files: [...new Set([...loaded.files, ...named])],
    targets: [...loaded.targets, ...sources],
    unscanned: [...loaded.unscanned, ...unscanned]
  }
}
