import { applyProjectRules, withRenderedBefore } from '../check/decisions.ts'
import { examine, oneReferenceForFile } from '../check/examine.ts'
import { readProjectRules } from '../check/project-rules.ts'
import { remarksOf } from '../check/source.ts'
import { livePlaintext, loadDefinitions } from '../deploy/prepare/load-definitions.ts'
import { type PreparedDefinition, renderAll } from '../deploy/prepare/render-all.ts'
import { connectAccounts } from '../deploy/target.ts'
import { toJson } from '../files/document/tree.ts'
import { writeApart } from '../files/write/writer.ts'
import type { RenderConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { emptyReport, hasErrors, type Report } from '../report/report.ts'

/**
 * runRender loads and renders the definitions, applies overrides, refuses plaintext credentials and writes
 * each definition to its own file. It calls AWS only to read a live base definition. What only ECS would
 * reject is a warning, because a later step may fix it.
 */
export async function runRender(configuration: RenderConfiguration, ports: ModePorts): Promise<Report> {
  const placed = { ...configuration, region: configuration.region ?? '' }
  const project = await readProjectRules(configuration, ports)
  const { problems: badFile, placementProblems: badPlacement } = project
  if (project.isUndecided) return { ...emptyReport('render'), problems: [...badFile, ...badPlacement] }
  const aws = connectAccounts(ports, configuration.maxRetries)
  const loaded = await loadDefinitions(placed, project, { ports, aws })
  const { overrides } = configuration
  const done = await renderAll(loaded.targets, placed, {
    ports,
    project,
    overrides,
    accountOf: () => undefined
  })
  const refused = new Set(done.refusals)
  const examination = { rules: { ...project.rules, references: FOR_A_FILE }, mask: ports.mask }
  const findings = await examine(loaded.targets, done.prepared, examination)
  const judged = await applyProjectRules({ findings, loaded }, withRenderedBefore(project, loaded), ports)
  const report: Report = {
    ...emptyReport('render'),
    services: loaded.targets.flatMap(({ service }) => (service === undefined ? [] : [service])),
    files: loaded.files,
    unscanned: loaded.unscanned,
    ...judged,
    findings: oneReferenceForFile(judged.findings),
    problems: [
      ...badFile,
      // a file does not depend on where the service runs
      ...badPlacement.filter(({ code }) => code !== 'missing-input'),
      ...loaded.problems,
      ...done.problems.filter(problem => !refused.has(problem))
    ],
    remarks: [...done.remarks, ...remarksOf(done.refusals), ...livePlaintext(judged.findings)]
  }
  const { renderedFolder } = ports
  const stops = report.problems.length > 0 || loaded.unscanned.length > 0 || hasErrors(report)
  if (stops || renderedFolder === undefined) return report
  const renderedFiles = writeApart(renderedFolder, distinctlyNamed(done.prepared))
  for (const file of renderedFiles) ports.log.info(`Rendered: ${file}`)
  return { ...report, renderedFiles }
}

const FOR_A_FILE = { kind: 'file' } as const

/** A file is named after its service or its family; duplicate names are numbered. */
function distinctlyNamed(prepared: readonly PreparedDefinition[]) {
  const seen = new Map<string, number>()
  return prepared.map(({ target, root, family }) => {
    const name = target.service ?? (family || 'rendered')
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return { name: before === 0 ? name : `${name}-${before + 1}`, definition: toJson(root) }
  })
}
