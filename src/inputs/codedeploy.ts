import { lastPartOf } from '../arn.ts'
import { present } from '../present.ts'
import { describeText } from './fields.ts'
import type { InputReader } from './reader.ts'
import type { InputName } from './specification.ts'

/**
 * What the inputs say about services that CodeDeploy deploys; absent members have their defaults. Names and file may hold
 * `{cluster}` and `{service}`.
 */
export type CodeDeployInputs = {
  /** Relative to the workspace; absent: the AppSpec is made from the service. */
  readonly appspecFile?: string
  readonly application?: string
  readonly deploymentGroup?: string
  readonly description?: string
  /** Absent: the deployment group's own. */
  readonly config?: string
}

/** Names under which CodeDeploy knows what belongs to one service. */
export type CodeDeployNames = { readonly application: string; readonly group: string }

/** readCodeDeploy reads the `codedeploy-*` inputs, named and meant as in AWS's own action. */
export function readCodeDeploy(reader: InputReader): CodeDeployInputs {
  return present({
    appspecFile: reader.text('codedeploy-appspec'),
    application: readName(reader, 'codedeploy-application'),
    deploymentGroup: readName(reader, 'codedeploy-deployment-group'),
    description: readDescription(reader),
    config: readName(reader, 'codedeploy-deployment-config')
  })
}

/** CodeDeploy takes 512 characters; a description that is built of a commit's message is often longer. */
const LONGEST_DESCRIPTION = 512

function readDescription(reader: InputReader): string | undefined {
  const text = reader.text('codedeploy-deployment-description')
  if (text === undefined || text.length <= LONGEST_DESCRIPTION) return text
  reader.note(
    'codedeploy-deployment-description',
    `cut off behind ${LONGEST_DESCRIPTION} of its ${text.length} characters, which is all that CodeDeploy takes.`
  )
  return `${text.slice(0, LONGEST_DESCRIPTION - 1)}…`
}

/** CodeDeploy: 1 to 100 characters of these; the braces are for {cluster} and {service}. */
function readName(reader: InputReader, input: InputName): string | undefined {
  const text = reader.text(input)
  if (text === undefined) return undefined
  const bare = text.replaceAll('{cluster}', '').replaceAll('{service}', '')
  if (text.length <= 100 && /^[\w+=,.@-]*$/.test(bare)) return text
  return reader.report(
    'bad-input',
    `Input "${input}": ${describeText(text)} is not a valid CodeDeploy name: use up to 100 letters, digits and . _ - + = , @; {cluster} and {service} are also allowed.`,
    `Write the name as \`aws deploy\` shows it, without ARN or path.`
  )
}

/** namesFor gives application and deployment group of one service, ECS's own names where the inputs name none. */
export function namesFor(
  inputs: CodeDeployInputs,
  of: { readonly cluster: string; readonly service: string }
): CodeDeployNames {
  return {
    application: fillNames(inputs.application ?? 'AppECS-{cluster}-{service}', of),
    group: fillNames(inputs.deploymentGroup ?? 'DgpECS-{cluster}-{service}', of)
  }
}

/** fillNames puts cluster (its name, also where an ARN is given) and service into a name or path of the inputs. */
export function fillNames(text: string, of: { readonly cluster: string; readonly service: string }): string {
  const cluster = lastPartOf(of.cluster)
  return text.replaceAll('{cluster}', cluster).replaceAll('{service}', of.service)
}
