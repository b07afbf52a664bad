import type { Finding } from '../detector/finding.ts'
import type { Problem } from '../errors.ts'
import { writeProjectFile } from '../files/write/writer.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import type { Remark } from '../report/report.ts'
import { applyProjectRules } from './decisions.ts'
import type { Applied } from './exceptions/apply.ts'
import { writeBaseline } from './exceptions/baseline.ts'
import { type ProjectRules, readText } from './project-rules.ts'
import type { LoadedDefinitionSources } from './source.ts'

/** A check with its findings. `findings` are all of them, and `judged` is the result after the existing exceptions. */
export type BaselineInput = {
  readonly configuration: CheckConfiguration
  readonly project: ProjectRules
  readonly loaded: LoadedDefinitionSources
  readonly findings: readonly Finding[]
  readonly judged: Applied
  readonly problems: readonly Problem[]
}

export type KeptBaseline = {
  readonly applied: Applied
  readonly remarks: readonly Remark[]
  readonly problems: readonly Problem[]
}

/**
 * keepAsBaseline writes an exception for each remaining finding to the configuration file and applies the new text. It
 * writes nothing if there are problems, because a baseline would hide what could not be read.
 */
export async function keepAsBaseline(input: BaselineInput, ports: ModePorts): Promise<KeptBaseline> {
  const { configuration, project, loaded, findings, judged, problems } = input
  const { file } = configuration.config
  if (project.standing !== undefined) {
    const message =
      'No baseline was written: this run is for a pull request, whose exceptions do not count until they are merged.'
    return { applied: judged, remarks: [{ message }], problems: [] }
  }
  if (problems.length > 0 || loaded.unscanned.length > 0) {
    return {
      applied: judged,
      remarks: [{ message: 'No baseline was written: fix the problems first.' }],
      problems: []
    }
  }
  const baseline = await writeBaseline(project.text, judged.findings, ports.clock.now())
  if (baseline.added === 0) {
    return {
      applied: judged,
      remarks: [{ message: 'No baseline was written: there is nothing to except.' }],
      problems: []
    }
  }
  const failed = writeProjectFile({ area: ports.area, file }, baseline.text)
  if (failed) return { applied: judged, remarks: [], problems: [failed] }
  const { decisions } = await readText(file, baseline.text, ports.clock.now())
  const applied = await applyProjectRules(
    { findings, loaded },
    { ...project, configuration: decisions },
    ports
  )
  const what = baseline.added === 1 ? '1 exception was' : `${baseline.added} exceptions were`
  const message = `${what} written to ${file}, to end in 90 days.`
  return { applied, remarks: [{ message }], problems: decisions.problems }
}
