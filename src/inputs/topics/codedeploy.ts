import { lastPartOf } from '../../arn.ts'
import { present } from '../../present.ts'
import { describeText } from '../problems/describe-text.ts'
import type { InputReader } from '../reader.ts'
import type { InputName } from '../tables/specification.ts'

/**
 * The inputs for services that CodeDeploy deploys; absent members have their defaults. Names and file may contain
 * `{cluster}` and `{service}`.
 */
export type CodeDeployInputs = {
  /** Relative to the workspace; if absent, the AppSpec is derived from the service. */
  readonly appspecFile?: string
  readonly application?: string
  readonly deploymentGroup?: string
  readonly description?: string
  /** If absent, that of the deployment group. */
  readonly config?: string
}

/** The names that identify one service in CodeDeploy. */
export type CodeDeployNames = { readonly application: string; readonly group: string }

/** readCodeDeploy reads the `codedeploy-*` inputs, which have the names and meanings of AWS's own action. */
export function readCodeDeploy(reader: InputReader): CodeDeployInputs {
  return present({
    appspecFile: reader.text('codedeploy-appspec'),
    application: readName(reader, 'codedeploy-application'),
    deploymentGroup: readName(reader, 'codedeploy-deployment-group'),
    description: readDescription(reader),
    config: readName(reader, 'codedeploy-deployment-config')
  })
}

/** CodeDeploy accepts 512 characters; a description built from a commit message is often longer. */
const LONGEST_DESCRIPTION = 512

function readDescription(reader: InputReader): string | undefined {
  const text = reader.text('codedeploy-deployment-description')
  if (text === undefined || text.length <= LONGEST_DESCRIPTION) return text
  reader.note(
    'codedeploy-deployment-description',
    `shortened to ${LONGEST_DESCRIPTION} of its ${text.length} characters, the limit of CodeDeploy.`
  )
  return `${text.slice(0, LONGEST_DESCRIPTION - 1)}…`
}

/** CodeDeploy: 1 to 100 of these characters; the braces are for {cluster} and {service}. */
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

/** namesFor returns the application and deployment group of one service, by default the names that ECS itself uses. */
export function namesFor(
  inputs: CodeDeployInputs,
  of: { readonly cluster: string; readonly service: string }
): CodeDeployNames {
  return {
    application: fillNames(inputs.application ?? 'AppECS-{cluster}-{service}', of),
    group: fillNames(inputs.deploymentGroup ?? 'DgpECS-{cluster}-{service}', of)
  }
}

/** fillNames inserts the cluster's name (not its ARN) and the service into a name or path of the inputs. */
export function fillNames(text: string, of: { readonly cluster: string; readonly service: string }): string {
  const cluster = lastPartOf(of.cluster)
  return text.replaceAll('{cluster}', cluster).replaceAll('{service}', of.service)
}
