import { REGION } from '../arn.ts'
import { readProjectRules } from '../checking/decisions/project-rules.ts'
import { configuredPlaceOf } from '../configuration/placement.ts'
import { checkAws, type DoctorAws } from '../doctor/check-aws.ts'
import { checkVersions } from '../doctor/check-versions.ts'
import { ASKED_MODES, type AskedMode, MODE_PERMISSIONS } from '../doctor/mode-permissions.ts'
import {
  doctorExitCode,
  failedCheck,
  failedRegionCheck,
  passedCheck,
  type Symptom,
  symptomLines,
  unneededOf
} from '../doctor/permissions.ts'
import type { Problem } from '../errors.ts'
import { describeText } from '../inputs/problems/describe-text.ts'
import { CONFIG_FILES } from '../inputs/topics/check-inputs.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import { findConfigFile } from '../workspace/find/config-file.ts'

/** Options of the command; anything absent comes from the configuration file and the environment. */
export type DoctorInputs = {
  readonly region?: string
  readonly cluster?: string
  readonly service?: string
  readonly environment?: string
  readonly config?: string
  /** The modes to ask about; every mode if absent. */
  readonly modes?: readonly AskedMode[]
}

/** readModes reads modes that are separated by commas. `known` are all the words that are one. */
export function readModes(text: string) {
  const words = text.split(',').flatMap(word => word.trim().replaceAll(/\s+/g, ' ') || [])
  return {
    modes: ASKED_MODES.filter(mode => words.includes(mode)),
    unknown: words.filter(word => !ASKED_MODES.some(mode => mode === word)),
    known: ASKED_MODES
  }
}

/** What the command may access, and the platform it runs on. */
export type DoctorPorts = Pick<ModePorts, 'workspace' | 'clock' | 'gate' | 'env'> & {
  readonly connectAws: (options: Parameters<ModePorts['connectAws']>[0]) => Promise<DoctorAws>
  readonly versions: Parameters<typeof checkVersions>[0]
  /**
   * Rewords the advice about a denied call for the person who reads it; if absent, the advice is printed
   * unchanged.
   */
  readonly advise?: (problem: Problem) => Problem
}

/** runDoctor checks the prerequisites of a run and reports the state of each. It is read-only. */
export async function runDoctor(inputs: DoctorInputs, ports: DoctorPorts) {
  const { symptoms, place } = await checkConfiguration(inputs, ports)
  const found: Symptom[] = [...checkVersions(ports.versions), ...symptoms]
  const { modes } = inputs
  if (modes?.every(mode => MODE_PERMISSIONS[mode].length === 0)) found.push(...modes.map(unneededOf))
  else if (place.region === undefined) found.push(failedRegionCheck('none is named'))
  else if (!REGION.test(place.region))
    found.push(failedRegionCheck(`${describeText(place.region)} is not one`))
  else {
    const { region, roleArn } = place
    found.push(passedCheck('region', region))
    const aws = await ports.connectAws({ region, maxRetries: 1, ...present({ roleArn }) })
    const asked = { ...place, region, ...present({ modes }) }
    found.push(...(await checkAws(asked, aws, ports.advise)))
  }
  return {
    document: { symptoms: found },
    lines: symptomLines(found),
    problems: [],
    exitCode: doctorExitCode(found)
  }
}

async function checkConfiguration(inputs: DoctorInputs, ports: DoctorPorts) {
  const { config, environment, service } = inputs
  const { file, problem: ambiguous } =
    config === undefined ? findConfigFile(ports.workspace, CONFIG_FILES) : { file: config }
  const project = await readProjectRules(
    {
      config: { file, named: config !== undefined },
      policy: 'detect',
      trustExceptions: 'head',
      ...present({ environment, cluster: inputs.cluster, writtenRegion: inputs.region }),
      ...present({ services: service === undefined ? undefined : [service] })
    },
    ports
  )
  const problems = [...(ambiguous ? [ambiguous] : []), ...project.problems, ...project.placementProblems]
  const none = project.text === '' ? 'no file found; inputs are used instead' : `${file} is valid`
  const symptoms =
    problems.length > 0
      ? problems.map(problem => failedCheck('configuration', problem))
      : [passedCheck('configuration', none)]
  const [first] = project.placement.places.keys()
  const key = service ?? first
  const said = configuredPlaceOf(key, project.placement)
  const { AWS_REGION, AWS_DEFAULT_REGION } = ports.env
  return {
    symptoms,
    place: present({
      region: inputs.region ?? said.region ?? AWS_REGION ?? AWS_DEFAULT_REGION,
      cluster: inputs.cluster ?? said.cluster,
      roleArn: said.roleArn,
      service: key === undefined ? undefined : (said.name ?? key),
      isNamed: service !== undefined,
      clusterAt: inputs.cluster === undefined ? said.written?.cluster : undefined
    })
  }
}
